/**
 * The client is there already: nothing is created. A kind that is new (also a supplier now) is added to it, which is part
 * of `client.create`; and what the register or VIES has just said is kept for a client that was never verified.
 */
import { auditRow } from "../audit/audit.ts";
import { latestVatCheck } from "../companies/vat-check-store.ts";
import { accept, type Outcome, type Work } from "../runs/run.ts";
import { overwrite } from "../runs/write-once.ts";
import type { NewClient } from "./client.ts";
import { changeClient, readClient, verifyByVat, verifyClient } from "./client-store.ts";
import { foreignVatNumber, keptCompany } from "./new-client.ts";

export async function useExisting(
  work: Work<"crm">,
  input: NewClient,
  { clientId, by }: { clientId: string; by: string },
): Promise<Outcome> {
  await work.step("use the existing one", async () => {
    const client = (await readClient(work.db, clientId))?.client;
    if (!client) return null;
    const company = await keptCompany(work.db, input);
    if (company && company.siren === client.siren && client.verification === "none")
      await work.db.batch(verifyClient(work.db, client.id, company));
    const vatNumber = foreignVatNumber(input);
    const check = vatNumber ? await latestVatCheck(work.db, vatNumber) : null;
    if (check?.state === "valid" && vatNumber === client.vatNumber && client.verification === "none" && !client.siren)
      await verifyByVat(work.db, client.id, check.checkedAt).run();
    const kinds = [...new Set([...client.kinds, ...input.kinds])];
    if (kinds.length > client.kinds.length && client.externalId) await addKinds(work, client.id, client.externalId, kinds);
    return null;
  });
  return accept({ clientId, existing: true, by });
}

async function addKinds(
  { db, ports, actor, run }: Work<"crm">,
  clientId: string,
  externalId: string,
  kinds: NewClient["kinds"],
): Promise<void> {
  await overwrite(() => ports.crm.update(externalId, { kinds }));
  const [change, ...rest] = changeClient(db, clientId, { kinds });
  const audit = auditRow(db, {
    actor: actor.id,
    action: "client.update",
    objectKind: "client",
    objectId: clientId,
    outcome: "done",
    runId: run.id,
  });
  await db.batch([change as D1PreparedStatement, audit, ...rest]);
}
