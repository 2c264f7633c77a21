/**
 * A job of the cron: takes the rules through what has come into the trail since, in the order of its ids, which is the
 * order of the commits (audit/seal-audit.ts). What is found, what the rules remember and how far they are is one batch,
 * fenced by how far they were: two at once, or one that was killed, find nothing twice.
 */
import { intentId } from "../runs/intent.ts";
import { DAY_MS, type Memory, type TrailRow } from "./alert.ts";
import { limitsFrom, limitsQuery } from "./thresholds.ts";
import { type Found, type Memories, personsOf, weigh } from "./weigh.ts";

const AT_ONCE = 500;
/** Rows that one turn reads at most: what a bulk change wrote is weighed over a few minutes. */
const A_TURN = 5_000;

/** How far the rules are. What is older than `since`, when the watch began, is remembered and not told. */
interface Cursor {
  id: number;
  since: number;
}

/** How many rows were weighed. */
export async function watchTrail(db: D1Database): Promise<number> {
  let weighed = 0;
  while (weighed < A_TURN) {
    const stretch = await watchSome(db);
    weighed += stretch;
    if (stretch < AT_ONCE) break;
  }
  return weighed;
}

const CURSOR = "SELECT value FROM settings WHERE key = 'alert_cursor'";

async function watchSome(db: D1Database): Promise<number> {
  const [kept, limits, trail] = await db.batch([
    db.prepare(CURSOR),
    limitsQuery(db),
    db
      .prepare(
        `SELECT id, at, actor, action, object_id, outcome, code, run_id FROM audit
         WHERE id > coalesce((SELECT value ->> 'id' FROM settings WHERE key = 'alert_cursor'), 0) ORDER BY id LIMIT ?1`,
      )
      .bind(AT_ONCE),
  ]);
  const before = keptIn(kept);
  const cursor: Cursor = before ? JSON.parse(before) : { id: 0, since: Date.now() };
  const rows = (trail?.results ?? []) as unknown as TrailRow[];
  if (rows.length === 0 && before) return 0;
  const memories = await remembered(db, personsOf(rows));
  const found = weigh(memories, rows, limitsFrom(keptIn(limits))).filter(({ at }) => at >= cursor.since);
  await keep(db, before ?? "", { ...cursor, id: rows.at(-1)?.id ?? cursor.id }, memories, found);
  return rows.length;
}

const keptIn = (answer: D1Result | undefined) => (answer?.results[0] as { value: string } | undefined)?.value ?? null;

async function remembered(db: D1Database, people: string[]): Promise<Memories> {
  const { results } = await db
    .prepare("SELECT person, state FROM alert_watch WHERE person IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(people))
    .all<{ person: string; state: string }>();
  return new Map(results.map(({ person, state }) => [person, JSON.parse(state) as Memory]));
}

async function keep(db: D1Database, before: string, after: Cursor, memories: Memories, found: Found[]): Promise<void> {
  const fence = `coalesce((${CURSOR}), '') = ?1`;
  const inserts = await Promise.all(found.map((finding) => insertAlert(db, finding, { sql: fence, value: before })));
  await db.batch([
    ...inserts,
    db
      .prepare(
        `INSERT INTO alert_watch (person, state) SELECT value ->> 0, value ->> 1 FROM json_each(?2) WHERE ${fence}
         ON CONFLICT (person) DO UPDATE SET state = excluded.state`,
      )
      .bind(before, JSON.stringify([...memories].map(([person, memory]) => [person, JSON.stringify(memory)]))),
    db
      .prepare(
        `INSERT INTO settings (key, value) SELECT 'alert_cursor', ?2 WHERE ${fence} ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      )
      .bind(before, JSON.stringify(after)),
  ]);
}

/** Not while the same waits for a decision that day, nor while it was found to be fine, unless it has doubled. */
export async function insertAlert(db: D1Database, found: Found, fence = { sql: "?1 = ''", value: "" }): Promise<D1PreparedStatement> {
  const { rule, level, person, what, at, count, evidence } = found;
  const pattern = `${rule}/${person ?? ""}/${what}`;
  return db
    .prepare(
      `INSERT INTO alerts (id, rule, pattern, level, person, at, count, evidence) SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
       WHERE ${fence.sql} AND NOT EXISTS (SELECT 1 FROM alerts WHERE pattern = ?4 AND at > ?7 - ${365 * DAY_MS} AND (
         (decision IS NULL AND at > ?7 - ${DAY_MS}) OR (quiet_until > ?7 AND count * 2 > ?8))) ON CONFLICT DO NOTHING`,
    )
    .bind(
      fence.value,
      `a${await intentId("alert", pattern, String(at))}`,
      rule,
      pattern,
      level,
      person,
      at,
      count,
      JSON.stringify(evidence),
    );
}
