/**
 * What a NAF code ("62.02A") means, by its division: the first two digits, the same in NAF rév. 2 and NACE rev. 2.
 * Source: https://www.insee.fr/fr/information/2406147 (NAF rév. 2, read 2026-11).
 */
import type { Locale } from "../people/person.ts";
import type { Company } from "./company.ts";

type Labels = readonly [fr: string, en: string];

const DIVISIONS: Record<string, Labels> = {
  "01": ["Culture et production animale, chasse", "Crop and animal production, hunting"],
  "02": ["Sylviculture et exploitation forestière", "Forestry and logging"],
  "03": ["Pêche et aquaculture", "Fishing and aquaculture"],
  "05": ["Extraction de houille et de lignite", "Mining of coal and lignite"],
  "06": ["Extraction d’hydrocarbures", "Extraction of crude petroleum and natural gas"],
  "07": ["Extraction de minerais métalliques", "Mining of metal ores"],
  "08": ["Autres industries extractives", "Other mining and quarrying"],
  "09": ["Services de soutien aux industries extractives", "Mining support services"],
  "10": ["Industries alimentaires", "Food products"],
  "11": ["Fabrication de boissons", "Beverages"],
  "12": ["Fabrication de produits à base de tabac", "Tobacco products"],
  "13": ["Fabrication de textiles", "Textiles"],
  "14": ["Industrie de l’habillement", "Clothing"],
  "15": ["Industrie du cuir et de la chaussure", "Leather and footwear"],
  "16": ["Travail du bois, articles en bois et en liège", "Wood and cork products"],
  "17": ["Industrie du papier et du carton", "Paper and paperboard"],
  "18": ["Imprimerie et reproduction d’enregistrements", "Printing and reproduction of recordings"],
  "19": ["Cokéfaction et raffinage", "Coke and refined petroleum"],
  "20": ["Industrie chimique", "Chemicals"],
  "21": ["Industrie pharmaceutique", "Pharmaceuticals"],
  "22": ["Produits en caoutchouc et en plastique", "Rubber and plastic products"],
  "23": ["Autres produits minéraux non métalliques", "Other non-metallic mineral products"],
  "24": ["Métallurgie", "Basic metals"],
  "25": ["Fabrication de produits métalliques", "Fabricated metal products"],
  "26": ["Produits informatiques, électroniques et optiques", "Computer, electronic and optical products"],
  "27": ["Équipements électriques", "Electrical equipment"],
  "28": ["Machines et équipements", "Machinery and equipment"],
  "29": ["Industrie automobile", "Motor vehicles"],
  "30": ["Autres matériels de transport", "Other transport equipment"],
  "31": ["Fabrication de meubles", "Furniture"],
  "32": ["Autres industries manufacturières", "Other manufacturing"],
  "33": ["Réparation et installation de machines", "Repair and installation of machinery"],
  "35": ["Électricité, gaz, vapeur et air conditionné", "Electricity, gas, steam and air conditioning"],
  "36": ["Captage, traitement et distribution d’eau", "Water collection, treatment and supply"],
  "37": ["Collecte et traitement des eaux usées", "Sewerage"],
  "38": ["Déchets : collecte, traitement, récupération", "Waste collection, treatment and recovery"],
  "39": ["Dépollution et gestion des déchets", "Remediation and waste management"],
  "41": ["Construction de bâtiments", "Construction of buildings"],
  "42": ["Génie civil", "Civil engineering"],
  "43": ["Travaux de construction spécialisés", "Specialised construction"],
  "45": ["Commerce et réparation d’automobiles et de motocycles", "Trade and repair of motor vehicles and motorcycles"],
  "46": ["Commerce de gros", "Wholesale trade"],
  "47": ["Commerce de détail", "Retail trade"],
  "49": ["Transports terrestres et par conduites", "Land transport and pipelines"],
  "50": ["Transports par eau", "Water transport"],
  "51": ["Transports aériens", "Air transport"],
  "52": ["Entreposage et services auxiliaires des transports", "Warehousing and transport support"],
  "53": ["Poste et courrier", "Postal and courier services"],
  "55": ["Hébergement", "Accommodation"],
  "56": ["Restauration", "Food and beverage services"],
  "58": ["Édition", "Publishing"],
  "59": ["Cinéma, vidéo, télévision, enregistrement sonore", "Film, video, television and sound recording"],
  "60": ["Programmation et diffusion", "Programming and broadcasting"],
  "61": ["Télécommunications", "Telecommunications"],
  "62": ["Programmation, conseil et autres activités informatiques", "Computer programming and consultancy"],
  "63": ["Services d’information", "Information services"],
  "64": ["Services financiers", "Financial services"],
  "65": ["Assurance", "Insurance"],
  "66": ["Auxiliaires de services financiers et d’assurance", "Support of financial services and insurance"],
  "68": ["Activités immobilières", "Real estate"],
  "69": ["Activités juridiques et comptables", "Legal and accounting activities"],
  "70": ["Sièges sociaux, conseil de gestion", "Head offices, management consultancy"],
  "71": ["Architecture, ingénierie, contrôle et analyses techniques", "Architecture, engineering, technical testing"],
  "72": ["Recherche-développement scientifique", "Scientific research and development"],
  "73": ["Publicité et études de marché", "Advertising and market research"],
  "74": ["Autres activités spécialisées, scientifiques et techniques", "Other professional, scientific and technical activities"],
  "75": ["Activités vétérinaires", "Veterinary activities"],
  "77": ["Location et location-bail", "Rental and leasing"],
  "78": ["Activités liées à l’emploi", "Employment activities"],
  "79": ["Agences de voyage et réservation", "Travel agencies and reservation"],
  "80": ["Enquêtes et sécurité", "Security and investigation"],
  "81": ["Services aux bâtiments et aménagement paysager", "Services to buildings and landscape"],
  "82": ["Services administratifs et de soutien aux entreprises", "Office and business support"],
  "84": ["Administration publique, défense, sécurité sociale", "Public administration, defence, social security"],
  "85": ["Enseignement", "Education"],
  "86": ["Activités pour la santé humaine", "Human health"],
  "87": ["Hébergement médico-social et social", "Residential care"],
  "88": ["Action sociale sans hébergement", "Social work without accommodation"],
  "90": ["Activités créatives, artistiques et de spectacle", "Creative, arts and entertainment activities"],
  "91": ["Bibliothèques, archives, musées", "Libraries, archives, museums"],
  "92": ["Jeux de hasard et d’argent", "Gambling and betting"],
  "93": ["Activités sportives, récréatives et de loisirs", "Sports, amusement and recreation"],
  "94": ["Organisations associatives", "Membership organisations"],
  "95": ["Réparation d’ordinateurs et de biens personnels", "Repair of computers and personal goods"],
  "96": ["Autres services personnels", "Other personal services"],
  "97": ["Ménages employeurs de personnel domestique", "Households employing domestic personnel"],
  "98": ["Production des ménages pour usage propre", "Households producing for own use"],
  "99": ["Organismes extraterritoriaux", "Extraterritorial organisations"],
};

/** From then on NAF 2025 is the official one: 1 January 2027 in Paris. */
const NAF_2025_FROM = Date.UTC(2026, 11, 31, 23);

/** The official code of the day first, the other one behind it; NAF 2025 ends a code with another letter, and moves few divisions. */
export function activityCodes({ activity, activity2025 }: Pick<Company, "activity" | "activity2025">, now = Date.now()): string[] {
  return (now < NAF_2025_FROM ? [activity, activity2025] : [activity2025, activity]).filter((code): code is string => Boolean(code));
}

/** Repair, which NAF 2025 has in one division with the trade's. */
const REPAIR_2025: Labels = ["Réparation et entretien", "Repair and maintenance"];

/** "62.02A – Programmation, conseil…"; an unknown division leaves the code alone. */
export function activityLabel(code: string, locale: Locale, isNew = false): string {
  const labels = isNew && code.startsWith("95") ? REPAIR_2025 : DIVISIONS[code.slice(0, 2)];
  return labels ? `${code} – ${labels[locale === "fr" ? 0 : 1]}` : code;
}

/** How many divisions there are: the test counts them. */
export const divisionCount = Object.keys(DIVISIONS).length;
