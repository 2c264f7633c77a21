/**
 * The Events API: an envelope per event, sent again at once, after 1 minute and after 5 when it is not answered with 2xx.
 * Source: https://docs.slack.dev/apis/events-api (read 2026-11).
 */

import type { Inside } from "../inside.ts";
import { APP } from "../workspace.ts";
import { type Answer, failureOf, sendSigned } from "./signed.ts";

const RETRIES_MS = [0, 60_000, 300_000];

const REASONS = {
  operation_timeout: "http_timeout",
  dispatch_failed: "connection_failed",
  http_client_error: "http_error",
  http_service_error: "http_error",
} as const;

export interface Delivery {
  eventId: string;
  /** One answer per attempt. */
  answers: Answer[];
}

/** Resolves when the event was taken, or given up after the third retry. */
export async function sendEvent(event: { type: string } & Record<string, unknown>, slack: Inside): Promise<Delivery> {
  const eventId = slack.workspace.mint("Ev");
  const body = JSON.stringify({
    token: slack.verificationToken,
    team_id: slack.team.id,
    api_app_id: APP.id,
    event: { event_ts: slack.workspace.mintTs(), ...event },
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(slack.now() / 1000),
    authorizations: [{ enterprise_id: null, team_id: slack.team.id, user_id: APP.userId, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  });
  const answers: Answer[] = [];
  for (const attempt of [0, 1, 2, 3]) {
    const failure = answers.length > 0 ? failureOf(answers.at(-1) as Answer) : undefined;
    if (attempt > 0) await slack.sleep(RETRIES_MS[attempt - 1] as number);
    const retry = failure ? { "X-Slack-Retry-Num": String(attempt), "X-Slack-Retry-Reason": REASONS[failure] } : undefined;
    const answer = await sendSigned(slack, "application/json", body, retry);
    answers.push(answer);
    if (!failureOf(answer) || (answer.kind === "answered" && answer.headers.get("x-slack-no-retry") === "1")) break;
  }
  return { eventId, answers };
}

/** Slack's own checks of an address: certificate (unsigned, a form) and challenge (signed JSON). */
export async function checkAddress(slack: Inside): Promise<{ sslCheck: Response; challenge: Answer; sent: string }> {
  const form = new URLSearchParams({ ssl_check: "1", token: slack.verificationToken }).toString();
  const sslCheck = await slack.send(
    new Request(`${slack.workerUrl}/slack/events`, {
      method: "POST",
      body: form,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    }),
  );
  const sent = slack.workspace.mint("challenge");
  const challenge = await sendSigned(
    slack,
    "application/json",
    JSON.stringify({ token: slack.verificationToken, challenge: sent, type: "url_verification" }),
  );
  return { sslCheck, challenge, sent };
}
