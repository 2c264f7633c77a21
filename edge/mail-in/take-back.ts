/** "Ignore" taken back: the sender is a stranger again, and as long as we remember what they wrote, we ask once more. */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import type { Person } from "../people/person.ts";
import { intentId } from "../runs/intent.ts";
import { readRun } from "../runs/run-store.ts";
import { showAgain } from "../runs/run-turns.ts";
import { startRun } from "../runs/start-run.ts";
import { MEET_SENDER } from "./mail.ts";

/**
 * @param runId the run in which the sender was ignored
 * @returns `asked` = there is a new card; `free` = the next mail asks; `not ignored` = somebody was quicker
 * @throws PasserelleError `not_found`; `forbidden`: whoever ignored them, or an admin, if they may create clients
 */
export async function takeBack(house: House, runId: string, actor: Person): Promise<"asked" | "free" | "not ignored"> {
  const { db } = house;
  const run = await readRun(db, runId);
  if (run && run.kind !== MEET_SENDER) throw new PasserelleError("not_found");
  const entry = { actor: actor.id, action: "mail-in.take_back", objectKind: "run", objectId: runId, runId };
  if (!may(actor, "client.create") || (run?.actor !== actor.id && !may(actor, "mail-in.read"))) {
    await auditRefusal(db, { ...entry, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  if (!(await isIgnoredBy(db, runId))) return "not ignored";
  const intent = ["taken back", runId];
  // Forgotten 30 days after its end, and the run itself after a year.
  const input = run?.input ?? null;
  // The run first: were we killed behind the change, the sender would belong to a question that nobody asks.
  if (input !== null) await startRun(house, { kind: MEET_SENDER, intent, input, actor });
  const next = await intentId(MEET_SENDER, ...intent);
  const change =
    input === null
      ? db.prepare("DELETE FROM mail_senders WHERE run_id = ?1 AND ignored_at IS NOT NULL").bind(runId)
      : db.prepare("UPDATE mail_senders SET ignored_at = NULL, run_id = ?2 WHERE run_id = ?1 AND ignored_at IS NOT NULL").bind(runId, next);
  await db.batch([change, auditRow(db, { ...entry, outcome: "done" }), showAgain(db, runId)]);
  return input === null ? "free" : "asked";
}

/** Is it this run's "ignore" that stands? */
export async function isIgnoredBy(db: D1Database, runId: string): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM mail_senders WHERE run_id = ?1 AND ignored_at IS NOT NULL").bind(runId).first()) !== null;
}
