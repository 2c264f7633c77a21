/** SQL of imports: the import itself and the counts its card shows. Its lines are changed by the steps that work on them. */
import type { Kind } from "../clients/client.ts";

export interface Import {
  id: string;
  actor: string;
  runId: string | null;
  undoRunId: string | null;
  delimiter: string;
  /** The file's first line, as columns. */
  header: string[];
  kinds: Kind[];
  bytes: number;
  /** The first one included. */
  lines: number;
  phase: "taken" | "checking" | "creating" | "ended";
  readBytes: number;
  readLines: number;
  doneLine: number;
  created: number;
  known: number;
  /** Perhaps known: a person decides. */
  alike: number;
  /** Still to be created. */
  fresh: number;
  wrong: number;
  removed: number;
  kept: number;
  /** Its own end or, where that was never reached, its run's; UTC ms. */
  endedAt: number | null;
}

/** How long an import can be undone, and its lines are kept. */
export const UNDO_MS = 7 * 86_400_000;
/** A question stands for a week, and creating may take days. */
const UNDER_WAY_MS = 30 * 86_400_000;
/** A file whose columns nobody has confirmed. */
const UNCONFIRMED_MS = 86_400_000;

/** Between two stretches whoever else has come to this Worker gets their turn: three seconds are all that Slack gives them. */
export const breathe = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

export const fileKey = (importId: string) => `imports/${importId}`;

export async function readImport(db: D1Database, id: string): Promise<Import | null> {
  const row = await db
    .prepare("SELECT i.*, coalesce(i.ended_at, r.ended_at) AS over_at FROM imports i LEFT JOIN runs r ON r.id = i.run_id WHERE i.id = ?1")
    .bind(id)
    .first<Record<string, unknown>>();
  if (!row) return null;
  return {
    ...(row as unknown as Import),
    runId: row.run_id as string | null,
    undoRunId: row.undo_run_id as string | null,
    header: JSON.parse(row.header as string) as string[],
    kinds: JSON.parse(row.kinds as string) as Kind[],
    readBytes: row.read_bytes as number,
    readLines: row.read_lines as number,
    doneLine: row.done_line as number,
    endedAt: row.over_at as number | null,
  };
}

export type NewImport = Pick<Import, "id" | "actor" | "delimiter" | "header" | "kinds" | "bytes" | "lines">;

