/** Who buys, as the document will say it: the CRM's record, the directory where the CRM has nothing, the register's address behind both. */

import type { Address, Client } from "../../clients/client.ts";
import { readClient } from "../../clients/client-store.ts";
import type { Ports } from "../../ports.ts";
import type { Buyer } from "../invoice.ts";

export interface Known {
  buyer: Buyer;
  client: Client;
}

/** Null when there is no such client. @throws as Crm.read */
export async function buyerOf(db: D1Database, { crm }: Pick<Ports, "crm">, clientId: string): Promise<Known | null> {
  const found = await readClient(db, clientId);
  if (!found) return null;
  const { client, facts } = found;
  const record = client.externalId && client.connector === crm.id ? await crm.read(client.externalId, true) : null;
  const address = [record?.address, facts?.address].find((one) => one?.city) ?? ofDirectory(client);
  const buyer: Buyer = {
    clientId: client.id,
    name: record?.name || client.name,
    siren: client.siren,
    // Of another SIREN it would be no establishment of theirs.
    siret: client.siret?.startsWith(client.siren ?? "-") ? client.siret : null,
    vatNumber: client.vatNumber,
    address,
    email: (record?.email || client.email) ?? null,
    contact: record?.contact?.name || null,
    company: client.company,
  };
  return { buyer, client };
}

const ofDirectory = ({ postcode, city, country }: Client): Address => ({ line: "", postcode: postcode ?? "", city: city ?? "", country });
