/** The words that the line knows, folded (lower case, no accents), French and English side by side: people mix them. */
import type { Unit } from "../sale.ts";
import type { TypedVat } from "./typed.ts";

const words = <T>(table: [T, string][]): Map<string, T> =>
  new Map(table.flatMap(([value, list]) => list.split(" ").map((word): [string, T] => [word, value])));

export const UNIT_WORDS = words<Unit>([
  ["day", "j jr jrs jour jours day days"],
  ["hour", "h hr hrs heure heures hour hours"],
  ["piece", "piece pieces pc pcs pce pces unite unites u unit units"],
  ["flat", "forfait forfaits flat lump"],
  ["month", "mois month months"],
  ["year", "an ans annee annees year years"],
  ["kilogram", "kg kgs kilo kilos"],
  ["tonne", "t tonne tonnes"],
  ["litre", "l litre litres liter liters"],
  ["metre", "m metre metres meter meters ml"],
  ["squareMetre", "m2 m²"],
  ["cubicMetre", "m3 m³"],
  ["kilometre", "km kms"],
  ["kilowattHour", "kwh"],
  ["set", "lot lots set sets"],
]);

export const TIMES = new Set(["x", "×", "*"]);
export const CURRENCY = new Set(["€", "eur", "euro", "euros"]);
/** Between a quantity and what it is of; between a name and its price. */
export const OF = new Set(["de", "of"]);
export const AT = new Set(["a", "at", "@", "="]);
export const PER = new Set(["/", "par", "per", "la", "le"]);

export const WITHOUT_VAT = new Set(["ht", "hors-taxe", "hors-taxes", "excl", "ex", "excl.", "ex."]);
export const WITH_VAT = new Set(["ttc", "incl", "inc", "incl.", "inc."]);
export const VAT = new Set(["tva", "vat"]);

export const NO_VAT = words<Extract<TypedVat, { exempt: string }>["exempt"]>([
  ["reverse-charge", "autoliquidation autoliq reverse-charge"],
  ["intra-community", "intracom intracommunautaire intra-community intra-ue intra-eu"],
  ["export", "export exportation"],
  ["outside", "hors-champ outside-scope"],
  ["exempt", "exonere exoneree exonerees exoneres exempt"],
]);

export const DISCOUNT = new Set(["remise", "discount", "rabais", "reduction", "rebate"]);
export const WHOLE = new Set(["totale", "globale", "total", "overall", "global"]);

export const DUE = new Set(["echeance", "due", "payable"]);
export const ON = new Set(["le", "au", "on", "by"]);
export const NET = new Set(["net"]);
/** In front of a number of days: « à 30 jours », "within 30 days". */
export const WITHIN = new Set(["a", "sous", "dans", "in", "within"]);
export const AT_ONCE = new Set(["comptant", "reception", "receipt"]);
/** In front of `reception` and `receipt`: « à réception », "on receipt". */
export const BEFORE_RECEIPT = new Set(["a", "on", "upon"]);
/** "fin de mois", "fdm", "end of month", "eom". */
export const END_OF_MONTH = [["fin", "de", "mois"], ["fin", "du", "mois"], ["fdm"], ["end", "of", "month"], ["eom"]];

export const PURCHASE_ORDER = [["bon", "de", "commande"], ["purchase", "order"], ["bdc"], ["bc"], ["po"], ["commande"]];
export const NUMBER_SIGN = new Set(["n°", "no", "no.", "n", "#", ":"]);
