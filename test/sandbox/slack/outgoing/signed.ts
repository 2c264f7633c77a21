/**
 * What Slack sends to the app's address: signed, and answered within three seconds or not at all.
 * Source: https://docs.slack.dev/authentication/verifying-requests-from-slack (read 2026-11).
 */
import type { Inside } from "../inside.ts";

/** `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<raw body>`, hex. */
export async function signature(secret: string, timestamp: string, rawBody: string): Promise<string> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey("raw", encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encode(`v0:${timestamp}:${rawBody}`)));
  return `v0=${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export type Answer = { kind: "answered"; status: number; body: string; headers: Headers } | { kind: "timeout" } | { kind: "unreachable" };

/** Posts a signed body to the Worker; never throws. */
export async function sendSigned(slack: Inside, contentType: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const timestamp = String(Math.floor(slack.now() / 1000));
  const impatience = new AbortController();
  const request = new Request(`${slack.workerUrl}/slack/events`, {
    method: "POST",
    body,
    headers: {
      "Content-Type": contentType,
      "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "X-Slack-Request-Timestamp": timestamp,
      "X-Slack-Signature": await signature(slack.signingSecret, timestamp, body),
      ...headers,
    },
    // Slack follows no redirect.
    redirect: "manual",
    signal: impatience.signal,
  });
  const answer = slack.send(request).then(
    async (response): Promise<Answer> => ({
      kind: "answered",
      status: response.status,
      body: await response.text(),
      headers: response.headers,
    }),
    (): Answer => ({ kind: "unreachable" }),
  );
  const { promise: patience, resolve: giveUp } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => giveUp({ kind: "timeout" }), slack.patienceMs);
  const first = await Promise.race([answer, patience]);
  clearTimeout(timer);
  if (first.kind === "timeout") impatience.abort();
  return first;
}

/** An interaction: a form with one field, `payload`. */
export function sendPayload(slack: Inside, payload: Record<string, unknown>): Promise<Answer> {
  return sendSigned(slack, "application/x-www-form-urlencoded", new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

/** Slack's name for what went wrong; `undefined` when the answer was a 2xx. */
export function failureOf(
  answer: Answer,
): "operation_timeout" | "dispatch_failed" | "http_client_error" | "http_service_error" | undefined {
  if (answer.kind === "timeout") return "operation_timeout";
  if (answer.kind === "unreachable") return "dispatch_failed";
  if (answer.status >= 200 && answer.status < 300) return undefined;
  return answer.status < 500 ? "http_client_error" : "http_service_error";
}

export function jsonBody(answer: Answer): Record<string, unknown> | undefined {
  if (answer.kind !== "answered") return undefined;
  try {
    const parsed: unknown = JSON.parse(answer.body);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
