/** Shows somebody their Home as it is now. */
import type { House } from "../../edge/house.ts";
import type { Person } from "../../edge/people/person.ts";
import type { Reader } from "../desk.ts";
import { slackProblem } from "../door/slack-api.ts";
import type { SlackClient } from "../door/slack-client.ts";
import { textsOf } from "../text/text.ts";
import type { Pages } from "./home-parts.ts";
import { homeView } from "./home-view.ts";

/** Who has left it alone for so long opens it anew when they come back, and it is drawn anew then. */
const OPEN_FOR_MS = 30 * 60_000;

export async function publishHome(house: House, slack: SlackClient, reader: Reader, pages?: Pages, notice?: string): Promise<void> {
  await slack.views.publish({ user_id: reader.person.slackUser, view: await homeView(house, reader, pages, notice) });
}

/** Something that it shows has changed: for whoever had it before them lately. Never fails: it is drawn again when it is opened. */
export async function refreshHome(house: House, slack: SlackClient, person: Person, pages?: Pages): Promise<void> {
  if (person.standing !== "member" || !person.homeAt || Date.now() - person.homeAt > OPEN_FOR_MS) return;
  try {
    await publishHome(house, slack, { person, say: textsOf(person.locale) }, pages);
  } catch (error) {
    console.warn("home not refreshed", person.id, slackProblem(error, { write: false }).code);
  }
}
