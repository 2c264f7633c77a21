/** What /passerelle and App Home show: help, and the story of a run. */
import type { KnownBlock } from "@slack/types";
import { may } from "../../edge/people/may.ts";
import type { Run } from "../../edge/runs/run.ts";
import { storyOf } from "../../edge/runs/run-store.ts";
import type { Reader } from "../desk.ts";
import { fitBlocks, MESSAGE_TEXT } from "../door/limits.ts";
import { shortReference } from "../errors.ts";
import { context, header, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { mrkdwnText, shorten } from "../text/words.ts";

export interface Answer {
  text: string;
  blocks: KnownBlock[];
}

/** More lines than this are told by their last ones. */
const LINES_SHOWN = 40;

export const answerOf = (text: string, blocks: KnownBlock[] = [section(text)]): Answer => ({
  text: shorten(mrkdwnText(text), MESSAGE_TEXT),
  blocks: fitBlocks(blocks),
});

export function helpMessage(reader: Reader): Answer {
  const { say } = reader;
  return answerOf(say.passerelle.helpTitle, [header(say.passerelle.helpTitle), ...helpBlocks(reader), context(say.passerelle.helpFoot)]);
}

/** Only what the reader may do; each example can be copied as it stands. */
export function helpBlocks({ say, person }: Reader): KnownBlock[] {
  const { help } = say.passerelle;
  const shown = [
    may(person, "client.search") && help.client,
    may(person, "client.create") && help.newClient,
    may(person, "client.import") && help.import,
    may(person, "invoice.draft") && help.invoice,
    may(person, "quote.draft") && help.quote,
    may(person, "invoice.credit") && help.credit,
    may(person, "seller.set") && help.invoicing,
    may(person, "price-list.set") && help.prices,
    may(person, "client.update") && help.review,
    may(person, "review.assign") && help.reviewer,
    may(person, "site.read") && help.reviews,
    may(person, "run.read/own") && help.run,
    may(person, "person.read") && help.people,
    may(person, "person.roles") && help.role,
    may(person, "person.roles") && help.manager,
    may(person, "audit.read") && help.audit,
    may(person, "health.read") && help.health,
    may(person, "run.retry") && help.retry,
    may(person, "mail.test") && help.mail,
    may(person, "mail-in.read") && help.mailIn,
    may(person, "alert.settings") && help.settings,
    may(person, "client.duplicates") && help.duplicates,
    may(person, "person.export") && help.exportPerson,
    may(person, "person.erase") && help.erasePerson,
    person.workspaceOwner && !may(person, "person.roles") && help.claim,
  ];
  return shown
    .filter((entry) => entry !== false)
    .map(({ what, example }) => ({
      type: "rich_text",
      elements: [
        { type: "rich_text_section", elements: [{ type: "text", text: what, style: { bold: true } }] },
        { type: "rich_text_preformatted", elements: [{ type: "text", text: example }] },
      ],
    }));
}

export async function storyMessage(db: D1Database, { say }: Reader, run: Run): Promise<Answer> {
  const kind = say.run.kinds[run.kind] ?? run.kind;
  const title = say.passerelle.runTitle(kind, shortReference(run.id));
  const lines = (await storyOf(db, run.id))
    .filter(isTold)
    .map(({ at, event, step, code }) => `${say.instant(at)}  ${lineOf(say, event, step, code)}`);
  const blocks: KnownBlock[] = [header(title), section(say.run.states[run.state]), section(lines.slice(-LINES_SHOWN).join("\n") || "–")];
  return answerOf(title, blocks);
}

type StoryLine = Awaited<ReturnType<typeof storyOf>>[number];

/** Steps that tell nobody anything, unless something is wrong with them. */
const PLUMBING = [
  "read who asks",
  "look for an earlier attempt's client",
  "begin the import",
  "forget the file",
  "end the import",
  "begin to undo",
];
const isTold = ({ event, step }: StoryLine) => !(event === "began" && PLUMBING.includes(step ?? ""));

function lineOf(say: Texts, event: StoryLine["event"], step: StoryLine["step"], code: StoryLine["code"]): string {
  const { story } = say.run;
  const named = ((step && say.run.steps[step]?.doing) || step || "").replace(/…$/, "");
  const why = code ? say.errors[code].what : "";
  switch (event) {
    case "began":
      return story.began(named);
    case "waits":
      return story.waits(named, why);
    case "refused":
      return story.refused(why);
    case "failed":
      return story.failed(why);
    default:
      return story[event];
  }
}
