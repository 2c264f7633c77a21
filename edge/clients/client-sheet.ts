/** Everything a person may see of one client, for its card. Reads the CRM, so never before an acknowledgement. */

import type { Company } from "../companies/company.ts";
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
  /** The CRM's own record; absent when the CRM did not answer (`trouble`) or the party was deleted there. */
  record?: { email?: string; phone?: string; note?: string; address: Address };
  /** Page of the record in the CRM, null when it has none. */
  url: string | null;
  trouble?: ErrorCode;
}

/** Null when there is no such client or the actor may not see it. */
export async function clientSheet(house: Pick<House, "db" | "ports">, clientId: string, actor: Actor): Promise<ClientSheet | null> {
  if (!may(actor, "client.read")) return null;
  const found = await readClient(house.db, clientId);
  if (!found) return null;
  const { client, facts } = found;
  const shadow = may(actor, "client.read/contact") ? client : { ...client, email: null };
  try {
    const record = client.externalId ? await house.ports.crm.read(client.externalId) : null;
    if (!record) return { client: shadow, company: facts, url: null };
    return {
      client: shadow,
      company: facts,
      url: record.url,
      record: {
        address: record.address,
        ...(may(actor, "client.read/contact") && { email: record.email, phone: record.phone }),
        ...(may(actor, "client.read/note") && { note: record.note }),
      },
    };
  } catch (error) {
    return { client: shadow, company: facts, url: null, trouble: asPasserelleError(error).code };
  }
}
