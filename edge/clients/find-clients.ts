/**
 * Searches the directory: by number, or by name with accents, half-typed words and typos. Rows read do not grow with
 * the table: every statement stops at a limit, whatever the word (bench: search-100k).
 */

import { type CompanyNumber, readCompanyNumber, sirenWithin } from "../companies/company-numbers.ts";
import { editDistance, nameKey, searchWords, spellings } from "../companies/names.ts";
import type { Reads } from "../store/reads-together.ts";
import type { Client } from "./client.ts";
import { clientOf } from "./client-store.ts";

const CANDIDATES = 40;
/** Known spellings looked at for all words of a text together. */
const NEAR_WORDS = 80;

/** Known clients that match, best first: as typed, then, when that finds too little, with typos mended. */
export async function findKnown(db: Reads, text: string, limit: number): Promise<Client[]> {
  const number = readCompanyNumber(text);
  if (number) return byNumber(db, text, number, limit);
  if (text.includes("@")) return byEmail(db, text, limit);
  const words = searchWords(text);
  if (words.length === 0) return [];
  const found = await byWords(db, text, words);
  if (found.length < Math.min(limit, 3)) {
    const mended = await mendTypos(db, words);
    if (mended)
      for (const client of await byWords(db, mended.join(" "), mended)) if (!found.some(({ id }) => id === client.id)) found.push(client);
  }
  return rank(found, text).slice(0, limit);
}

async function byNumber(db: Reads, text: string, number: CompanyNumber, limit: number): Promise<Client[]> {
  const [bySiren, byVat] = await db.batch([
    db.prepare("SELECT * FROM clients WHERE siren = ?1 LIMIT ?2").bind(sirenWithin(text), limit),
    db.prepare("SELECT * FROM clients WHERE vat_number = ?1 LIMIT ?2").bind("vatNumber" in number ? number.vatNumber : null, limit),
  ]);
  const found = new Map([...(bySiren?.results ?? []), ...(byVat?.results ?? [])].map(clientOf).map((client) => [client.id, client]));
  return [...found.values()].slice(0, limit);
}

async function byEmail(db: Reads, text: string, limit: number): Promise<Client[]> {
  const [found] = await db.batch([db.prepare("SELECT * FROM clients WHERE email = ?1 LIMIT ?2").bind(text.trim().toLowerCase(), limit)]);
  return (found?.results ?? []).map(clientOf);
}

/** Names that begin like the text, and names that hold every word (the last one half-typed). */
async function byWords(db: Reads, text: string, words: string[]): Promise<Client[]> {
  const key = nameKey(text);
  const match = words.map((word, i) => (i === words.length - 1 ? `"${word}"*` : `"${word}"`)).join(" AND ");
  const [begins, holds] = await db.batch([
    db
      .prepare("SELECT * FROM clients WHERE name_key >= ?1 AND name_key < ?2 ORDER BY name_key LIMIT ?3")
      .bind(key, `${key}\uffff`, CANDIDATES),
    db
      .prepare(
        // The limit stands inside, before the rows are read: a word that half the table has costs no more than a rare one.
        "SELECT c.* FROM (SELECT rowid FROM client_words WHERE client_words MATCH ?1 LIMIT ?2) w CROSS JOIN clients c ON c.rowid = w.rowid",
      )
      .bind(match, CANDIDATES),
  ]);
  const found = new Map<string, Client>();
  for (const row of [...(begins?.results ?? []), ...(holds?.results ?? [])]) {
    const client = clientOf(row);
    found.set(client.id, client);
  }
  return [...found.values()];
}

/** The words with each unknown one replaced by its nearest known spelling; null when nothing nearer is known. */
async function mendTypos(db: Reads, words: string[]): Promise<string[] | null> {
  const unknown = await unknownWords(db, words);
  if (unknown.length === 0) return null;
  const answers = await db.batch(unknown.map((word) => nearWords(db, word, Math.max(10, Math.floor(NEAR_WORDS / unknown.length)))));
  let changed = false;
  const mended = words.map((word) => {
    const near = (answers[unknown.indexOf(word)]?.results ?? []) as { word: string }[];
    const best = near
      .map((candidate) => ({ word: candidate.word, edits: editDistance(word, candidate.word, 2) }))
      .filter(({ edits }) => edits <= (word.length >= 8 ? 2 : 1))
      .sort((a, b) => a.edits - b.edits)[0];
    if (!best) return word;
    changed = true;
    return best.word;
  });
  return changed ? mended : null;
}

/** Words that no name holds, as far as they are long enough to be recognised all the same. */
async function unknownWords(db: Reads, words: string[]): Promise<string[]> {
  const long = words.filter((word) => word.length >= 4);
  if (long.length === 0) return [];
  const known = await db.batch(long.map((word) => db.prepare("SELECT 1 FROM name_words WHERE spelling = ?1 AND word = ?1").bind(word)));
  return long.filter((_, i) => known[i]?.results.length === 0);
}

function nearWords(db: Reads, word: string, limit: number): D1PreparedStatement {
  // Bound one by one: the rows of a json_each would count as rows read.
  const shapes = spellings(word);
  const places = shapes.map(() => "?").join(", ");
  return db.prepare(`SELECT DISTINCT word FROM name_words WHERE spelling IN (${places}) LIMIT ?`).bind(...shapes, limit);
}

/** The same name first, then names that begin like it, then the shortest. */
function rank(clients: Client[], text: string): Client[] {
  const key = nameKey(text);
  const score = (client: Client) => {
    const name = nameKey(client.name);
    return (name === key ? 0 : name.startsWith(key) ? 1 : 2) * 1_000 + Math.min(name.length, 900);
  };
  return clients.sort((a, b) => score(a) - score(b) || a.name.localeCompare(b.name));
}
