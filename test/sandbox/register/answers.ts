/** The open company search's answers, field by field as it gives them (empty ones included). */
import type { SampleCompany } from "../../fixtures/companies.ts";

const MASK = "[NON-DIFFUSIBLE]";

/** What `minimal=true` leaves out unless `include` names it, plus `score`, which is only ever given when asked for. */
export const SECONDARY = ["complements", "dirigeants", "finances", "matching_etablissements", "siege", "tva", "score"] as const;
export type Secondary = (typeof SECONDARY)[number];

export function toResult(company: SampleCompany, fields: ReadonlySet<Secondary>, score: number, matching: boolean) {
  return { ...basics(company), ...pick(secondary(company, score, matching), fields) };
}

function basics(company: SampleCompany) {
  const name = company.partial ? MASK : company.name;
  const usual = company.usualName ? ` (${company.usualName})` : "";
  const acronym = company.acronym ? ` (${company.acronym})` : "";
  const updatedAt = `${company.closedOn ?? "2026-09-01"}T08:30:00`;
  return {
    siren: company.siren,
    nom_complet: `${name}${usual}${acronym}`,
    // Sole traders have no "raison sociale".
    nom_raison_sociale: company.legalForm === "1000" ? null : name,
    sigle: company.acronym,
    nombre_etablissements: 1,
    nombre_etablissements_ouverts: company.state === "A" ? 1 : 0,
    activite_principale: company.activity,
    activite_principale_naf25: company.activity2025,
    categorie_entreprise: company.real ? "GE" : "PME",
    caractere_employeur: null,
    annee_categorie_entreprise: "2024",
    date_creation: company.createdOn,
    date_fermeture: company.closedOn,
    date_mise_a_jour: updatedAt,
    date_mise_a_jour_insee: updatedAt,
    date_mise_a_jour_rne: null,
    etat_administratif: company.state,
    nature_juridique: company.legalForm,
    section_activite_principale: "M",
    tranche_effectif_salarie: "NN",
    annee_tranche_effectif_salarie: null,
    statut_diffusion: company.partial ? "P" : "O",
  };
}

function secondary(company: SampleCompany, score: number, matching: boolean): Record<Secondary, unknown> {
  return {
    siege: siege(company),
    tva: company.vatNumber ? [company.vatNumber] : [],
    dirigeants: [],
    finances: null,
    complements: {
      est_entrepreneur_individuel: company.legalForm === "1000",
      est_association: company.legalForm === "9220",
      liste_idcc: null,
    },
    // An exact SIREN names no establishment, an exact SIRET its own, a search those that matched.
    matching_etablissements: matching ? [siege(company)] : [],
    score,
  };
}

function siege(company: SampleCompany) {
  const masked = (value: string) => (company.partial ? MASK : value);
  const [number, kind, name] = company.street;
  const [, figure = number, repetition = null] = /^(\d+) (\w+)$/.exec(number) ?? [];
  return {
    activite_principale: company.activity,
    activite_principale_naf25: company.activity2025,
    activite_principale_registre_metier: null,
    adresse: masked([number, kind, name, company.postcode, company.city].filter(Boolean).join(" ")),
    cedex: null,
    code_pays_etranger: null,
    code_postal: company.partial ? null : company.postcode,
    commune: company.postcode,
    complement_adresse: null,
    coordonnees: null,
    date_creation: company.createdOn,
    date_fermeture: company.closedOn,
    departement: company.postcode.slice(0, company.postcode.startsWith("97") ? 3 : 2),
    distribution_speciale: null,
    est_siege: true,
    etat_administratif: company.state === "A" ? "A" : "F",
    indice_repetition: repetition,
    libelle_cedex: null,
    libelle_commune: masked(company.city),
    libelle_commune_etranger: null,
    libelle_pays_etranger: null,
    libelle_voie: masked(name),
    liste_enseignes: null,
    numero_voie: masked(figure),
    siret: company.siret,
    statut_diffusion_etablissement: company.partial ? "P" : "O",
    type_voie: masked(kind),
  };
}

const pick = (all: Record<Secondary, unknown>, fields: ReadonlySet<Secondary>) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name as Secondary)));
