/** Bolt's last resort: whatever a listener threw is told to the person, where they are looking, and to the log. */
import type { App, ErrorCode } from "@slack/bolt";
import { framesOf, type PasserelleError } from "../../edge/errors.ts";
import { callerOf, type Desk } from "../desk.ts";
import { errorSentence, errorView, newReference } from "../errors.ts";
import { plain } from "../forms.ts";
import { mrkdwnText, shorten } from "../text/words.ts";
import { MESSAGE_TEXT } from "./limits.ts";
import { slackProblem } from "./slack-api.ts";

// biome-ignore lint/suspicious/noExplicitAny: what Slack sent, in any of its shapes
type Body = Record<string, any>;

/** What Bolt hands over: it exports no name for it. */
export type Trouble = Parameters<Parameters<App["error"]>[0]>[0];

export async function tellError({ error, body, context }: Trouble): Promise<void> {
  const thrown = unwrapped(error);
  const problem = slackProblem(thrown, { write: false });
  const reference = newReference();
  console.warn("slack door", problem.code, reference, problem.message, problem.code === "unexpected" ? framesOf(thrown) : "");
  const { desk, door } = context;
  if (!door.answered()) return door.ack(await answerBeforeAck(desk, body as Body, problem, reference));
  await tellAfterAck(desk, body as Body, problem, reference);
}

/** Bolt wraps what has no code, and gathers what several listeners threw. */
function unwrapped(error: Trouble["error"]): unknown {
  const code = error.code as `${ErrorCode}`;
  if (code === "slack_bolt_multiple_listener_error") return error.originals?.[0] ?? error;
  return code === "slack_bolt_unknown_error" || code === "slack_bolt_authorization_error" ? (error.original ?? error) : error;
}

/** The acknowledgement itself carries the sentence: at the first field of a form, so that nothing typed is lost. */
async function answerBeforeAck(desk: Desk, body: Body, problem: PasserelleError, reference: string): Promise<unknown> {
  const sentence = errorSentence(await desk.say(), problem, { reference });
  if (body.command) return { response_type: "ephemeral", text: mrkdwnText(sentence) };
  if (body.type === "block_suggestion") return { options: [{ text: plain(shorten(sentence, 75)), value: "none" }] };
  if (body.type !== "view_submission") return undefined;
  const field = firstInput(body.view?.blocks);
  if (field) return { response_action: "errors", errors: { [field]: sentence } };
  return { response_action: "update", view: errorView(await desk.say(), problem, reference) };
}

async function tellAfterAck(desk: Desk, body: Body, problem: PasserelleError, reference: string): Promise<void> {
  const text = shorten(mrkdwnText(errorSentence(await desk.say(), problem, { reference })), MESSAGE_TEXT);
  const user = callerOf(body)?.user;
  const attempt = (way: () => Promise<boolean>) =>
    way().catch((error: unknown) => {
      console.warn("slack door", "not told yet", reference, slackProblem(error, { write: false }).code);
      return false;
    });
  if (await attempt(() => tellWhereTheyLook(desk, body, problem, reference, text))) return;
  // An event that nobody waits for is for the log.
  if (!user || body.type === "event_callback") return;
  await attempt(async () => Boolean(await desk.slack.chat.postMessage({ channel: user, text })));
}

/** False when there is no such place: no address for an answer, or nothing to open a window with. */
async function tellWhereTheyLook(desk: Desk, body: Body, problem: PasserelleError, reference: string, text: string): Promise<boolean> {
  if (typeof body.response_url === "string" && (await respond(body.response_url, text))) return true;
  if (!body.trigger_id || body.command || problem.code === "expired") return false;
  const window = { trigger_id: String(body.trigger_id), view: errorView(await desk.say(), problem, reference) };
  await (body.view?.type === "modal" ? desk.slack.views.push(window) : desk.slack.views.open(window));
  return true;
}

/** False when the address is used up or too old. */
async function respond(url: string, text: string): Promise<boolean> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response_type: "ephemeral", replace_original: false, text }),
    redirect: "manual",
    signal: AbortSignal.timeout(10_000),
  });
  return response.ok;
}

function firstInput(blocks: unknown): string | undefined {
  if (!Array.isArray(blocks)) return undefined;
  const block = blocks.find((candidate) => candidate?.type === "input" && typeof candidate.block_id === "string");
  return block?.block_id as string | undefined;
}
