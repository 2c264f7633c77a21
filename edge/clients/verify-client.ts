/** Confirms a client that was created while the register did not answer. */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { Work } from "../runs/run.ts";
import { markUnknown, readClient, verifyClient } from "./client-store.ts";
import { officialFacts } from "./new-client.ts";
import { readCompany } from "./search-companies.ts";

/** Only for a client that the register could not confirm. It stands: whether the register ever answers does not undo it. */
export async function verifyLater(work: Work, siren: string, clientId: string): Promise<void> {
  try {
    await work.step("verify", () => verify(work, siren, clientId));
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
  }
}

async function verify({ db, run, actor, ports }: Work, siren: string, clientId: string): Promise<null> {
  const client = (await readClient(db, clientId))?.client;
  if (client?.verification !== "pending") return null;
  const company = await readCompany(db, ports.register, siren);
  const audit = auditRow(db, {
    actor: actor.id,
    action: "client.verify",
    objectKind: "client",
    objectId: clientId,
    outcome: "done",
    runId: run.id,
  });
  if (!company) {
    await db.batch([markUnknown(db, clientId), audit]);
    return null;
  }
  await ports.crm.update(client.externalId as string, officialFacts(company));
  const [verified, ...spellings] = verifyClient(db, clientId, company);
  await db.batch([verified as D1PreparedStatement, audit, ...spellings]);
  return null;
}
