/** What the tests of exports and erasures begin with: an admin, a private client, a company that has her address, and the windows. */
import { NewClient } from "../../../edge/clients/client.ts";
import type { Person } from "../../../edge/people/person.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { plainEngine } from "../../edge/carry.ts";
import { emptyTables, openWorld, passerelle, words } from "../world.ts";

export const MAIL = "jeanne.durand@laposte.example";

export async function openPrivacy() {
  await emptyTables();
  const world = openWorld();
  const amelie: Person = await world.know("U0AMELIE");
  for (const id of ["U0MALIK", "U0TOM"]) await world.know(id);
  const { db } = world.house();
  const admin = world.slack.person("U0AMELIE");

  async function create(input: object): Promise<string> {
    const wish = { kind: "create-client", intent: [crypto.randomUUID()], input: NewClient.parse(input), actor: amelie };
    const { run } = await startRun(world.house(), wish);
    await world.settled();
    return (await db.prepare("SELECT outcome ->> 'clientId' AS id FROM runs WHERE id = ?1").bind(run.id).first<string>("id")) as string;
  }
  const jeanne = () => {
    const contact = { name: "Jeanne Zygomar", email: MAIL, phone: "06 11 22 33 44" };
    return create({ identity: { type: "person", name: "Jeanne Zygomar" }, kinds: ["client"], contact, note: "Allergique" });
  };
  const company = (email: string) => {
    const contact = { name: "Jeanne Zygomar", email, phone: "06 11 22 33 44" };
    return create({ identity: { type: "foreign", name: "Studio Nord GmbH", country: "DE" }, kinds: ["supplier"], contact });
  };
  const type = (text: string) => passerelle(world, "U0AMELIE", text);

  /** Types the command, presses the button beside the person, and hands the window back. */
  async function windowOf(command: string, i = 0) {
    await type(command);
    const message = admin.ephemerals().at(-1);
    if (!message) throw new Error("nothing was said");
    await admin.press(message, `privacy_${/^exp/.test(command) ? "export" : "erase"}:${i}`);
    await world.settled();
    return admin.modal();
  }
  async function erase(command: string, answers: Record<string, unknown> = { reason: "asked", word: "effacer" }) {
    await windowOf(command);
    await admin.submit(undefined, answers);
    await world.settled();
  }
  async function actions(): Promise<string[]> {
    const { results } = await db.prepare("SELECT DISTINCT action FROM audit ORDER BY id").all<{ action: string }>();
    return results.map((row) => row.action);
  }
  const count = (sql: string) => db.prepare(`SELECT count(*) AS n FROM ${sql}`).first<number>("n");
  const card = () => words(admin.messages().at(-1));
  return { world, amelie, db, admin, create, jeanne, company, type, windowOf, erase, actions, count, card };
}

export type Privacy = Awaited<ReturnType<typeof openPrivacy>>;

/** Tables that have the text anywhere. */
export async function tracesOf({ db }: Pick<Privacy, "db">, text: RegExp): Promise<string[]> {
  const tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'client_words%'";
  const { results } = await db.prepare(`${tables} AND name NOT LIKE '\\_cf%' ESCAPE '\\'`).all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of results) {
    const rows = await db.prepare(`SELECT * FROM ${name}`).all();
    if (text.test(JSON.stringify(rows.results))) found.push(name);
  }
  return found;
}

/** The Worker dies behind the step, its work done and nothing remembered. */
export const dyingBehind = (step: string) =>
  ({
    ...plainEngine(),
    do: async (name: string, work: () => Promise<unknown>) => {
      const value = await work();
      if (name === step) throw new Error("killed");
      return value;
    },
  }) as never;
