/**
 * Outgoing calls to Slack: how Bolt's client is set up for a Worker, and what Slack's errors mean to us.
 *
 * Errors  platform errors arrive with HTTP 200; a lost answer to a post is `maybe_written`, for Slack posts twice if asked twice
 * Source  https://docs.slack.dev/reference/methods (read 2026-11)
 */
import type { AppOptions, Logger, RespondError, webApi as WebApi } from "@slack/bolt";
import { asPasserelleError, type ErrorCode, PasserelleError } from "../../edge/errors.ts";
import type { Settings } from "../../edge/settings.ts";
import { ErrorCode as BoltCode, LogLevel, webApi } from "./bolt.ts";

/** Less than what a run takes for "surely over" (write-once.ts). */
const TIMEOUT_MS = 10_000;

/** Slack's clients would log bodies at debug level: nothing below a warning is kept. */
export const logger: Logger = {
  debug() {},
  info() {},
  warn: (...message) => console.warn("slack", ...message),
  error: (...message) => console.error("slack", ...message.map((part) => (part instanceof Error ? part.message : part))),
  setLevel() {},
  getLevel: () => LogLevel.WARN,
  setName() {},
};

/** `fetch` must be called bare in a Worker, and a redirect would carry the token elsewhere: 3xx is a failure like any other. */
export const bareFetch: typeof WebApi.WebClient extends new (
  token?: string,
  options?: infer O,
) => unknown
  ? NonNullable<NonNullable<O>["fetch" & keyof O]>
  : never = (url, init) => fetch(url as string, { signal: AbortSignal.timeout(TIMEOUT_MS), ...(init as RequestInit), redirect: "manual" });

/** Our runs try again, not the SDK: a client that sleeps on a 429 would outlive its request. */
export const clientOptions = ({ slack }: Settings): NonNullable<AppOptions["clientOptions"]> => ({
  slackApiUrl: slack.apiUrl,
  // The token goes in here, so that one client serves the whole request instead of one more per team.
  headers: { Authorization: `Bearer ${slack.botToken}` },
  fetch: bareFetch,
  timeout: TIMEOUT_MS,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger,
});

export type SlackClient = WebApi.WebClient;
export const slackClient = (settings: Settings): SlackClient => new webApi.WebClient(undefined, clientOptions(settings));

const MEANINGS: Partial<Record<ErrorCode, string>> = {
  misconfigured:
    "token_revoked token_expired invalid_auth account_inactive not_authed missing_scope not_allowed_token_type access_denied org_login_required",
  unknown_person: "user_not_found user_disabled users_not_found user_not_visible cannot_dm_bot",
  // A DM that is gone or archived says nothing about the person: it can be opened again.
  not_found:
    "not_found message_not_found cant_update_message edit_window_closed view_not_found channel_not_found not_in_channel is_archived",
  expired: "expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired trigger_exchanged expired_url used_url",
  conflict: "hash_conflict",
};
const CODE_OF = new Map(Object.entries(MEANINGS).flatMap(([code, names]) => names.split(" ").map((name) => [name, code as ErrorCode])));
const SLACK_IN_TROUBLE = ["internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"];

/** @param write true when the call posts something: an answer that was lost may hide a success */
export function slackProblem(thrown: unknown, { write }: { write: boolean }): PasserelleError {
  const lost: ErrorCode = write ? "maybe_written" : "vendor_unavailable";
  if (thrown instanceof webApi.WebAPIPlatformError) return platformProblem(thrown, lost);
  if (thrown instanceof webApi.WebAPIRateLimitedError) return rateLimited(thrown.retryAfter);
  if (thrown instanceof webApi.WebAPIHTTPError)
    return new PasserelleError(thrown.statusCode >= 500 ? lost : "bad_answer", { cause: thrown, message: thrown.message });
  if (thrown instanceof webApi.WebAPIRequestError) return new PasserelleError(lost, { cause: thrown, message: thrown.message });
  if (isRespondError(thrown)) return new PasserelleError(thrown.statusCode >= 500 ? "vendor_unavailable" : "expired", { cause: thrown });
  // A 429 without a usable Retry-After is a plain Error of the SDK's.
  if (thrown instanceof Error && thrown.message.startsWith("Retry header")) return rateLimited(30);
  return asPasserelleError(thrown);
}

const isRespondError = (thrown: unknown): thrown is RespondError =>
  thrown instanceof Error && (thrown as Partial<RespondError>).code === BoltCode.RespondError;

function platformProblem(error: WebApi.WebAPIPlatformError, lost: ErrorCode): PasserelleError {
  const name = error.data.error;
  if (name === "ratelimited" || name === "rate_limited") return rateLimited(30);
  const code = CODE_OF.get(name) ?? (SLACK_IN_TROUBLE.includes(name) ? lost : "unexpected");
  const details = error.data.response_metadata?.messages?.join("; ") ?? "";
  return new PasserelleError(code, { cause: error, message: `slack: ${name} ${details}`.trim() });
}

const rateLimited = (seconds: number) =>
  new PasserelleError("rate_limited", { retryAfterSeconds: seconds, message: "slack: rate limited" });
