/** What Slack's ID token proves, once everything about it is as it must be (OpenID Connect Core 3.1.3.7). RS256 and nothing else. */
import { PasserelleError } from "../../errors.ts";
import { fromBase64Url } from "./base64-url.ts";

export interface KeySet {
  keys: (JsonWebKey & { kid?: string })[];
}

export interface SlackIdentity {
  team: string;
  slackUser: string;
}

interface Expected {
  keys: KeySet;
  issuer: string;
  audience: string;
  nonce: string;
}

/** Clocks differ. */
const SKEW_S = 60;
const OLDEST_S = 600;

/** @throws PasserelleError `unauthorized`, its message saying what was wrong */
export async function checkIdToken(token: string, expected: Expected, nowMs = Date.now()): Promise<SlackIdentity> {
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  const header = json(head);
  if (more.length > 0 || header.alg !== "RS256") throw wrong("alg");
  const key = expected.keys.keys?.find(({ kid, kty }) => kty === "RSA" && kid === header.kid);
  if (!key) throw wrong("kid");
  if (!(await isSigned(key, `${head}.${body}`, signature))) throw wrong("signature");

  const claims = json(body);
  const now = nowMs / 1000;
  if (claims.iss !== expected.issuer) throw wrong("iss");
  if (claims.aud !== expected.audience && !(Array.isArray(claims.aud) && claims.aud.length === 1 && claims.aud[0] === expected.audience))
    throw wrong("aud");
  if (typeof claims.exp !== "number" || claims.exp < now - SKEW_S) throw wrong("exp");
  if (typeof claims.iat !== "number" || claims.iat > now + SKEW_S || claims.iat < now - OLDEST_S) throw wrong("iat");
  if (claims.nonce !== expected.nonce) throw wrong("nonce");
  const [team, slackUser] = [claims["https://slack.com/team_id"], claims["https://slack.com/user_id"]];
  if (typeof team !== "string" || typeof slackUser !== "string" || !team || !slackUser) throw wrong("claims");
  return { team, slackUser };
}

async function isSigned({ kty, n, e }: JsonWebKey, text: string, signature: string): Promise<boolean> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  try {
    const key = await crypto.subtle.importKey("jwk", { kty, n, e } as JsonWebKey, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, key, fromBase64Url(signature), new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

function json(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(fromBase64Url(part)));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // as below
  }
  throw wrong("form");
}

const wrong = (what: string) => new PasserelleError("unauthorized", { message: `ID token: ${what}` });
