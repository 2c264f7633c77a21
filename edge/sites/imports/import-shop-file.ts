/**
 * Reads the lines of a file, stretch by stretch, each in one batch with the place where the next one begins: killed and begun again,
 * nothing is there twice. Result: {importId, done, known, wrong}. Refuses with `forbidden`, `not_found`, `invalid_input` (the field
 * whose column is missing).
 */
import { auditRow } from "../../audit/audit.ts";
import { delimiterOf, readLines } from "../../imports/csv.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../../runs/run.ts";
import type { Site } from "../site.ts";
import { siteOf } from "../site-store.ts";
import { rowsOfLines } from "./rows-of-lines.ts";
import { type Columns, columnsOf, type ImportKind } from "./shop-columns.ts";

const STRETCH_BYTES = 131_072;
const LINES = 100;
/** Shown beside the import; all of them are in its report. */
const MOST_PROBLEMS = 200;

interface Row {
  kind: ImportKind;
  source: string | null;
  r2_key: string;
  size: number;
  at_byte: number;
  columns: string | null;
  state: string;
  done: number;
  known: number;
  wrong: number;
  problems: string;
}

/** What the first line said; `line` is the number of the next one. */
interface Reading {
  columns: Columns;
  delimiter: string;
  line: number;
}

export async function importShopFile(work: Work, { importId }: { importId: string }): Promise<Outcome> {
  const { actor, db, step } = work;
  if (!may(actor, "site.set")) {
    await step("put the file away", () => end(work, importId));
    return refuse("forbidden");
  }
  for (let at: number | null = 0; at !== null; ) {
    const from: number = at;
    const next: number | string | null = await step(`read from ${from}`, () => readStretch(work, importId, from));
    if (typeof next === "string") {
      await step("put the file away", () => end(work, importId));
      return next === "gone" ? refuse("not_found") : refuse("invalid_input", next);
    }
    at = next;
  }
  await step("put the file away", () => end(work, importId));
  const counts = await step("count", async () => {
    const row = await readImport(db, importId);
    return { done: row?.done ?? 0, known: row?.known ?? 0, wrong: row?.wrong ?? 0 };
  });
  return accept({ importId, ...counts });
}

const readImport = (db: D1Database, id: string) =>
  db.prepare("SELECT * FROM shop_imports WHERE id = ?1").bind(id).first<Row & { site: number }>();

/** Where the next stretch begins; null = that was the last; a word = which column is missing, or `gone`. */
async function readStretch({ db, files, actor, run }: Work, id: string, from: number): Promise<number | string | null> {
  const row = await readImport(db, id);
  const site: Site | null = row && siteOf(await db.prepare("SELECT * FROM sites WHERE n = ?1").bind(row.site).first());
  if (!row || !site) return "gone";
  if (row.at_byte > from) return row.at_byte >= row.size ? null : row.at_byte; // an attempt before this one has read it
  const file = await files.get(row.r2_key, { range: { offset: from, length: STRETCH_BYTES } });
  if (!file) return "gone";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const last = from + bytes.length >= row.size;
  const first = row.columns === null;
  const delimiter = first ? delimiterOf(bytes, last) : (JSON.parse(row.columns as string) as Reading).delimiter;
  const stretch = readLines(bytes, delimiter, last, LINES);
  const lines = stretch.lines.map(({ fields, broken }) => (broken ? null : fields));
  const reading = first ? begin(row.kind, lines.shift() ?? [], delimiter) : (JSON.parse(row.columns as string) as Reading);
  if (typeof reading === "string") return reading;
  const read = await rowsOfLines(db, site, {
    kind: row.kind,
    source: row.source ?? "",
    columns: reading.columns,
    first: reading.line,
    lines,
  });
  const next = from + stretch.bytes;
  const problems = [...(JSON.parse(row.problems) as unknown[]), ...read.problems].slice(0, MOST_PROBLEMS);
  await db.batch([
    db
      .prepare(
        `UPDATE shop_imports SET state = 'running', at_byte = ?3, columns = ?4, done = done + ?5, known = known + ?6, wrong = wrong + ?7, problems = ?8
         WHERE id = ?1 AND at_byte = ?2`,
      )
      .bind(
        ...[id, from, next, JSON.stringify({ ...reading, line: reading.line + lines.length })],
        ...[read.done, read.known, read.problems.length, JSON.stringify(problems)],
      ),
    auditRow(db, {
      actor: actor.id,
      action: `site.import/${row.kind}`,
      objectKind: "site",
      objectId: site.id,
      outcome: "done",
      runId: run.id,
    }),
    db
      .prepare(
        `INSERT INTO shop_import_problems (import_id, line, field) SELECT ?1, value ->> 'line', value ->> 'field' FROM json_each(?2) WHERE true
         ON CONFLICT DO NOTHING`,
      )
      .bind(id, JSON.stringify(read.problems)),
    ...read.rows,
  ]);
  return next >= row.size || stretch.bytes === 0 ? null : next;
}

function begin(kind: ImportKind, header: string[] | null, delimiter: string): Reading | string {
  const { columns, missing } = columnsOf(kind, header ?? []);
  return missing[0] ?? { columns, delimiter, line: 2 };
}

async function end({ db, files }: Work, id: string): Promise<null> {
  const row = await readImport(db, id);
  if (row) await files.delete(row.r2_key);
  await db.prepare("UPDATE shop_imports SET state = 'ended', ended_at = ?2 WHERE id = ?1 AND state <> 'ended'").bind(id, Date.now()).run();
  return null;
}
