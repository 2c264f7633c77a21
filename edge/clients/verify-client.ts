/** Confirms clients that were created while the register did not answer: by their own run, and by the cron for as long as it takes. */
import { auditRow } from "../audit/audit.ts";
import { readCompany } from "../companies/search-companies.ts";
import { asPasserelleError, PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { Ports } from "../ports.ts";
import type { Work } from "../runs/run.ts";
import { stillAlive } from "../runs/run-turns.ts";
import { markUnknown, readClient, verifyClient } from "./client-store.ts";
import { officialFacts } from "./new-client.ts";

const AT_ONCE = 20;

/** The client stands: whether the register ever answers this run does not undo it. */
export async function verifyLater(work: Work, siren: string, clientId: string): Promise<void> {
  const { db, ports, actor, run } = work;
  try {
    await work.step("verify", async () => {
      await verify({ db, ports }, siren, clientId, { actor: actor.id, runId: run.id });
      return null;
    });
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
  }
}

async function verify(
  { db, ports }: { db: D1Database; ports: Ports },
  siren: string,
  clientId: string,
  by: { actor: string; runId: string },
): Promise<void> {
  const client = (await readClient(db, clientId))?.client;
  if (client?.verification !== "pending") return;
  const company = await readCompany(db, ports.register, siren);
  const audit = auditRow(db, {
    actor: by.actor,
    action: "client.verify",
    objectKind: "client",
    objectId: clientId,
    outcome: "done",
    runId: by.runId,
  });
  if (!company) {
    await db.batch([markUnknown(db, clientId), audit]);
    return;
  }
  await stillAlive(db, by.runId);
  await ports.crm.update(client.externalId as string, officialFacts(company));
  const [verified, ...spellings] = verifyClient(db, clientId, company);
  await db.batch([verified as D1PreparedStatement, audit, ...spellings]);
}

/** A job of the cron: what runs have given up on. Who does not answer goes to the end of the queue. */
export async function verifyPending({ db, ports }: House): Promise<void> {
  const { results } = await db
    .prepare("SELECT id, siren FROM clients WHERE verification = 'pending' AND updated_at < ?1 ORDER BY updated_at LIMIT ?2")
    .bind(Date.now() - 600_000, AT_ONCE)
    .all<{ id: string; siren: string }>();
  for (const { id, siren } of results) {
    const runId = id.slice(1);
    try {
      await verify({ db, ports }, siren, id, { actor: "cron", runId });
      // Its card says so too.
      await db.prepare("UPDATE runs SET version = version + 1 WHERE id = ?1").bind(runId).run();
    } catch (error) {
      console.warn("not verified yet", id, asPasserelleError(error).code);
      await db.prepare("UPDATE clients SET updated_at = ?2 WHERE id = ?1").bind(id, Date.now()).run();
    }
  }
}
