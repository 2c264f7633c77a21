/** A trail made by hand, for the tests and the bench: rows in the order of their time, written as the house writes them. */
import type { TrailRow } from "../../../edge/alerts/alert.ts";

export type Entry = Omit<TrailRow, "id" | "run_id" | "code"> & Partial<Pick<TrailRow, "run_id" | "code">> & { object_kind: string };

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** As knowPerson makes them: `p` and 20 characters. */
export const personId = (number: number) => `p${String(number).padStart(20, "0")}`;

type More = Partial<Pick<Entry, "object_id" | "object_kind" | "outcome" | "code">>;
export const entry = (at: number, actor: string, action: string, more: More = {}): Entry => ({
  at,
  actor,
  action,
  object_kind: "client",
  object_id: null,
  outcome: "done",
  ...more,
});

export const looked = (at: number, actor: string, client: number | string, action = "client.read") =>
  entry(at, actor, action, { object_id: `c${client}` });

export const granted = (at: number, actor: string, role: string, whom: string) =>
  entry(at, actor, `person.grant/${role}`, { object_kind: "person", object_id: whom });

export const refused = (at: number, actor: string, code: Entry["code"] = "forbidden") =>
  entry(at, actor, "client.create", { outcome: "refused", ...(code && { code }) });

export const inOrder = (entries: Entry[]): Entry[] => entries.toSorted((a, b) => a.at - b.at);

/** As they come out of the database. */
export const rowsOf = (entries: Entry[]): TrailRow[] =>
  inOrder(entries).map(({ object_kind: _, ...row }, i) => ({ run_id: null, code: null, ...row, id: i + 1 }));

const A_STATEMENT = 1_000;

/** Behind what is there. */
export async function writeTrail(db: D1Database, entries: Entry[]): Promise<void> {
  const rows = inOrder(entries);
  for (let i = 0; i < rows.length; i += A_STATEMENT) {
    await db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, code) SELECT value ->> 'at', value ->> 'actor', value ->> 'action',
           value ->> 'object_kind', value ->> 'object_id', value ->> 'outcome', value ->> 'code' FROM json_each(?1) ORDER BY key`,
      )
      .bind(JSON.stringify(rows.slice(i, i + A_STATEMENT)))
      .run();
  }
}

/** The watch as it is on its first day; by itself it would tell nothing of what was there before it began. */
export const beginWatch = (db: D1Database) =>
  db.batch(
    ["DELETE FROM alerts", "DELETE FROM alert_watch", `INSERT OR REPLACE INTO settings VALUES ('alert_cursor', '{"id":0,"since":0}')`].map(
      (sql) => db.prepare(sql),
    ),
  );

export interface KeptAlert {
  rule: string;
  level: string;
  person: string | null;
  count: number;
  evidence: string;
}

export const alertsIn = async (db: D1Database): Promise<KeptAlert[]> =>
  (await db.prepare("SELECT rule, level, person, count, evidence FROM alerts ORDER BY at, pattern").all<KeptAlert>()).results;
