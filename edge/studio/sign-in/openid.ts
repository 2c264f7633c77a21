/**
 * Sign in with Slack: authorization code with state, nonce and PKCE, the code changed for an ID token by our secret.
 *
 * Source  https://docs.slack.dev/authentication/sign-in-with-slack and https://docs.slack.dev/reference/methods/openid.connect.token
 *         (read 2026-11)
 */
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { newToken } from "../../sites/keys.ts";
import { toBase64Url } from "./base64-url.ts";
import { checkIdToken, type KeySet, type SlackIdentity } from "./id-token.ts";

const PATIENCE_MS = 10_000;

/** What must come back as it went; kept by the browser until then. */
export interface Flow {
  state: string;
  nonce: string;
  verifier: string;
  /** Where they wanted to go. */
  to: string;
}

interface Client {
  id: string;
  secret: string;
  /** `https://slack.com`, or where its stand-in is. */
  issuer: string;
  api: string;
}

/** Null = nobody has set it up: SLACK_CLIENT_ID and SLACK_CLIENT_SECRET. */
export function clientOf({ env, settings }: Pick<House, "env" | "settings">): Client | null {
  const text = (name: string) => (typeof env[name] === "string" ? (env[name] as string).trim() : "");
  const [id, secret, api] = [text("SLACK_CLIENT_ID"), text("SLACK_CLIENT_SECRET"), settings.slack.apiUrl];
  return id && secret ? { id, secret, api, issuer: new URL(api).origin } : null;
}

export const newFlow = (to: string): Flow => ({ state: newToken(), nonce: newToken(), verifier: newToken(), to });

/** The exact address that the app's manifest names. */
export const redirectUri = (request: Request) => new URL("/studio/signed-in", request.url).href;

export async function authorizeUrl(client: Client, flow: Flow, redirect: string, team: string | null): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(flow.verifier)));
  const query = new URLSearchParams({
    response_type: "code",
    scope: "openid",
    client_id: client.id,
    state: flow.state,
    nonce: flow.nonce,
    redirect_uri: redirect,
    code_challenge: toBase64Url(digest),
    code_challenge_method: "S256",
    ...(team && { team }),
  });
  return `${client.issuer}/openid/connect/authorize?${query}`;
}

/**
 * @throws PasserelleError `expired` (the code is no longer good), `misconfigured` (our id or secret is refused), `unauthorized` (a
 *   token that proves nothing), `vendor_unavailable`
 */
export async function identify(client: Client, flow: Flow, code: string, redirect: string): Promise<SlackIdentity> {
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    client_id: client.id,
    client_secret: client.secret,
    code,
    redirect_uri: redirect,
    code_verifier: flow.verifier,
  });
  const said = await read(`${client.api}openid.connect.token`, { method: "POST", body: form });
  if (said.ok !== true) throw refusal(String(said.error ?? "no error named"));
  const keys = (await read(`${client.issuer}/openid/connect/keys`)) as unknown as KeySet;
  return checkIdToken(String(said.id_token ?? ""), { keys, issuer: client.issuer, audience: client.id, nonce: flow.nonce });
}

function refusal(error: string): PasserelleError {
  if (/client|redirect_uri/.test(error)) return new PasserelleError("misconfigured", { message: `sign-in: Slack says ${error}` });
  if (error === "ratelimited") return new PasserelleError("vendor_unavailable", { message: "sign-in: ratelimited" });
  return new PasserelleError("expired", { message: `sign-in: Slack says ${error}` });
}

async function read(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const said: unknown = JSON.parse((await answer.text()).slice(0, 100_000));
    if (typeof said !== "object" || said === null) throw new Error("no object");
    return said as Record<string, unknown>;
  } catch (cause) {
    throw new PasserelleError("vendor_unavailable", { cause, message: `sign-in: ${new URL(url).pathname} does not answer` });
  }
}
