/** Confirms clients that were created while the register or VIES did not answer: by their own run, and by the cron, as it keeps all clients true, for as long as it takes. */
import { auditRow } from "../audit/audit.ts";
import { readCompany } from "../companies/search-companies.ts";
import { keepVatCheck } from "../companies/vat-check-store.ts";
import { asPasserelleError, PasserelleError } from "../errors.ts";
import type { Ports } from "../ports.ts";
import type { Work } from "../runs/run.ts";
import { showAgain, stillAlive } from "../runs/run-turns.ts";
import { overwrite } from "../runs/write-once.ts";
import type { Client, NewClient } from "./client.ts";
import { markUnknown, readClient, verifyByVat, verifyClient } from "./client-store.ts";
import { foreignVatNumber, officialFacts } from "./new-client.ts";

interface Desk {
  db: D1Database;
  ports: Pick<Ports, "crm" | "register" | "vat">;
}

interface By {
  actor: string;
  runId: string;
}

/** The client stands: whether they ever answer this run does not undo it. */
export async function verifyLater(
  work: Work<"crm" | "register" | "vat">,
  input: Pick<NewClient, "identity">,
  clientId: string,
): Promise<void> {
  const { db, ports, actor, run } = work;
  const name = input.identity.type === "french" ? "verify" : foreignVatNumber(input) ? "verify the VAT number" : null;
  if (!name) return;
  try {
    await work.step(name, async () => {
      await verify({ db, ports }, clientId, { actor: actor.id, runId: run.id });
      return null;
    });
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
  }
}

async function verify(desk: Desk, clientId: string, by: By): Promise<void> {
  const client = (await readClient(desk.db, clientId))?.client;
  if (client?.verification !== "pending") return;
  if (client.siren) await verifyCompany(desk, client, client.siren, by);
  else if (client.vatNumber) await verifyVatNumber(desk, client, client.vatNumber, by);
}

async function verifyCompany({ db, ports }: Desk, client: Client, siren: string, by: By): Promise<void> {
  const company = await readCompany(db, ports.register, siren);
  if (!company) {
    await db.batch([markUnknown(db, client.id), trail(db, client, by)]);
    return;
  }
  await stillAlive(db, by.runId);
  await overwrite(() => ports.crm.update(client.externalId as string, officialFacts(company)));
  const [verified, ...spellings] = verifyClient(db, client.id, company);
  await db.batch([verified as D1PreparedStatement, trail(db, client, by), ...spellings]);
}

/** The CRM has the number already, and the name is the one that was typed: it has nothing to learn. */
async function verifyVatNumber({ db, ports }: Desk, client: Client, vatNumber: string, by: By): Promise<void> {
  try {
    const check = await ports.vat.check(vatNumber);
    const verdict = check.state === "valid" ? verifyByVat(db, client.id, check.checkedAt) : markUnknown(db, client.id);
    await db.batch([keepVatCheck(db, vatNumber, check, by.runId), verdict, trail(db, client, by)]);
  } catch (error) {
    // The member state's own rule is stricter than the key: there is nothing to wait for.
    if (asPasserelleError(error).code !== "bad_vat_number") throw error;
    await db.batch([markUnknown(db, client.id), trail(db, client, by)]);
  }
}

const trail = (db: D1Database, { id }: Client, { actor, runId }: By): D1PreparedStatement =>
  auditRow(db, { actor, action: "client.verify", objectKind: "client", objectId: id, outcome: "done", runId });

/** What its run has given up on. Its card says so too. */
export async function verifyByCron(desk: Desk, id: string): Promise<void> {
  const runId = id.slice(1);
  await verify(desk, id, { actor: "cron", runId });
  await showAgain(desk.db, runId).run();
}
