/** App Home's listeners: it opens with what the database knows, and is drawn again after everything that is done in it. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { noteHome } from "../../edge/people/people-store.ts";
import { memoryOf } from "../answers.ts";
import type { Desk } from "../desk.ts";
import { slackProblem } from "../door/slack-api.ts";
import { errorLines } from "../errors.ts";
import { retry } from "../passerelle/retry-run.ts";
import { openPerson, SAVE_PERSON, savePerson } from "./edit-person.ts";
import { EDIT_PERSON, PAGE, type Pages, REFRESH, RETRY, readPages, SEE_CLIENT, SEE_RUN, turned } from "./home-parts.ts";
import { closedHome } from "./home-view.ts";
import { publishHome } from "./publish-home.ts";
import { openClient, openRun } from "./windows.ts";

type Pressed = BlockAction<ButtonAction>;

export function home(app: App) {
  app.event("app_home_opened", async ({ event, body, context: { desk } }) => {
    if (event.tab !== "home" || typeof event.user !== "string") return;
    await openHome(desk, body, event.user);
  });
  app.action<Pressed>(REFRESH, async ({ ack, body, context: { desk } }) => {
    await ack();
    await openHome(desk, body, body.user.id);
  });
  app.action<Pressed>(PAGE, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const pages = turned(pagesOf(body), action.action_id, action.value);
    await publishHome(desk.house, desk.slack, await desk.meet(body), pages);
  });

  app.action<Pressed>(SEE_CLIENT, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openClient(desk, body, pressedValue(action));
  });
  app.action<Pressed>(SEE_RUN, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openRun(desk, body, pressedValue(action));
  });
  app.action<Pressed>(RETRY, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const reader = await desk.meet(body);
    const { text } = await retry(desk, reader, pressedValue(action));
    await publishHome(desk.house, desk.slack, reader, pagesOf(body), text);
  });

  app.action<Pressed>(EDIT_PERSON, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openPerson(desk, body, pressedValue(action), pagesOf(body));
  });
  app.view(SAVE_PERSON, async ({ ack, body, context: { desk } }) => {
    const answer = await savePerson(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
}

/** A guest's Home says why it is empty. */
async function openHome(desk: Desk, body: object, user: string): Promise<void> {
  const { house, slack } = desk;
  try {
    const reader = await desk.meet(body);
    await publishHome(house, slack, reader);
    await noteHome(house.db, reader.person.id, Date.now());
  } catch (error) {
    const problem = slackProblem(error, { write: false });
    if (!["guest", "other_team", "unknown_person", "blocked"].includes(problem.code)) throw error;
    const say = await desk.say();
    await slack.views.publish({ user_id: user, view: closedHome(say, errorLines(say, problem, { outcome: "" })) });
  }
}

const pressedValue = ({ value }: ButtonAction): string => (typeof value === "string" ? value : "");
const pagesOf = ({ view }: Pressed): Pages => readPages(memoryOf((view ?? {}) as { private_metadata?: string }));
