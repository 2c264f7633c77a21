/**
 * Slack's OpenID Connect, as strict as the real one: exact addresses, codes that serve once and not for long, PKCE where it was begun
 * with, an ID token signed with a key of this stand-in. Its window lets you choose who you are, as the console does.
 * Source: https://docs.slack.dev/authentication/sign-in-with-slack (read 2026-11).
 */
import { Hono } from "hono";
import type { Inside } from "../inside.ts";
import { choosePage, refusedPage } from "./page.ts";
import { newSigner } from "./signer.ts";

export interface OpenidClient {
  id: string;
  secret: string;
  /** As the manifest lists them; localhost and 127.0.0.1 are one machine. */
  redirectUrls: string[];
}

interface Asked {
  redirectUri: string;
  nonce: string;
  challenge: string;
  user: string;
  until: number;
}

const CODE_MS = 10 * 60_000;
const TOKEN_S = 300;

const local = (url: string) => url.replace("//localhost:", "//127.0.0.1:");

export function openidRoutes(slack: Inside, client?: OpenidClient) {
  const signer = newSigner();
  const codes = new Map<string, Asked>();
  const issuer = slack.url;

  const isOurs = (redirectUri: string) => client?.redirectUrls.some((one) => local(one) === local(redirectUri)) ?? false;

  const app = new Hono();
  app.get("/.well-known/openid-configuration", (c) =>
    c.json({
      issuer,
      authorization_endpoint: `${issuer}/openid/connect/authorize`,
      token_endpoint: `${issuer}/api/openid.connect.token`,
      jwks_uri: `${issuer}/openid/connect/keys`,
      scopes_supported: ["openid", "profile", "email"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
    }),
  );
  app.get("/openid/connect/keys", async (c) => c.json({ keys: [(await signer).publicKey] }));

  // The window: who are you?
  app.get("/openid/connect/authorize", (c) => {
    const query = c.req.query();
    const wrong = problemOf(query);
    if (wrong) return c.html(refusedPage(wrong), 400);
    return c.html(choosePage(slack.workspace.state.people, slack.team.name, new URL(c.req.url).search));
  });
  app.post("/openid/connect/authorize", async (c) => {
    const query = c.req.query();
    const wrong = problemOf(query);
    if (wrong) return c.html(refusedPage(wrong), 400);
    const user = new URLSearchParams(await c.req.text()).get("user") ?? "";
    const back = new URL(query.redirect_uri as string);
    if (query.state) back.searchParams.set("state", query.state);
    if (!slack.workspace.person(user)) back.searchParams.set("error", "access_denied");
    else {
      const code = `${crypto.randomUUID()}.${crypto.randomUUID()}`;
      const { redirect_uri: redirectUri = "", nonce = "", code_challenge: challenge = "" } = query;
      codes.set(code, { redirectUri, nonce, challenge, user, until: slack.now() + CODE_MS });
      back.searchParams.set("code", code);
    }
    return c.redirect(back.href, 302);
  });

  function problemOf(query: Record<string, string>): string | null {
    if (!client || query.client_id !== client.id) return "invalid_client_id";
    if (!isOurs(query.redirect_uri ?? "")) return "bad_redirect_uri: redirect_uri did not match any configured URIs";
    if (query.response_type !== "code") return "unsupported_response_type";
    if (!(query.scope ?? "").split(/[ ,]/).includes("openid")) return "invalid_scope";
    if (query.code_challenge && query.code_challenge_method !== "S256") return "invalid_request: code_challenge_method";
    return null;
  }

  /** Answers as every method of the Web API does: 200 with `ok`. */
  async function token(request: Request): Promise<Response> {
    const form = new URLSearchParams(await request.text());
    const refuse = (error: string) => Response.json({ ok: false, error });
    if (!client || form.get("client_id") !== client.id) return refuse("invalid_client_id");
    if (form.get("client_secret") !== client.secret) return refuse("bad_client_secret");
    const code = form.get("code") ?? "";
    const asked = codes.get(code);
    codes.delete(code);
    if (!asked || asked.until < slack.now()) return refuse("invalid_code");
    if (form.get("redirect_uri") !== asked.redirectUri) return refuse("bad_redirect_uri");
    if (asked.challenge && asked.challenge !== (await challengeOf(form.get("code_verifier") ?? ""))) return refuse("invalid_grant");
    const now = Math.floor(slack.now() / 1000);
    const claims = {
      iss: issuer,
      sub: asked.user,
      aud: client.id,
      exp: now + TOKEN_S,
      iat: now,
      auth_time: now,
      nonce: asked.nonce,
      "https://slack.com/team_id": slack.team.id,
      "https://slack.com/user_id": asked.user,
    };
    return Response.json({
      ok: true,
      access_token: `xoxp-${crypto.randomUUID()}`,
      token_type: "Bearer",
      id_token: await (await signer).sign(claims),
    });
  }

  return { app, token };
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
