/**
 * Slack's door: Bolt's receiver over fetch. Transport only: who may knock, what was said, and the answer at ack;
 * what a listener does after its ack goes on under `house.later`.
 */
import type { App } from "@slack/bolt";
import { asPasserelleError } from "../edge/errors.ts";
import type { House } from "../edge/house.ts";
import { readUpTo } from "../edge/read-up-to.ts";
import { createBot } from "./app.ts";
import { Desk } from "./desk.ts";
import { type Envelope, openEnvelope } from "./door/envelope.ts";
import { isFromSlack } from "./door/signature.ts";

const MOST_BYTES = 1_048_576;

/** Registered at the first request: a cold start need not wait for it. */
let passerelle: App | undefined;

/** What listeners and app.error find in `context.door`. */
export interface Door {
  answered(): boolean;
  ack(answer?: unknown): Promise<void>;
}

/** Answers one request of Slack's. Never throws; 4xx tell nothing, for only a stranger gets to see them. */
export async function handleSlack(request: Request, house: House, bot?: App): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { Allow: "POST" } });
  const bytes = await readUpTo(request, MOST_BYTES);
  if (!bytes) return new Response(null, { status: 413 });
  const envelope = openEnvelope(request.headers.get("content-type") ?? "", new TextDecoder().decode(bytes));
  // Slack checks our certificate from time to time, unsigned.
  if (envelope?.kind === "ssl_check") return new Response(null, { status: 200 });
  if (!(await isFromSlack(request.headers, bytes, house.settings.slack.signingSecrets))) return new Response(null, { status: 401 });
  if (!envelope) return new Response(null, { status: 400 });
  if (envelope.kind === "url_verification") return Response.json({ challenge: envelope.body.challenge });
  passerelle ??= await createBot();
  return dispatch(envelope, request, house, bot ?? passerelle);
}

/** The first of: a listener's ack, or the end of all listeners without one. */
function dispatch({ kind, body }: Envelope, { headers, url }: Request, house: House, bot: App): Promise<Response> {
  const { promise, resolve } = Promise.withResolvers<Response>();
  let answered = false;
  const ack = async (answer?: unknown) => {
    answered = true;
    resolve(responseOf(answer));
  };
  const door: Door = { ack, answered: () => answered };
  const retryNum = headers.get("x-slack-retry-num");
  const work = bot
    .processEvent({
      body,
      ack,
      customProperties: { door, desk: new Desk(house, new URL(url).origin) },
      ...(retryNum === null ? {} : { retryNum: Number(retryNum), retryReason: headers.get("x-slack-retry-reason") ?? "" }),
    })
    .catch((error: unknown) => {
      console.error("slack door", asPasserelleError(error).message);
      // Bolt could not even read it: an event may come again. A person is told by app.error, and this is what is left when that failed too.
      resolve(new Response(null, { status: kind === "event" ? 400 : 200 }));
    })
    .then(() => {
      if (!answered) console.warn("slack door", "nobody listens to", nameOf(body));
      resolve(body.type === "block_suggestion" ? Response.json({ options: [] }) : new Response(null, { status: 200 }));
    });
  house.later(work);
  return promise;
}

/** As Slack expects it: nothing, a text, or JSON. */
function responseOf(answer: unknown): Response {
  if (answer === undefined || answer === null || answer === "") return new Response(null, { status: 200 });
  return typeof answer === "string" ? new Response(answer, { status: 200 }) : Response.json(answer);
}

/** For the log: what was knocked at, by Slack's own names, never by what a person typed. */
function nameOf(body: Record<string, unknown>): string {
  return String(body.command ?? (body.event as { type?: string } | undefined)?.type ?? body.type ?? "unknown").slice(0, 40);
}
