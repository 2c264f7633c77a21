/** What the contract of a CRM works on: the connector to try, and parties to give it. */
import { expect } from "vitest";
import type { Crm, CrmParty } from "../../edge/clients/crm.ts";
import { frenchVatNumber, isSiren } from "../../edge/companies/company-numbers.ts";
import type { ErrorCode } from "../../edge/errors.ts";
import type { FaultMatch, Faults } from "../sandbox/faults.ts";

export interface CrmUnderTest {
  crm: Crm;
  /** Absent when there is no network between us and the CRM. */
  faults?: Faults;
  /** Which of its requests write a party, and which read: by HTTP verb (POST, GET) unless it says otherwise. */
  writes?: FaultMatch;
  reads?: FaultMatch;
  /** Which of its requests reads a contact person. Absent when no request does that alone. */
  contactReads?: FaultMatch;
  /** False when contractors come back as suppliers. */
  knowsContractors?: boolean;
}

const PARTY: CrmParty = {
  name: "Menuiserie Les Trois Chênes",
  kinds: ["client"],
  company: true,
  siren: "002012599",
  siret: "00201259900011",
  vatNumber: "FR44002012599",
  email: "contact@trois-chenes.example",
  phone: "+33 4 76 00 00 00",
  address: { line: "7 chemin de la Scierie", postcode: "38000", city: "Grenoble", country: "FR" },
  note: "Devis avant Noël.\nDemander Élodie.",
};

/** No test sees another's parties: the CRM may keep them all. */
let last = 0;
export function another(changes: Partial<CrmParty> = {}): { party: CrmParty; reference: string } {
  last += 1;
  const siren = sirenFrom(10_000_000 + last);
  const own = { siren, siret: `${siren}00001`, vatNumber: frenchVatNumber(siren), email: `contact-${last}@client.example` };
  return { party: { ...PARTY, ...own, ...changes }, reference: `CL-${String(last).padStart(12, "0")}` };
}

/** With its key: some CRMs check the numbers that they are given. */
const sirenFrom = (eightDigits: number) => [..."0123456789"].map((key) => `${eightDigits}${key}`).find(isSiren) as string;

export const code = (expected: ErrorCode) => expect.objectContaining({ name: "PasserelleError", code: expected });
