/**
 * What an admin makes of an alert: blocks the person, finds it fine (the same pattern is then quiet for a while), or has the
 * person asked first. The first decision stands; everybody else's card locks with it. Result: {alertId}.
 *
 * What the person says is shown to the admins and decides nothing: who took an account over would say "it was me".
 *
 * Refuses with `forbidden` (they have no say in this one), `conflict` (the last admin cannot be blocked), `not_found`.
 */
import { auditRow } from "../audit/audit.ts";
import { blockPerson } from "../people/block-person.ts";
import { readPerson } from "../people/people-store.ts";
import { intentId } from "../runs/intent.ts";
import { IN_LINE } from "../runs/line.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { storyRow } from "../runs/run-store.ts";
import { DAY_MS } from "./alert.ts";
import { mayDecide, readAlert, showAlertAgain } from "./alert-store.ts";
import { readLimits } from "./thresholds.ts";

export const WITNESS = "alert-witness";

interface Input {
  alertId: string;
}

export async function decideAlert(work: Work, { alertId }: Input): Promise<Outcome> {
  const { step, actor, ask, db } = work;
  const about = { alertId };
  const options = await step("read the alert", async () => {
    const alert = await readAlert(db, alertId);
    if (!alert || alert.decision) return null;
    const person = alert.person && alert.person !== actor.id ? await readPerson(db, alert.person) : null;
    // The first one is what a week without an answer comes to: nothing is decided. A guest could not answer us.
    return ["leave", ...(person ? ["block"] : []), ...(person?.standing === "member" ? ["ask"] : []), "fine"];
  });
  if (!options) return accept(about);
  let { option } = await ask({ name: "alert", options, about });
  if (option === "ask") {
    if (!(await step("ask them", () => askPerson(work, alertId)))) return refuse("forbidden");
    ({ option } = await ask({ name: "again", options: options.filter((one) => one !== "ask"), about }));
  }
  if (option === "leave") return accept(about);
  const answer = await step("decide", () => decide(work, alertId, option === "block" ? "blocked" : "fine"));
  await step("show the others", () => showAll(work, alertId));
  return answer === "done" ? accept(about) : refuse(answer);
}

/** Of two who press at once the first one decides; the other's card says so. */
async function decide(
  { db, actor, run }: Work,
  alertId: string,
  decision: "blocked" | "fine",
): Promise<"done" | "forbidden" | "conflict" | "not_found"> {
  const alert = await readAlert(db, alertId);
  if (!alert) return "not_found";
  if (alert.decision) return "done";
  if (!(await mayDecide(db, alert, actor))) return "forbidden";
  const now = Date.now();
  const quietUntil = decision === "fine" ? now + (await readLimits(db)).quiet.days * DAY_MS : null;
  const batch = [
    db
      .prepare(
        `UPDATE alerts SET decision = ?2, decided_by = ?3, decided_at = ?4, quiet_until = ?5 WHERE id = ?1 AND decision IS NULL
           AND (?2 = 'fine' OR EXISTS (SELECT 1 FROM people WHERE people.id = alerts.person AND blocked_at IS NOT NULL))`,
      )
      .bind(alertId, decision, actor.id, now, quietUntil),
    auditRow(
      db,
      { actor: actor.id, action: `alert.${decision}`, objectKind: "alert", objectId: alertId, outcome: "done", runId: run.id },
      now,
    ),
    ...lockOthers(db, alertId, run.id, now),
  ];
  if (decision === "fine") {
    await db.batch(batch);
    return "done";
  }
  const blocked = await blockPerson(db, actor, alert.person as string, batch);
  return blocked === "done" || blocked === "forbidden" || blocked === "not_found" ? blocked : "conflict";
}

/** Their runs end here: what an older generation of theirs still does finds itself fenced. */
const lockOthers = (db: D1Database, alertId: string, ours: string, now: number) => [
  db
    .prepare(
      `UPDATE runs SET state = 'done', outcome = json_object('alertId', ?1), ended_at = ?3, updated_at = ?3, wake_at = NULL,
         question = NULL, generation = generation + 1, version = version + 1
       WHERE id IN (SELECT value FROM json_each((SELECT told FROM alerts WHERE id = ?1 AND decision IS NOT NULL))) AND id <> ?2 AND ended_at IS NULL`,
    )
    .bind(alertId, ours, now),
];

async function showAll({ db, show, run }: Work, alertId: string): Promise<null> {
  const { told = [] } = (await readAlert(db, alertId)) ?? {};
  await Promise.all(told.filter((id) => id !== run.id).map(show));
  return null;
}

/** A run of the person's own, in line: whoever ends next begins it, or the sweep does. */
async function askPerson(work: Work, alertId: string): Promise<boolean> {
  const { db, actor, run } = work;
  const alert = await readAlert(db, alertId);
  if (!alert?.person || !(await mayDecide(db, alert, actor))) return false;
  const now = Date.now();
  const id = await intentId(WITNESS, alertId);
  await db.batch([
    db
      .prepare(
        `INSERT INTO runs (id, kind, actor, input, state, generation, wake_at, created_at, updated_at)
         VALUES (?1, '${WITNESS}', ?2, ?3, 'queued', ${IN_LINE}, ?4, ?4, ?4) ON CONFLICT DO NOTHING`,
      )
      .bind(id, alert.person, JSON.stringify({ alertId }), now),
    storyRow(db, id, { at: now, event: "asked", step: null, code: null }),
    db.prepare("UPDATE alerts SET asked_at = ?2 WHERE id = ?1 AND asked_at IS NULL").bind(alertId, now),
    auditRow(db, { actor: actor.id, action: "alert.ask", objectKind: "alert", objectId: alertId, outcome: "done", runId: run.id }, now),
    showAlertAgain(db, alertId),
  ]);
  await showAll(work, alertId);
  return true;
}

/** The person's own word, once. */
export async function wasItYou(work: Work, { alertId }: Input): Promise<Outcome> {
  const { step, ask, db, actor, run } = work;
  const { option } = await ask({ name: "witness", options: ["silent", "mine", "not_mine"], about: { alertId } });
  if (option === "silent") return accept({ alertId });
  await step("note the answer", async () => {
    const now = Date.now();
    await db.batch([
      db.prepare("UPDATE alerts SET word = ?2, word_at = ?3 WHERE id = ?1 AND word IS NULL").bind(alertId, option, now),
      auditRow(db, { actor: actor.id, action: "alert.word", objectKind: "alert", objectId: alertId, outcome: "done", runId: run.id }, now),
      showAlertAgain(db, alertId),
    ]);
    return null;
  });
  await step("show the others", () => showAll(work, alertId));
  return accept({ alertId });
}
