/** A party that the CRM knows and we do not: gets its row in the directory, under its own reference. */
import { intentId } from "../runs/intent.ts";
import { insertClient, type NewRow } from "./client-store.ts";
import type { CrmRecord } from "./crm.ts";

export async function adoptFromCrm(db: D1Database, connector: string, record: CrmRecord): Promise<void> {
  await db.batch(insertClient(db, await adoptedRow(connector, record)));
}

/** @param reference another than the record's own, where that one is somebody else's already */
export async function adoptedRow(connector: string, record: CrmRecord, reference = record.reference): Promise<NewRow> {
  return {
    id: `c${await intentId("adopted", connector, record.externalId)}`,
    reference: reference || `${connector}:${record.externalId}`,
    connector,
    externalId: record.externalId,
    name: record.name,
    kinds: record.kinds,
    company: record.company,
    siren: record.siren || null,
    siret: record.siret || null,
    vatNumber: record.vatNumber || null,
    email: record.email || null,
    postcode: record.address.postcode || null,
    city: record.address.city || null,
    country: record.address.country,
    state: "unknown",
    verification: "none",
    verifiedAt: null,
    facts: null,
    createdBy: null,
  };
}