export function insertImport(db: D1Database, { id, actor, delimiter, header, kinds, bytes, lines }: NewImport): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO imports (id, actor, delimiter, header, kinds, bytes, lines, purge_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
       ON CONFLICT DO NOTHING`,
    )
    .bind(id, actor, delimiter, JSON.stringify(header), JSON.stringify(kinds), bytes, lines, Date.now() + UNCONFIRMED_MS);
}

export const beginChecking = (db: D1Database, id: string, runId: string): D1PreparedStatement =>
  db
    .prepare("UPDATE imports SET phase = 'checking', run_id = ?2, purge_at = ?3 WHERE id = ?1 AND phase = 'taken'")
    .bind(id, runId, Date.now() + UNDER_WAY_MS);

/** One import creates at a time, so that two of one file do not create what the other is about to. False = another is at it. */
export async function beginCreating(db: D1Database, id: string): Promise<boolean> {
  const [, row] = await db.batch<{ phase: string }>([
    db
      .prepare(
        `UPDATE imports SET phase = 'creating' WHERE id = ?1 AND phase = 'checking' AND NOT EXISTS (
           SELECT 1 FROM imports o JOIN runs r ON r.id = o.run_id WHERE o.phase = 'creating' AND o.id <> ?1 AND r.ended_at IS NULL)`,
      )
      .bind(id),
    db.prepare("SELECT phase FROM imports WHERE id = ?1").bind(id),
  ]);
  return row?.results[0]?.phase !== "checking";
}

export const endImport = (db: D1Database, id: string, now = Date.now()): D1PreparedStatement =>
  db
    .prepare("UPDATE imports SET phase = 'ended', ended_at = ?2, purge_at = ?3 WHERE id = ?1 AND phase <> 'ended'")
    .bind(id, now, now + UNDO_MS);

export type LineState = "fresh" | "alike" | "known" | "wrong" | "created" | "removed" | "kept";

/** What becomes of a line; one that is new to the import has no `from`. */
export interface Outcome {
  line: number;
  from?: LineState;
  state: LineState;
  reason?: string | null;
  clientId?: string | null;
  [column: string]: unknown;
}

interface Move {
  /** How far the import has come, in which of its columns. */
  at: "readBytes" | "doneLine";
  to: number;
  /** Lines of the file that were read. */
  lines?: number;
  /** Who creates or removes the clients of these outcomes. */
  trail?: { actor: string; action: "client.create" | "client.remove"; runId: string };
}

/**
 * Moves the import on and writes down what came of its lines, with `then`, in one batch. Whoever comes second, with the same
 * stretch or a longer one, changes nothing at all: what they did more is found done by the next stretch.
 */
export async function moveOn(db: D1Database, imported: Import, outcomes: Outcome[], move: Move, then: D1PreparedStatement[] = []) {
  try {
    await db.batch([...moves(db, imported, outcomes, move), ...then]);
  } catch (error) {
    if ((await readImport(db, imported.id))?.[move.at] === imported[move.at]) throw error;
  }
}

function moves(db: D1Database, imported: Import, outcomes: Outcome[], { at, to, lines = 0, trail }: Move): D1PreparedStatement[] {
  const column = at === "readBytes" ? "read_bytes" : "done_line";
  const more = new Map<LineState, number>();
  for (const { from, state } of outcomes) {
    more.set(state, (more.get(state) ?? 0) + 1);
    if (from) more.set(from, (more.get(from) ?? 0) - 1);
  }
  const counts = [...more].map(([state, by]) => `, ${state} = ${state} + ${by}`).join("");
  const clients = outcomes.flatMap(({ state, clientId }) => (state === "created" || state === "removed" ? [clientId] : []));
  return [
    // Fails the batch, for an id is never null.
    db.prepare(`UPDATE imports SET id = NULL WHERE id = ?1 AND ${column} <> ?2`).bind(imported.id, imported[at]),
    db
      .prepare(`UPDATE imports SET ${column} = ?3, read_lines = read_lines + ?4${counts} WHERE id = ?1 AND ${column} = ?2`)
      .bind(imported.id, imported[at], to, lines),
    db
      .prepare(
        `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id)
         SELECT ?2, ?3, ?4, 'client', value, 'done', ?5 FROM json_each(?1) WHERE changes() > 0`,
      )
      .bind(JSON.stringify(clients), Date.now(), trail?.actor ?? "", trail?.action ?? "", trail?.runId ?? ""),
    db
      .prepare(
        // An upsert finds each line by its key; an UPDATE FROM would go through all of them for each.
        `INSERT INTO import_lines (import_id, line, state, reason, twin_line, client_id, name, siren, vat_number, email, name_key, party)
         SELECT ?1, value ->> 'line', value ->> 'state', value ->> 'reason', value ->> 'twinLine', value ->> 'clientId', coalesce(value ->> 'name', ''),
           value ->> 'siren', value ->> 'vatNumber', value ->> 'email', value ->> 'nameKey', value -> 'party' FROM json_each(?2) WHERE true
         ON CONFLICT DO UPDATE SET state = excluded.state, reason = excluded.reason, client_id = excluded.client_id
           WHERE excluded.state IN ('created', 'known', 'wrong') AND import_lines.state IN ('fresh', 'alike')
             OR excluded.state IN ('removed', 'kept') AND import_lines.state = 'created'`,
      )
      .bind(imported.id, JSON.stringify(outcomes)),
  ];
}

export interface ReportLine {
  line: number;
  state: LineState;
  reason: string | null;
  twinLine: number | null;
  name: string;
  siren: string | null;
  vatNumber: string | null;
  email: string | null;
  /** The client that it is, or may be: what it is called now. */
  client: string | null;
  reference: string | null;
}

/** In the order of the file; keyset by line. */
export async function reportLines(db: D1Database, importId: string, after: number, limit: number): Promise<ReportLine[]> {
  const { results } = await db
    .prepare(
      `SELECT l.line, l.state, l.reason, l.twin_line AS twinLine, l.name, l.siren, l.vat_number AS vatNumber, l.email, c.name AS client, c.reference
       FROM import_lines l LEFT JOIN clients c ON c.id = l.client_id WHERE l.import_id = ?1 AND l.line > ?2 ORDER BY l.line LIMIT ?3`,
    )
    .bind(importId, after, limit)
    .all<ReportLine>();
  return results;
}

const AT_ONCE = 20;
const LINES_AT_ONCE = 5_000;

/** A job of the cron: files and lines whose time is over. */
export async function forgetImports(db: D1Database, files: R2Bucket): Promise<void> {
  const { results } = await db
    .prepare("SELECT id FROM imports WHERE purge_at < ?1 LIMIT ?2")
    .bind(Date.now(), AT_ONCE)
    .all<{ id: string }>();
  for (const { id } of results) {
    await files.delete(fileKey(id));
    const { meta } = await db
      .prepare("DELETE FROM import_lines WHERE import_id = ?1 AND line IN (SELECT line FROM import_lines WHERE import_id = ?1 LIMIT ?2)")
      .bind(id, LINES_AT_ONCE)
      .run();
    // Longer ones are forgotten over several turns.
    if (meta.changes < LINES_AT_ONCE) await db.prepare("DELETE FROM imports WHERE id = ?1").bind(id).run();
  }
}
