/** What somebody does who imports a file, through Slack's door, and what stands in the tables then. */
import type { World } from "../world.ts";

/** Opens the window, gives the file and goes on: the window with the columns is open, or says what is wrong. */
export async function giveFile(world: World, who: string, content: string | Uint8Array, name = "clients.csv") {
  const person = world.slack.person(who);
  await person.command("/passerelle", "import");
  await world.settled();
  await person.submit(undefined, { file: [person.upload(name, content)] });
  await world.settled();
  return person;
}

/** Confirms the columns: the file is checked, and the card asks. */
export async function checkFile(world: World, who: string, content: string | Uint8Array, columns: Record<string, string | string[]> = {}) {
  const person = await giveFile(world, who, content);
  const answer = await person.submit(undefined, columns);
  await world.settled();
  return {
    person,
    answer,
    card: () => person.messages().findLast(({ ephemeralTo }) => !ephemeralTo) as NonNullable<ReturnType<typeof person.messages>[number]>,
  };
}

export async function importFile(world: World, who: string, content: string | Uint8Array, option: "fresh" | "all" | "cancel" = "fresh") {
  const checked = await checkFile(world, who, content);
  await checked.person.press(checked.card(), `answer:import:${option}`);
  await world.settled();
  return checked;
}

export const count = async (db: D1Database, table: string, where = "1") =>
  (await db.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).first<{ n: number }>())?.n;

/** Line → state and reason. */
export async function lines(db: D1Database): Promise<Record<string, string>> {
  const { results } = await db
    .prepare("SELECT line, state, reason, twin_line FROM import_lines ORDER BY import_id, line")
    .all<{ line: number; state: string; reason: string | null; twin_line: number | null }>();
  return Object.fromEntries(
    results.map(({ line, state, reason, twin_line }) => [line, [state, reason, twin_line && `#${twin_line}`].filter(Boolean).join(" ")]),
  );
}
