/** What people do with clients, for the tests: each step ends when everything it set off has ended. */
import { companyNamed } from "../../fixtures/companies.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import type { World } from "../world.ts";

export const acme = companyNamed("ACME FRANCE");
export const last = <T>(list: T[]): T => list.at(-1) as T;

export function stepsIn(world: World) {
  async function afterCommand(who: string, text: string) {
    const person = world.slack.person(who);
    await person.command("/client", text);
    await world.settled();
    return last(person.ephemerals());
  }

  async function openedForm(who: string): Promise<View> {
    const person = world.slack.person(who);
    await person.shortcut("new_client");
    await world.settled();
    return person.modal() as View;
  }

  /** Picks in the live search, as a person does: types, chooses. */
  async function pick(who: string, view: View, text: string, label: RegExp) {
    const person = world.slack.person(who);
    const { options } = await person.suggest(view, "company", text);
    const option = options.find((one) => label.test(one.text.text));
    if (!option) throw new Error(`${label} is not among ${options.map((one) => one.text.text).join(" / ")}`);
    await person.press(person.modal() as View, "company", option);
    await world.settled();
    return option;
  }

  async function createAcme(who = "U0MALIK", more: Record<string, unknown> = {}) {
    await world.know(who);
    await pick(who, await openedForm(who), "acme fr", /ACME FRANCE/);
    const seen = await world.slack.person(who).submit(undefined, more);
    await world.settled();
    return seen;
  }

  const cardsOf = (who: string) =>
    world.slack
      .person(who)
      .messages()
      .filter(({ ephemeralTo }) => !ephemeralTo);
  return { afterCommand, openedForm, pick, createAcme, cardsOf };
}
