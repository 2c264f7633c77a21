/** The open company search's answer, and what we make of it. Pure. */
import * as z from "zod/mini";
import type { Address } from "../../clients/client.ts";
import type { Company } from "../../companies/company.ts";
import { countryOf } from "../../protocols/insee-countries.ts";

const text = z.lazy(() => z.nullish(z.string()));

const Siege = z.lazy(() =>
  z.object({
    siret: text,
    adresse: text,
    complement_adresse: text,
    numero_voie: text,
    indice_repetition: text,
    type_voie: text,
    libelle_voie: text,
    distribution_speciale: text,
    code_postal: text,
    libelle_commune: text,
    libelle_commune_etranger: text,
    code_pays_etranger: text,
  }),
);
type Siege = z.infer<typeof Siege>;

const Unit = z.lazy(() =>
  z.object({
    siren: z.string().check(z.regex(/^\d{9}$/)),
    nom_complet: text,
    nom_raison_sociale: text,
    sigle: text,
    nature_juridique: text,
    activite_principale: text,
    activite_principale_naf25: text,
    /** A active, C ceased ("cessée"). */
    etat_administratif: z.enum(["A", "C"]),
    date_fermeture: text,
    /** O public, P partial: the person behind it asked INSEE not to publish name and address. */
    statut_diffusion: text,
    tva: z.nullish(z.array(z.string())),
    siege: z.nullish(Siege),
  }),
);
export type Unit = z.infer<typeof Unit>;

export const SearchAnswer = z.lazy(() => z.object({ results: z.array(Unit) }));

const MASK = "[NON-DIFFUSIBLE]";

export function toCompany(unit: Unit): Company {
  const { name, alias } = namesOf(unit);
  const siege = unit.siege ?? null;
  return {
    siren: unit.siren,
    siret: siege?.siret && /^\d{14}$/.test(siege.siret) ? siege.siret : null,
    name,
    alias,
    vatNumber: unit.tva?.[0] ?? null,
    legalForm: shown(unit.nature_juridique) || null,
    activity: shown(unit.activite_principale) || null,
    activity2025: shown(unit.activite_principale_naf25) || null,
    state: unit.etat_administratif === "A" ? "active" : "closed",
    closedOn: (unit.etat_administratif === "C" && /^\d{4}-\d\d-\d\d/.exec(unit.date_fermeture ?? "")?.[0]) || null,
    address: addressOf(siege),
    partial: unit.statut_diffusion === "P" || JSON.stringify([unit.nom_complet, siege]).includes(MASK),
  };
}

/** nom_complet is "NAME (USUAL NAME) (ACRONYM)"; sole traders have no nom_raison_sociale. */
function namesOf(unit: Unit): { name: string; alias: string | null } {
  const full = shown(unit.nom_complet);
  const [, bare = full, inBrackets = ""] = /^(.*?)\s*\((.*?)\)/.exec(full) ?? [];
  const name = shown(unit.nom_raison_sociale) || bare.trim();
  const alias = shown(unit.sigle) || inBrackets.trim();
  return { name, alias: alias && alias !== name ? alias : null };
}

function addressOf(siege: Siege | null): Address {
  const foreign = shown(siege?.code_pays_etranger);
  const street = together(siege?.numero_voie, siege?.indice_repetition, siege?.type_voie, siege?.libelle_voie);
  const postcode = shown(siege?.code_postal);
  const city = shown(foreign ? siege?.libelle_commune_etranger : siege?.libelle_commune);
  return {
    line: together(siege?.complement_adresse, street, siege?.distribution_speciale) || withoutTown(shown(siege?.adresse), postcode, city),
    postcode,
    city,
    country: countryOf(foreign),
  };
}

/** What may be shown: a mask stands for something we were asked not to know. */
const shown = (value: string | null | undefined): string => (value ?? "").replaceAll(MASK, "").replace(/\s+/g, " ").trim();

const together = (...parts: (string | null | undefined)[]): string => parts.map(shown).filter(Boolean).join(" ");

const withoutTown = (address: string, postcode: string, city: string): string =>
  postcode && city && address.endsWith(`${postcode} ${city}`) ? address.slice(0, -`${postcode} ${city}`.length).trim() : address;
