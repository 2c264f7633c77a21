/** INSEE's answers (API Sirene 3.11), and what we make of them. Pure. */
import * as z from "zod/mini";
import type { Address } from "../../clients/client.ts";
import type { Company } from "../../companies/company.ts";
import { countryOf } from "../../protocols/insee-countries.ts";

const text = z.lazy(() => z.nullish(z.string()));

/** Current values; `/siret` gives them beside the unit, `/siren` in its first period. */
const unitValues = {
  /** A active, C ceased ("cessée"). */
  etatAdministratifUniteLegale: z.enum(["A", "C"]),
  denominationUniteLegale: text,
  denominationUsuelle1UniteLegale: text,
  nomUniteLegale: text,
  nomUsageUniteLegale: text,
  categorieJuridiqueUniteLegale: text,
  activitePrincipaleUniteLegale: text,
  /** "NAFRev2", and "NAF2025" once that is the official one. */
  nomenclatureActivitePrincipaleUniteLegale: text,
};
/** Values that have no history. */
const unitConstants = {
  prenomUsuelUniteLegale: text,
  sigleUniteLegale: text,
  activitePrincipaleNAF25UniteLegale: text,
  /** O public, P partial: the person behind it asked INSEE not to publish name and address. */
  statutDiffusionUniteLegale: text,
};
const Unit = z.lazy(() => z.object({ ...unitConstants, ...unitValues }));

const addressValues = {
  complementAdresseEtablissement: text,
  numeroVoieEtablissement: text,
  indiceRepetitionEtablissement: text,
  typeVoieEtablissement: text,
  libelleVoieEtablissement: text,
  codePostalEtablissement: text,
  libelleCommuneEtablissement: text,
  libelleCommuneEtrangerEtablissement: text,
  distributionSpecialeEtablissement: text,
  codePaysEtrangerEtablissement: text,
};
const Place = z.lazy(() => z.object(addressValues));
type Place = z.infer<typeof Place>;

const Establishment = z.lazy(() =>
  z.object({
    siren: z.string().check(z.regex(/^\d{9}$/)),
    siret: text,
    statutDiffusionEtablissement: text,
    uniteLegale: Unit,
    adresseEtablissement: z.nullish(Place),
  }),
);
export type Establishment = z.infer<typeof Establishment>;

export const Establishments = z.lazy(() => z.object({ etablissements: z.array(Establishment) }));

export const UnitAnswer = z.lazy(() =>
  z.object({
    uniteLegale: z.pipe(
      z.object({ siren: z.string(), ...unitConstants, periodesUniteLegale: z.array(z.object(unitValues)).check(z.minLength(1)) }),
      z.transform(({ periodesUniteLegale, ...unit }) => ({ ...unit, ...periodesUniteLegale[0]! })),
    ),
  }),
);

/** For `champs`: an answer holds what we read, and no first names, sexes or staff sizes that nobody asked for. */
export const FIELDS = [
  "siren",
  "siret",
  "statutDiffusionEtablissement",
  ...Object.keys(unitConstants),
  ...Object.keys(unitValues),
  ...Object.keys(addressValues),
].join(",");

export function toCompany({ siren, siret, uniteLegale: unit, adresseEtablissement, statutDiffusionEtablissement }: Establishment): Company {
  const activity = shown(unit.activitePrincipaleUniteLegale);
  const isNew = unit.nomenclatureActivitePrincipaleUniteLegale === "NAF2025";
  const { name, alias } = namesOf(unit);
  return {
    siren,
    siret: siret && /^\d{14}$/.test(siret) ? siret : null,
    name,
    alias,
    vatNumber: null,
    legalForm: shown(unit.categorieJuridiqueUniteLegale) || null,
    activity: (isNew ? "" : activity) || null,
    activity2025: shown(unit.activitePrincipaleNAF25UniteLegale) || (isNew ? activity : "") || null,
    state: unit.etatAdministratifUniteLegale === "A" ? "active" : "closed",
    address: addressOf(adresseEtablissement),
    partial: unit.statutDiffusionUniteLegale === "P" || statutDiffusionEtablissement === "P" || hasMask([unit, adresseEtablissement]),
  };
}

/** Sole traders have no "dénomination": they are called as the person is, first name first. */
function namesOf(unit: z.infer<typeof Unit>): { name: string; alias: string | null } {
  const person = together(unit.prenomUsuelUniteLegale, shown(unit.nomUsageUniteLegale) || unit.nomUniteLegale);
  const name = shown(unit.denominationUniteLegale) || person;
  const alias = shown(unit.sigleUniteLegale) || shown(unit.denominationUsuelle1UniteLegale);
  return { name, alias: alias && alias !== name ? alias : null };
}

function addressOf(place: Place | null | undefined): Address {
  const foreign = shown(place?.codePaysEtrangerEtablissement);
  const repetition = shown(place?.indiceRepetitionEtablissement);
  const kind = shown(place?.typeVoieEtablissement);
  return {
    line: together(
      place?.complementAdresseEtablissement,
      place?.numeroVoieEtablissement,
      REPETITIONS[repetition] ?? repetition,
      STREETS[kind] ?? kind,
      place?.libelleVoieEtablissement,
      place?.distributionSpecialeEtablissement,
    ),
    postcode: shown(place?.codePostalEtablissement),
    city: shown(foreign ? place?.libelleCommuneEtrangerEtablissement : place?.libelleCommuneEtablissement),
    country: countryOf(foreign),
  };
}

const REPETITIONS: Record<string, string> = { B: "BIS", T: "TER", Q: "QUATER" };

/** INSEE's abbreviations of what streets are called; any other is shown as it came. */
const STREETS: Record<string, string> = {
  ALL: "ALLEE",
  AV: "AVENUE",
  BD: "BOULEVARD",
  CHE: "CHEMIN",
  CRS: "COURS",
  FG: "FAUBOURG",
  IMP: "IMPASSE",
  LD: "LIEU DIT",
  PAS: "PASSAGE",
  PL: "PLACE",
  QU: "QUAI",
  RTE: "ROUTE",
  SQ: "SQUARE",
};

/** A mask stands for something we were asked not to know. */
const MASK = /\[ND\]|\[NON-DIFFUSIBLE\]/g;
const hasMask = (of: unknown): boolean => JSON.stringify(of).search(MASK) >= 0;
const shown = (value: string | null | undefined): string => (value ?? "").replace(MASK, "").replace(/\s+/g, " ").trim();
const together = (...parts: (string | null | undefined)[]): string => parts.map(shown).filter(Boolean).join(" ");
