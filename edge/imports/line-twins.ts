/**
 * Is the client of a line there already, in the directory or in an earlier line of the file? The rules of a single client
 * (clients/find-twins.ts), asked for some hundred lines with a handful of statements.
 */
import { mayBeSame } from "../clients/find-twins.ts";
import { editDistance, nameKey, nearlySameName, searchWords, spellings } from "../companies/names.ts";

/** What a line is compared by. */
export interface Looked {
  line: number;
  company: boolean;
  name: string;
  siren: string | null;
  vatNumber: string | null;
  email: string | null;
  postcode: string | null;
}

export interface LineTwin {
  by: "siren" | "vat" | "email" | "name";
  /** Certain = the same one; else a person decides. */
  certain: boolean;
  /** Of the directory; null when it is an earlier line. */
  clientId: string | null;
  twinLine: number | null;
}

interface Known extends Omit<Looked, "line" | "company"> {
  clientId: string | null;
  twinLine: number | null;
}

/** Namesakes beyond this are all alike: one is enough to ask. */
const MOST_ROWS = 5_000;
const NAMESAKES = 10;

interface Asked {
  importId: string;
  /** False = when they are created: what this import has made itself is no twin. */
  earlierLines: boolean;
}

export async function twinsOf(db: D1Database, lines: Looked[], { importId, earlierLines }: Asked): Promise<Map<number, LineTwin>> {
  const known = new Index();
  for (const one of await byKeys(db, lines)) known.add(one);
  if (earlierLines) for (const one of await earlierWithKeys(db, importId, lines)) known.add(one);
  const near = await namesakes(db, lines);
  const own = earlierLines
    ? new Set<string>()
    : await madeBy(db, importId, [...known.ids(), ...[...near.values()].flat().map(({ clientId }) => clientId)]);
  const twins = new Map<number, LineTwin>();
  for (const line of lines) {
    const twin = twinAmong(line, known, near.get(line.line) ?? [], own);
    if (twin) twins.set(line.line, twin);
    // A repeated line is compared with the first one of its kind.
    if (earlierLines && !twin?.certain) known.add({ ...line, clientId: null, twinLine: line.line });
  }
  return twins;
}

class Index {
  readonly #by = new Map<string, Known[]>();

  add(known: Known) {
    for (const key of keysOf(known)) {
      const list = this.#by.get(key);
      if (list) list.push(known);
      else this.#by.set(key, [known]);
    }
  }

