/**
 * Gives what was found to its people: a card each, or, where it is too much for one day, one list to go through. What was
 * found and not dealt (a killed Worker) is dealt the next minute.
 */
import type { House } from "../house.ts";
import type { Person } from "../people/person.ts";
import type { Run } from "../runs/run.ts";
import { runOf } from "../runs/run-store.ts";
import { settle, startRun } from "../runs/start-run.ts";
import { countWaiting, holdProposal, listWaiting, peopleWaitedFor, type Waiting } from "./proposal-store.ts";
import { reviewerOf } from "./reviewer.ts";

/** Cards that a person gets in 24 hours, and that stand open before them at once. */
export const CARDS_A_DAY = 5;
const A_DAY_MS = 86_400_000;
/** No run lives longer. */
const LIVES_MS = 31 * A_DAY_MS;

export async function dealProposals(house: House): Promise<void> {
  for (const person of await peopleWaitedFor(house.db)) await dealTo(house, person);
}

export async function dealTo(house: House, personId: string): Promise<void> {
  const { db } = house;
  const person = await reviewerOf(db, personId);
  if (!person) return;
  if (person.id !== personId) {
    // They have left, or may not change clients any more.
    await db.prepare("UPDATE proposals SET person = ?2 WHERE person = ?1 AND run_id IS NULL").bind(personId, person.id).run();
    return dealTo(house, person.id);
  }
  const { room, list } = await roomFor(db, personId);
  const waiting = await listWaiting(db, personId, null, CARDS_A_DAY + 1);
  if (list) await refresh(db, list, await countWaiting(db, personId));
  else if (waiting.length > room) await openList(house, person, waiting);
  else for (const one of waiting) await openCard(house, person, one);
}

/** How many cards the person may still get, and the list that stands open. */
async function roomFor(db: D1Database, personId: string): Promise<{ room: number; list: Run | null }> {
  const now = Date.now();
  const ours = "actor = ?1 AND kind IN ('review-client', 'review-list')";
  const [asked, today, lists] = await db.batch([
    db.prepare(`SELECT 1 FROM proposals WHERE person = ?1 AND run_id IS NOT NULL LIMIT ${CARDS_A_DAY}`).bind(personId),
    db
      .prepare(
        `SELECT 1 FROM runs INDEXED BY runs_reviews WHERE ${ours} AND kind = 'review-client' AND created_at > ?2 LIMIT ${CARDS_A_DAY}`,
      )
      .bind(personId, now - A_DAY_MS),
    db
      .prepare(
        `SELECT * FROM runs INDEXED BY runs_reviews WHERE ${ours} AND kind = 'review-list' AND created_at > ?2 AND ended_at IS NULL
         ORDER BY created_at DESC LIMIT 1`,
      )
      .bind(personId, now - LIVES_MS),
  ]);
  const list = lists?.results[0];
  return { room: CARDS_A_DAY - Math.max(asked?.results.length ?? 0, today?.results.length ?? 0), list: list ? runOf(list) : null };
}

/** @param waiting the first of them: that they wait is the intent */
async function openList(house: House, actor: Person, [first]: Waiting[]): Promise<void> {
  const intent = [actor.id, first?.clientId ?? "", String(first?.foundAt)];
  await startRun(house, { kind: "review-list", intent, input: { count: await countWaiting(house.db, actor.id) }, actor });
}

async function openCard(house: House, actor: Person, waiting: Waiting): Promise<void> {
  const { run } = await startRun(house, wishFor(waiting, actor));
  await holdProposal(house.db, waiting.clientId, run.id).run();
}

/** Object and difference; and when it was found, for the same may be found again once this one was left unanswered. */
export const wishFor = ({ clientId, edition, differences, company, hash, foundAt }: Waiting, actor: Person) => ({
  kind: "review-client",
  intent: [clientId, hash, String(foundAt)],
  input: { clientId, edition, differences, company },
  actor,
});

/** The card says how many are left; with the last one it is done. */
async function refresh(db: D1Database, { id }: Run, count: number): Promise<void> {
  const change =
    count === 0
      ? settle(db, id, "list", "done")
      : db
          .prepare(
            `UPDATE runs SET question = json_set(question, '$.about.count', ?2), version = version + 1, updated_at = ?3
             WHERE id = ?1 AND state = 'asking' AND json_extract(question, '$.about.count') <> ?2`,
          )
          .bind(id, count, Date.now());
  await change.run();
}
