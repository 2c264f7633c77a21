/** One stretch of the file: its lines are read, checked, compared with what is there, and written down. Nothing is created. */
import type { Kind } from "../clients/client.ts";
import { nameKey } from "../companies/names.ts";
import { PasserelleError } from "../errors.ts";
import type { Mapping } from "./columns.ts";
import { type Line, LONGEST_LINE_BYTES, readLines } from "./csv.ts";
import { fileKey, type Import, moveOn, type Outcome, readImport } from "./import-store.ts";
import { type Looked, twinsOf } from "./line-twins.ts";
import { type Described, readLine } from "./read-line.ts";

const AT_ONCE = 250;
/** A line fits in, so that each stretch goes on. */
const WINDOW_BYTES = 2 * LONGEST_LINE_BYTES;

export interface Columns {
  importId: string;
  columns: Mapping;
  /** The first line holds titles. */
  titled: boolean;
}

/** True when the file is at its end. Safe to repeat, and for two at once: a line is written once, and the later one moves nothing. */
export async function checkLines({ db, files }: { db: D1Database; files: R2Bucket }, asked: Columns): Promise<boolean> {
  const imported = await readImport(db, asked.importId);
  if (!imported) throw new PasserelleError("not_found", { message: "the import is gone" });
  if (imported.readBytes >= imported.bytes) return true;
  const { lines, bytes } = await nextLines(files, imported);
  const outcomes = await checked(db, imported, asked, lines);
  const to = imported.readBytes + bytes;
  await moveOn(db, imported, outcomes, { at: "readBytes", to, lines: lines.length });
  return to >= imported.bytes;
}

async function nextLines(files: R2Bucket, { id, readBytes, bytes, delimiter }: Import) {
  const length = Math.min(WINDOW_BYTES, bytes - readBytes);
  const file = await files.get(fileKey(id), { range: { offset: readBytes, length } });
  if (!file) throw new PasserelleError("not_found", { message: "the file of the import is gone" });
  return readLines(new Uint8Array(await file.arrayBuffer()), delimiter, readBytes + length >= bytes, AT_ONCE);
}

async function checked(db: D1Database, imported: Import, { columns, titled }: Columns, lines: Line[]): Promise<Outcome[]> {
  const plan = { columns, titles: titled ? imported.header : [], kinds: imported.kinds as Kind[] };
  const read = lines.flatMap(({ fields, broken }, i) => {
    const line = imported.readLines + i + 1;
    const described = titled && line === 1 ? null : broken ? { wrong: "broken" as const } : readLine(fields, plan);
    return described ? [{ line, described, fields }] : [];
  });
  const looked = read.flatMap(({ line, described }) => ("wrong" in described ? [] : [lookedFor(line, described)]));
  const twins = await twinsOf(db, looked, { importId: imported.id, earlierLines: true });
  return read.map(({ line, described, fields }): Outcome => {
    // What a person finds the line again by.
    if ("wrong" in described) return { line, state: "wrong", reason: described.wrong, name: firstWords(fields, columns) };
    const { line: _, company, ...keys } = lookedFor(line, described);
    const { by, certain, clientId, twinLine } = twins.get(line) ?? {};
    const party = { ...described.party, contact: described.contact };
    const state = by ? (certain ? "known" : "alike") : "fresh";
    return { line, state, reason: by ?? null, clientId, twinLine, ...keys, nameKey: nameKey(keys.name), party };
  });
}

export const lookedFor = (line: number, { party }: Pick<Described, "party">): Looked => ({
  line,
  company: party.company,
  name: party.name,
  siren: party.siren || null,
  vatNumber: party.vatNumber || null,
  email: party.email.toLowerCase() || null,
  postcode: party.address.postcode || null,
});

const firstWords = (fields: string[], columns: Mapping) =>
  (fields[columns.indexOf("name")] || fields.find((field) => /\p{L}/u.test(field)) || "").trim().slice(0, 200);