  find = (kind: string, value: string | null): Known[] => (value && this.#by.get(`${kind} ${value}`)) || [];
  ids = () => [...this.#by.values()].flat().map(({ clientId }) => clientId);
}

const keysOf = ({ siren, vatNumber, email, name }: Known) =>
  [siren && `siren ${siren}`, vatNumber && `vat ${vatNumber}`, email && `email ${email}`, `name ${nameKey(name)}`].filter(
    (key): key is string => Boolean(key),
  );

function twinAmong(line: Looked, known: Index, near: Known[], own: ReadonlySet<string>): LineTwin | null {
  const others = (list: Known[]) => list.filter(({ clientId }) => !clientId || !own.has(clientId));
  const answer = (by: LineTwin["by"], { clientId, twinLine }: Known, certain: boolean) => ({ by, certain, clientId, twinLine });
  for (const by of ["siren", "vat"] as const) {
    const [same] = others(known.find(by, by === "siren" ? line.siren : line.vatNumber));
    if (same) return answer(by, same, true);
  }
  const sharesMail = others(known.find("email", line.email)).find((one) => mayBeSame(one, line));
  // A whole file that is given twice must not ask about each line: who has the same name and mailbox, or name and place, is the same.
  if (sharesMail) return answer("email", sharesMail, nearlySameName(sharesMail.name, line.name));
  const alike = others([...known.find("name", nameKey(line.name)), ...near]).find(
    (one) => mayBeSame(one, line) && inOnePlace(one, line) && nearlySameName(one.name, line.name),
  );
  if (!alike) return null;
  return answer("name", alike, nameKey(alike.name) === nameKey(line.name) && Boolean(line.postcode) && alike.postcode === line.postcode);
}

/** Two « Boulangerie Martin » in two towns are two. */
const inOnePlace = (a: { postcode: string | null }, b: { postcode: string | null }) =>
  !a.postcode || !b.postcode || a.postcode === b.postcode;

const COLUMNS = "c.id AS clientId, NULL AS twinLine, c.name, c.siren, c.vat_number AS vatNumber, c.email, c.postcode";
const among = (values: (string | null)[]) => JSON.stringify([...new Set(values.filter(Boolean))]);

/** @param ask the statement that finds those who have one of these values in this column */
function byEachKey(lines: Looked[], ask: (column: string, values: string) => D1PreparedStatement): D1PreparedStatement[] {
  const keys: [string, (line: Looked) => string | null][] = [
    ["siren", ({ siren }) => siren],
    ["vat_number", ({ vatNumber }) => vatNumber],
    ["email", ({ email }) => email],
    ["name_key", ({ name }) => nameKey(name)],
  ];
  return keys.map(([column, key]) => ask(column, among(lines.map(key))));
}

const byKeys = (db: D1Database, lines: Looked[]) =>
  answers(
    db,
    byEachKey(lines, (column, values) =>
      db.prepare(`SELECT ${COLUMNS} FROM clients c WHERE c.${column} IN (SELECT value FROM json_each(?1)) LIMIT ${MOST_ROWS}`).bind(values),
    ),
  );

const earlierWithKeys = (db: D1Database, importId: string, lines: Looked[]) =>
  answers(
    db,
    byEachKey(lines, (column, values) =>
      db
        .prepare(
          `SELECT NULL AS clientId, line AS twinLine, name, siren, vat_number AS vatNumber, email, party -> 'address' ->> 'postcode' AS postcode
           FROM import_lines WHERE import_id = ?1 AND ${column} IN (SELECT value FROM json_each(?2)) AND line < ?3
             AND state IN ('fresh', 'alike') ORDER BY line LIMIT ${MOST_ROWS}`,
        )
        .bind(importId, values, lines[0]?.line ?? 0),
    ),
  );

async function answers(db: D1Database, statements: D1PreparedStatement[]): Promise<Known[]> {
  const found = (await db.batch<Known>(statements)).flatMap(({ results }) => results);
  // Found by two keys, it is one.
  return [...new Map(found.map((one) => [one.clientId ?? one.twinLine, one])).values()];
}

/** Clients whose name has the same words, typos mended as the search does it. */
async function namesakes(db: D1Database, lines: Looked[]): Promise<Map<number, Known[]>> {
  const words = new Map(lines.map(({ line, name }) => [line, searchWords(name)]));
  const mended = await mend(db, [...new Set([...words.values()].flat())]);
  const queries = [...words].flatMap(([line, typed]) => {
    const meant = typed.map((word) => mended.get(word));
    // A word that no name holds or nearly holds: no name is like it.
    return meant.length > 0 && meant.every(Boolean) ? [[line, meant.map((word) => `"${word}"`).join(" AND ")]] : [];
  });
  if (queries.length === 0) return new Map();
  const { results } = await db
    .prepare(
      `SELECT j.value ->> 0 AS line, ${COLUMNS}
       FROM json_each(?1) j CROSS JOIN clients c ON c.rowid IN (SELECT rowid FROM client_words WHERE client_words MATCH j.value ->> 1 LIMIT ${NAMESAKES})`,
    )
    .bind(JSON.stringify(queries))
    .all<Known & { line: number }>();
  const found = new Map<number, Known[]>();
  for (const { line, ...one } of results) found.set(line, [...(found.get(line) ?? []), one]);
  return found;
}

/** Each word as the directory spells it: itself, or the nearest one; nothing when there is none. */
async function mend(db: D1Database, words: string[]): Promise<Map<string, string>> {
  const { results: missing } = await db
    .prepare(
      "SELECT value AS word FROM json_each(?1) WHERE length(value) >= 4 AND NOT EXISTS (SELECT 1 FROM name_words WHERE spelling = value AND word = value)",
    )
    .bind(JSON.stringify(words))
    .all<{ word: string }>();
  const mended = new Map(words.map((word) => [word, word]));
  // Another number is no slip: "Agence 1204" is not "Agence 1205".
  const shapes = missing.flatMap(({ word }) => (/\d/.test(word) ? [] : spellings(word).map((shape) => [word, shape])));
  for (const { word } of missing) mended.delete(word);
  const { results } = await db
    .prepare("SELECT DISTINCT j.value ->> 0 AS typed, n.word FROM json_each(?1) j CROSS JOIN name_words n ON n.spelling = j.value ->> 1")
    .bind(JSON.stringify(shapes))
    .all<{ typed: string; word: string }>();
  for (const { typed, word } of results)
    if (!mended.has(typed) && editDistance(typed, word, 2) <= (typed.length < 8 ? 1 : 2)) mended.set(typed, word);
  return mended;
}

async function madeBy(db: D1Database, importId: string, ids: (string | null)[]): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      "SELECT client_id AS id FROM import_lines WHERE import_id = ?1 AND client_id IN (SELECT value FROM json_each(?2)) AND state = 'created'",
    )
    .bind(importId, among(ids))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}
