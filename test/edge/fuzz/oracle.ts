/** What may come of a request that nobody of good will sends: an answer below 500, and nothing written but what a valid submission asks for. */
import { NewClient } from "../../../edge/clients/client.ts";
import { ClientUpdate } from "../../../edge/clients/update-client.ts";
import { Sender } from "../../../edge/mail-in/mail.ts";
import type { Knock } from "./knocks.ts";

const INPUTS: Record<string, { safeParse(input: unknown): { success: boolean } }> = {
  "create-client": NewClient,
  "update-client": ClientUpdate,
  "meet-sender": Sender,
};

/** What a refusal, a valid submission, Slack's word on people and a search (its answer is kept a while) may add to; every other table stays as it is. */
const WATCHED_APART = ["audit", "people", "runs", "run_events", "register_answers"];

/** Sentences for what is wrong with the answer. */
export function wrongAnswer({ path, body, signing, contentType }: Knock, status: number): string | null {
  if (status >= 500) return `answered ${status}`;
  const isCheck = contentType === "application/x-www-form-urlencoded" && new URLSearchParams(body).get("ssl_check") === "1";
  if (path === "/slack/events" && signing !== "good" && !isCheck && status < 400) return `${signing}: answered ${status}`;
  return null;
}

/** What was kept before, and afterwards a sentence for each thing that should not have been written. Runs are not carried out meanwhile. */
export async function watch(db: D1Database): Promise<() => Promise<string[]>> {
  const before = await kept(db);
  return async () => {
    const after = await kept(db);
    const tables = Object.keys(after.untouched).filter((table) => after.untouched[table] !== before.untouched[table]);
    const changed = tables.map((table) => `${table} was written`);
    if (after.people !== before.people) changed.push("people came or went");
    if (after.done !== before.done) changed.push("the trail says that something was done");
    for (const { kind, input, known } of await runs(db)) {
      if (!INPUTS[kind]?.safeParse(JSON.parse(input)).success) changed.push(`a run of kind ${kind} whose input is not valid`);
      if (!known) changed.push("a run of somebody whose role does not allow it");
    }
    return changed;
  };
}

async function kept(db: D1Database) {
  const untouched: Record<string, string> = {};
  for (const table of await tablesOf(db)) untouched[table] = JSON.stringify((await db.prepare(`SELECT * FROM ${table}`).all()).results);
  // Who they are and what they may: their name and address are Slack's to say.
  const people = JSON.stringify((await db.prepare("SELECT id, team, slack_user, roles, manager FROM people ORDER BY id").all()).results);
  const done = await db.prepare("SELECT count(*) AS n FROM audit WHERE outcome <> 'refused'").first<number>("n");
  return { untouched, people, done };
}

async function runs(db: D1Database): Promise<{ kind: string; input: string; known: number }[]> {
  const sql = `SELECT kind, input, EXISTS (SELECT 1 FROM people WHERE people.id = actor AND slack_user = 'U0MALIK') AS known FROM runs`;
  return (await db.prepare(sql).all<{ kind: string; input: string; known: number }>()).results;
}

/** A table that comes one day is watched from its first day. */
async function tablesOf(db: D1Database): Promise<string[]> {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'";
  const names = (await db.prepare(sql).all<{ name: string }>()).results.map(({ name }) => name);
  return names.filter((name) => !WATCHED_APART.includes(name));
}
