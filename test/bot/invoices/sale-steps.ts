/** What people do with quotes and invoices, through Slack's door; each step ends when everything it set off has ended. */
import { DEFAULT_RULES, type Rules } from "../../../edge/invoices/firm/firm.ts";
import { writeFirm } from "../../../edge/invoices/firm/firm-store.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { worker } from "../../edge/carry.ts";
import { A_SELLER } from "../../fixtures/invoices.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import { stepsIn as clientSteps } from "../clients/client-steps.ts";
import { emptyTables, type World, words } from "../world.ts";

const TABLES = ["documents", "invoices", "quotes", "number_series", "yearly_sales", "firm", "price_items", "sale_previews"];

/** What is issued cannot be deleted, which is right anywhere but between two tests. */
export async function emptyBooks(): Promise<void> {
  await emptyTables();
  const db = worker.DB;
  const { results } = await db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('invoices_kept', 'quotes_kept')")
    .all<{ name: string; sql: string }>();
  await db.batch([
    ...results.map(({ name }) => db.prepare(`DROP TRIGGER ${name}`)),
    ...TABLES.map((table) => db.prepare(`DELETE FROM ${table}`)),
    ...results.map(({ sql }) => db.prepare(sql)),
  ]);
}

export async function openFirm({ seller = {}, rules = {} }: { seller?: Partial<Seller>; rules?: Partial<Rules> } = {}): Promise<void> {
  await worker.DB.prepare("DELETE FROM firm").run();
  await writeFirm(worker.DB, { seller: { ...A_SELLER, ...seller }, rules: { ...DEFAULT_RULES, ...rules }, version: 0 }, "p0").run();
}

export function salesIn(world: World) {
  const person = (who: string) => world.slack.person(who);
  const answer = (who: string) =>
    person(who).ephemerals().at(-1) as NonNullable<ReturnType<ReturnType<typeof person>["ephemerals"]>[number]>;
  const said = (who: string) => words(answer(who));
  const cards = (who: string) =>
    person(who)
      .messages()
      .filter(({ ephemeralTo }) => !ephemeralTo);
  const card = (who: string) => cards(who).at(-1) as ReturnType<typeof cards>[number];
  async function say(who: string, command: string, text = "") {
    await person(who).command(command, text);
    await world.settled();
    return said(who);
  }
  async function press(who: string, target: Parameters<ReturnType<typeof person>["press"]>[0], action: string, value?: unknown) {
    const seen = await person(who).press(target, action, value);
    await world.settled();
    return seen;
  }
  const modal = (who: string) => person(who).modal() as View;
  async function submit(who: string, answers: Record<string, unknown> = {}) {
    const seen = await person(who).submit(undefined, answers as never);
    await world.settled();
    return seen;
  }
  const rows = async <T>(sql: string) => (await worker.DB.prepare(sql).all<T>()).results;
  /** Somebody of the register becomes a client, in the window of a new one. */
  async function client(text: string, label: RegExp) {
    const steps = clientSteps(world);
    await steps.pick("U0CLAIRE", await steps.openedForm("U0CLAIRE"), text, label);
    await submit("U0CLAIRE");
  }
  async function foreign(name: string, country: string) {
    await clientSteps(world).openedForm("U0CLAIRE");
    await press("U0CLAIRE", modal("U0CLAIRE"), "client_mode:foreign");
    await submit("U0CLAIRE", { name, country });
  }
  return {
    foreign,
    client,
    person,
    answer,
    said,
    cards,
    card,
    say,
    press,
    modal,
    submit,
    rows,
    acme: () => clientSteps(world).createAcme("U0CLAIRE"),
  };
}
