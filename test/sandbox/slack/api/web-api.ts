/**
 * `POST /api/<method>`: who calls, whether they may, what they sent; then the method itself.
 * Source: https://docs.slack.dev/apis/web-api (read 2026-11). Every refusal is HTTP 200 with `ok: false`.
 */
import type { Inside } from "../inside.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import type { Args, Method } from "./method.ts";
import { refuseWith, SlackRefusal } from "./refusal.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

const methods: Record<string, Method> = { ...userMethods, ...viewMethods, ...chatMethods, ...conversationMethods, ...fileMethods };

/** Arguments that a form carries as JSON text. */
const JSON_ARGS = ["blocks", "view", "metadata", "attachments"];

export async function callWebApi(name: string, request: Request, slack: Inside): Promise<Response> {
  const headers = { "X-OAuth-Scopes": slack.scopes.join(","), "X-Slack-Req-Id": crypto.randomUUID() };
  try {
    const method = methods[name];
    if (!method) throw new SlackRefusal("unknown_method", { req_method: name });
    const sent = await argsOf(request, method);
    checkToken(request, sent, slack);
    checkScope(method, sent, slack);
    const missing = (method.needs ?? []).filter((arg) => sent[arg] === undefined || sent[arg] === "");
    if (missing.length > 0)
      throw refuseWith(
        "invalid_arguments",
        missing.map((arg) => [`missing required field: ${arg}`, ""]),
      );
    return Response.json({ ok: true, ...(await method.run(sent, slack)) }, { headers });
  } catch (refusal) {
    if (!(refusal instanceof SlackRefusal)) throw refusal;
    if (refusal.error === "ratelimited") return rateLimited(1);
    return Response.json({ ok: false, error: refusal.error, ...refusal.more }, { headers });
  }
}

export function rateLimited(retryAfterSeconds: number): Response {
  return Response.json({ ok: false, error: "ratelimited" }, { status: 429, headers: { "Retry-After": String(retryAfterSeconds) } });
}

async function argsOf(request: Request, method: Method): Promise<Args> {
  const type = request.headers.get("content-type") ?? "";
  const body = new TextDecoder().decode(await request.arrayBuffer());
  if (type.startsWith("application/json")) {
    if (method.formOnly) return {};
    const parsed = parseJson(body);
    if (typeof parsed !== "object" || parsed === null) throw new SlackRefusal("invalid_json");
    return parsed as Args;
  }
  if (body !== "" && !type.startsWith("application/x-www-form-urlencoded")) throw new SlackRefusal("invalid_post_type");
  const args: Args = Object.fromEntries([...new URL(request.url).searchParams, ...new URLSearchParams(body)]);
  for (const name of JSON_ARGS) {
    if (typeof args[name] !== "string") continue;
    const parsed = parseJson(args[name]);
    if (parsed === undefined)
      throw name === "blocks"
        ? new SlackRefusal("invalid_blocks_format")
        : refuseWith("invalid_arguments", [["must be valid JSON", `/${name}`]]);
    args[name] = parsed;
  }
  return args;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkToken(request: Request, args: Args, slack: Inside): void {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const token = bearer ?? args.token;
  if (token === undefined || token === "") throw new SlackRefusal("not_authed");
  if (token !== slack.token) throw new SlackRefusal("invalid_auth");
  if (slack.workspace.state.tokenRevoked) throw new SlackRefusal("token_revoked");
}

function checkScope({ scope }: Method, args: Args, slack: Inside): void {
  const needed = typeof scope === "function" ? scope(args, slack) : scope;
  if (needed && !needed.split(",").some((one) => slack.scopes.includes(one))) {
    throw new SlackRefusal("missing_scope", { needed, provided: slack.scopes.join(",") });
  }
}
