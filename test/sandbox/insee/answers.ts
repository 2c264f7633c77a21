/** The answers of INSEE's Sirene API 3.11, field by field as it gives them; [ND] is its mask. */
import type { SampleCompany } from "../../fixtures/companies.ts";

const MASK = "[ND]";
const STREETS: Record<string, string> = { PLACE: "PL", AVENUE: "AV", BOULEVARD: "BD", CHEMIN: "CHE", QUAI: "QU", ROUTE: "RTE" };

export const notFound = (asked: string) => ({ header: { statut: 404, message: `Aucun élément trouvé pour ${asked}` } });

export const establishments = (found: SampleCompany[], total: number, fields: ReadonlySet<string> | null) => ({
  header: { statut: 200, message: "OK", total, debut: 0, nombre: found.length },
  etablissements: found.map((company) => only(establishment(company), fields)),
});

export const unitAnswer = (company: SampleCompany) => ({
  header: { statut: 200, message: "OK" },
  uniteLegale: {
    siren: company.siren,
    ...constants(company),
    nombrePeriodesUniteLegale: 1,
    periodesUniteLegale: [{ dateFin: null, dateDebut: company.createdOn, ...current(company) }],
  },
});

function establishment(company: SampleCompany) {
  return {
    siren: company.siren,
    nic: company.siret.slice(9),
    siret: company.siret,
    statutDiffusionEtablissement: company.partial ? "P" : "O",
    dateCreationEtablissement: company.createdOn,
    etablissementSiege: true,
    uniteLegale: { ...constants(company), ...current(company) },
    adresseEtablissement: place(company),
    periodesEtablissement: [{ dateFin: null, etatAdministratifEtablissement: company.state === "A" ? "A" : "F" }],
  };
}

const isPerson = ({ legalForm }: SampleCompany) => legalForm === "1000";
const masked = ({ partial }: SampleCompany, value: string | null) => (partial && value ? MASK : value);

function constants(company: SampleCompany) {
  return {
    statutDiffusionUniteLegale: company.partial ? "P" : "O",
    dateCreationUniteLegale: company.createdOn,
    sigleUniteLegale: masked(company, company.acronym),
    prenomUsuelUniteLegale: isPerson(company) ? masked(company, company.name.split(" ")[0] ?? "") : null,
    categorieEntreprise: company.real ? "GE" : "PME",
    activitePrincipaleNAF25UniteLegale: company.activity2025,
  };
}

function current(company: SampleCompany) {
  const [, ...family] = company.name.split(" ");
  return {
    etatAdministratifUniteLegale: company.state,
    nomUniteLegale: isPerson(company) ? masked(company, family.join(" ")) : null,
    nomUsageUniteLegale: null,
    denominationUniteLegale: isPerson(company) ? null : masked(company, company.name),
    denominationUsuelle1UniteLegale: masked(company, company.usualName),
    categorieJuridiqueUniteLegale: company.legalForm,
    activitePrincipaleUniteLegale: company.activity,
    nomenclatureActivitePrincipaleUniteLegale: "NAFRev2",
  };
}

function place(company: SampleCompany) {
  const [number, kind, name] = company.street;
  const [, figure = number, repetition = null] = /^(\d+) (\w+)$/.exec(number) ?? [];
  return {
    complementAdresseEtablissement: null,
    numeroVoieEtablissement: masked(company, figure),
    indiceRepetitionEtablissement: masked(company, repetition?.slice(0, 1) ?? null),
    typeVoieEtablissement: masked(company, STREETS[kind] ?? kind),
    libelleVoieEtablissement: masked(company, name),
    codePostalEtablissement: masked(company, company.postcode),
    libelleCommuneEtablissement: masked(company, company.city),
    libelleCommuneEtrangerEtablissement: null,
    distributionSpecialeEtablissement: null,
    codePaysEtrangerEtablissement: null,
  };
}

/** `champs`: names of leaves, whatever they lie in. */
function only(value: object, fields: ReadonlySet<string> | null): object {
  if (!fields) return value;
  const kept = Object.entries(value).flatMap(([name, inside]): [string, unknown][] => {
    if (fields.has(name)) return [[name, inside]];
    if (inside === null || typeof inside !== "object" || Array.isArray(inside)) return [];
    const part = only(inside, fields);
    return Object.keys(part).length > 0 ? [[name, part]] : [];
  });
  return Object.fromEntries(kept);
}
