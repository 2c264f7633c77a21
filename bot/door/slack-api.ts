/**
 * Outgoing calls to Slack: what Bolt may log, and what Slack's errors mean to us.
 *
 * Errors  platform errors arrive with HTTP 200; a lost answer to a post is `maybe_written`, for Slack posts twice if asked twice
 * Source  https://docs.slack.dev/reference/methods (read 2026-11)
 */
import type { ErrorCode as BoltCode, Logger, LogLevel, RespondError } from "@slack/bolt";
import { asPasserelleError, type ErrorCode, PasserelleError } from "../../edge/errors.ts";
import { SlackTrouble } from "./slack-client.ts";

/** Slack's clients would log bodies at debug level: nothing below a warning is kept. */
export const logger: Logger = {
  debug() {},
  info() {},
  warn: (...message) => console.warn("slack", ...message),
  error: (...message) => console.error("slack", ...message.map((part) => (part instanceof Error ? part.message : part))),
  setLevel() {},
  getLevel: () => "warn" as LogLevel,
  setName() {},
};

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
  if (thrown instanceof SlackTrouble) return problemOf(thrown, lost);
  if (isRespondError(thrown)) return new PasserelleError(thrown.statusCode >= 500 ? "vendor_unavailable" : "expired", { cause: thrown });
  return asPasserelleError(thrown);
}

const isRespondError = (thrown: unknown): thrown is RespondError =>
  thrown instanceof Error && (thrown as { code?: `${BoltCode}` }).code === "slack_bolt_respond_error";

function problemOf(trouble: SlackTrouble, lost: ErrorCode): PasserelleError {
  const { error, status, message, retryAfterSeconds } = trouble;
  if (retryAfterSeconds || error === "ratelimited" || error === "rate_limited")
    return new PasserelleError("rate_limited", { retryAfterSeconds: retryAfterSeconds ?? 30, message: "slack: rate limited" });
  const code = error ? (CODE_OF.get(error) ?? (SLACK_IN_TROUBLE.includes(error) ? lost : "unexpected")) : codeOf(status, lost);
  return new PasserelleError(code, { cause: trouble, message: `slack: ${message}` });
}

/** No answer, or one that came from no method of Slack's. */
const codeOf = (status: number | undefined, lost: ErrorCode): ErrorCode => (status !== undefined && status < 500 ? "bad_answer" : lost);
