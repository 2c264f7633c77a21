/** App Home: what one can do, and how one's latest requests went. */
import type { App } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { may } from "../edge/people/may.ts";
import type { Run } from "../edge/runs/run.ts";
import { runsOf } from "../edge/runs/run-store.ts";
import { askedName } from "./clients/client-run-card.ts";
import { CREATE } from "./clients/search-message.ts";
import type { Desk, Reader } from "./desk.ts";
import { fitBlocks } from "./door/limits.ts";
import { slackProblem } from "./door/slack-api.ts";
import { errorSentence, shortReference } from "./errors.ts";
import { button, buttons, context, divider, entry, header, section } from "./forms.ts";
import { helpBlocks } from "./passerelle/passerelle-messages.ts";

const RUNS_SHOWN = 8;

export function home(app: App) {
  app.event("app_home_opened", async ({ event, body, context: { desk } }) => {
    if (event.tab !== "home" || typeof event.user !== "string") return;
    await desk.slack.views.publish({ user_id: event.user, view: { type: "home", blocks: fitBlocks(await blocksFor(desk, body), 100) } });
  });
}

/** A guest's home says why it is empty. */
async function blocksFor(desk: Desk, body: object): Promise<KnownBlock[]> {
  try {
    const reader = await desk.meet(body);
    return homeBlocks(reader, await runsOf(desk.house.db, reader.person.id, RUNS_SHOWN));
  } catch (error) {
    return [section(errorSentence(await desk.say(), slackProblem(error, { write: false }), { outcome: "" }))];
  }
}

function homeBlocks(reader: Reader, runs: Run[]): KnownBlock[] {
  const { say, person } = reader;
  const create = buttons(may(person, "client.create") && button(CREATE, say.client.newClient, "", { style: "primary" }));
  const recent = runs.length > 0 ? runs.map((run) => runEntry(reader, run)) : [context(say.passerelle.noneYet)];
  return [header(say.passerelle.helpTitle), ...create, ...helpBlocks(reader), divider, header(say.passerelle.recent), ...recent];
}

function runEntry({ say }: Reader, run: Run): KnownBlock {
  const details = [say.run.states[run.state], say.instant(run.createdAt), say.reference(shortReference(run.id))];
  return entry([say.run.kinds[run.kind] ?? run.kind, askedName(run)].filter(Boolean).join(" – "), details.join(" · "));
}
