/**
 * Slack's Web API, as far as a request of ours goes: a form out, JSON back, once. Its own client, whose types these are, is
 * a twentieth of the Worker for what we do not want here: a queue, retries that outlive the request, uploads, 300 methods.
 *
 * Wire    POST form, structures as JSON; errors arrive with HTTP 200 and `ok: false`
 * Source  https://docs.slack.dev/apis/web-api/ (read 2026-11)
 */
import type { webApi } from "@slack/bolt";
import type { Settings } from "../../edge/settings.ts";

export type SlackClient = webApi.WebClient;

/** Less than what a run takes for "surely over" (write-once.ts). */
const TIMEOUT_MS = 10_000;

/** `fetch` must be called bare in a Worker, and a redirect would carry the token elsewhere: 3xx is a failure like any other. */
export const bareFetch = (url: string | URL, init?: RequestInit): Promise<Response> =>
  fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...init, redirect: "manual" });

type Answer = { ok?: unknown; error?: unknown; response_metadata?: { messages?: unknown } };

/** What went wrong with a call: `error` is Slack's own word for it, `status` HTTP's; neither when no answer came. */
export class SlackTrouble extends Error {
  override readonly name = "SlackTrouble";
  readonly error: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    message: string,
    { error, status, retryAfter, cause }: { error?: string; status?: number; retryAfter?: string | null; cause?: unknown },
  ) {
    super(message, { cause });
    this.error = error;
    this.status = status;
    this.retryAfterSeconds = status === 429 ? Number(retryAfter) || 30 : undefined;
  }
}

/** `slack.chat.postMessage(…)` calls the method of that name. */
export function slackClient({ slack }: Settings): SlackClient {
  const base = slack.apiUrl.replace(/\/?$/, "/");
  const family = (name: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (args: object = {}) =>
            call(`${base}${name}.${String(method)}`, slack.botToken, args),
      },
    );
  return new Proxy({}, { get: (_, name) => family(String(name)) }) as SlackClient;
}

async function call(url: string, token: string, args: object): Promise<object> {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(args))
    if (value !== undefined && value !== null) form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  const method = url.slice(url.lastIndexOf("/") + 1);
  const response = await bareFetch(url, { method: "POST", headers: { Authorization: `Bearer ${token}` }, body: form }).catch((cause) => {
    throw new SlackTrouble(`${method}: no answer`, { cause });
  });
  const { status, headers } = response;
  if (status !== 200) throw new SlackTrouble(`${method}: ${status}`, { status, retryAfter: headers.get("retry-after") });
  const answer = await response.json<Answer>().catch((cause) => {
    throw new SlackTrouble(`${method}: not JSON, or cut off`, { cause });
  });
  if (answer?.ok === true) return answer;
  const messages = answer?.response_metadata?.messages;
  throw new SlackTrouble(`${method}: ${answer?.error} ${Array.isArray(messages) ? messages.join("; ") : ""}`.trim(), {
    error: String(answer?.error),
    status,
  });
}
