/** What became of the sample companies since: they move, are renamed, close, as the sandbox's page or a test says. */
import { type SampleCompany, withKey } from "../../fixtures/companies.ts";

/** As the page's form sends it; what is left out stays. */
export interface Change {
  name?: string;
  legalForm?: string;
  activity?: string;
  /** "9 QUAI DES BELGES" */
  street?: string;
  postcode?: string;
  city?: string;
  vatNumber?: string;
  /** YYYY-MM-DD; "" = it is active. */
  closedOn?: string;
}

/** By SIREN: what differs from the sample. */
export type Edits = Record<string, Partial<SampleCompany>>;

export const changed = (company: SampleCompany, edit: Partial<SampleCompany> = {}): SampleCompany => ({ ...company, ...edit });

export function changedBy(company: SampleCompany, { street, closedOn, vatNumber, ...rest }: Change): Partial<SampleCompany> {
  const told = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ""));
  const edit: Partial<SampleCompany> = {
    ...told,
    ...(street !== undefined && { street: partsOf(street) }),
    ...(vatNumber !== undefined && { vatNumber: vatNumber.trim() || null }),
    ...(closedOn !== undefined && { closedOn: closedOn || null, state: closedOn ? "C" : "A" }),
  };
  const { street: now, postcode, city } = { ...company, ...edit };
  const moved = postcode !== company.postcode || city !== company.city || now.join(" ") !== company.street.join(" ");
  // Who moves gets a new establishment, with the next number.
  const nic = String(Number(company.siret.slice(9, 13)) + 1).padStart(4, "0");
  return moved ? { ...edit, siret: withKey(`${company.siren}${nic}`) } : edit;
}

function partsOf(street: string): readonly [string, string, string] {
  const [, number = "", kind = "", name = ""] = /^\s*(\d+(?: (?:BIS|TER|QUATER)\b)?)?\s*(\S+)?\s*(.*?)\s*$/i.exec(street) ?? [];
  return [number.toUpperCase(), kind.toUpperCase(), name.toUpperCase()];
}
