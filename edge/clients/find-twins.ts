/**
 * Is this client there already? By SIREN or VAT number it is the same one for certain; by e-mail or a near name a person
 * is asked. Two companies with different SIRENs are never the same, whatever their names.
 */

import { nearlySameName } from "../companies/names.ts";
import { readsTogether } from "../store/reads-together.ts";
import { clientOf } from "./client-store.ts";
import { findKnown } from "./find-clients.ts";
import { companyDomain } from "./free-mail.ts";

export interface Candidate {
  company: boolean;
  name: string;
  siren: string | null;
  vatNumber: string | null;
  email: string | null;
  postcode: string | null;
}

export interface Twin {
  clientId: string;
  by: "siren" | "vat" | "email" | "name";
  /** Certain = used without asking. */
  certain: boolean;
}

export async function findTwin(db: D1Database, candidate: Candidate): Promise<Twin | null> {
  const { siren, vatNumber } = candidate;
  const email = candidate.email?.toLowerCase() || null;
  const domain = email && companyDomain(email);
  const reads = readsTogether(db);
  const [[bySiren, byVat, byEmail, byDomain], byName] = await Promise.all([
    reads.batch([
      db.prepare("SELECT * FROM clients WHERE siren = ?1 ORDER BY created_at LIMIT 1").bind(siren),
      db.prepare("SELECT * FROM clients WHERE vat_number = ?1 ORDER BY created_at LIMIT 1").bind(vatNumber),
      db.prepare("SELECT * FROM clients WHERE email = ?1 ORDER BY created_at LIMIT 5").bind(email),
      db.prepare("SELECT * FROM clients WHERE email_domain = ?1 LIMIT 20").bind(domain),
    ]),
    findKnown(reads, candidate.name, 10),
  ]);
  const rows = (result: D1Result | undefined) => (result?.results ?? []).map(clientOf);
  const [same] = [...rows(bySiren), ...rows(byVat)];
  if (same) return { clientId: same.id, by: same.siren === siren && siren ? "siren" : "vat", certain: true };
  const sharesMail = rows(byEmail).find((client) => mayBeSame(client, candidate));
  // A private person is their mailbox; a company's mailbox may be its accountant's.
  if (sharesMail)
    return { clientId: sharesMail.id, by: "email", certain: !candidate.company && nearlySameName(sharesMail.name, candidate.name) };
  const namesakes = [...rows(byDomain), ...byName];
  const near = namesakes.find((client) => mayBeSame(client, candidate) && nearlySameName(client.name, candidate.name));
  if (!near) return null;
  // It came in between the two looks: it is what it says, not only what it is called.
  if (near.siren && near.siren === siren) return { clientId: near.id, by: "siren", certain: true };
  if (near.vatNumber && near.vatNumber === vatNumber) return { clientId: near.id, by: "vat", certain: true };
  if (email && near.email === email) return { clientId: near.id, by: "email", certain: !candidate.company };
  return { clientId: near.id, by: "name", certain: false };
}

type Numbers = Pick<Candidate, "siren" | "vatNumber">;

/** Not the same when two numbers that say who it is differ. */
export function mayBeSame(client: Numbers, candidate: Numbers): boolean {
  if (client.siren && candidate.siren) return client.siren === candidate.siren;
  if (client.vatNumber && candidate.vatNumber) return client.vatNumber === candidate.vatNumber;
  return true;
}
