/** Everything a person may see of one client, for its card. Reads the CRM, so never before an acknowledgement. */

import { loadCodeNames } from "../companies/code-names.ts";
import type { Company } from "../companies/company.ts";
import { latestVatCheck } from "../companies/vat-check-store.ts";
import type { VatCheck } from "../companies/vat-register.ts";
import { asPasserelleError, type ErrorCode } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import type { Actor } from "../people/person.ts";
import type { Address, Client } from "./client.ts";
import { readClient } from "./client-store.ts";

export interface ClientSheet {
  client: Client;
  /** As the register gave it; null when it was never read. */
  company: Company | null;
  /** The latest of a company that VIES vouches for. */
  vatCheck?: VatCheck | null;
  /** The CRM's own record; absent when the CRM did not answer (`trouble`) or the party was deleted there. */
  record?: { contactName?: string; email?: string; phone?: string; note?: string; address: Address };
  /** Page of the record in the CRM, null when it has none. */
  url: string | null;
  trouble?: ErrorCode;
}

/** Null when there is no such client or the actor may not see it. */
export async function clientSheet(house: Pick<House, "db" | "ports">, clientId: string, actor: Actor): Promise<ClientSheet | null> {
  if (!may(actor, "client.read")) return null;
  const found = await readClient(house.db, clientId);
  if (!found) return null;
  await loadCodeNames(house.db);
  const { client, facts } = found;
  const reachable = may(actor, "client.read/contact");
  const shadow = reachable ? client : { ...client, email: null };
  const known = { client: shadow, company: facts, vatCheck: await vatCheckOf(house.db, client) };
  try {
    const record = client.externalId ? await house.ports.crm.read(client.externalId, reachable) : null;
    if (!record) return { ...known, url: null };
    return {
      ...known,
      url: record.url,
      record: {
        address: record.address,
        ...(reachable && { contactName: record.contact?.name ?? "", email: record.email, phone: record.phone }),
        ...(may(actor, "client.read/note") && { note: record.note }),
      },
    };
  } catch (error) {
    return { ...known, url: null, trouble: asPasserelleError(error).code };
  }
}

/** A company with a SIREN is the register's to vouch for. */
export async function vatCheckOf(db: D1Database, { siren, vatNumber }: Pick<Client, "siren" | "vatNumber">): Promise<VatCheck | null> {
  return vatNumber && !siren ? latestVatCheck(db, vatNumber) : null;
}
