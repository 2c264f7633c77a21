/** /studio/sign-in sends somebody to Slack, /studio/signed-in is where Slack sends them back, /studio/sign-out ends it. */
import { Hono } from "hono/tiny";
import { auditRefusal } from "../../audit/audit.ts";
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import { may } from "../../people/may.ts";
import { findPerson } from "../../people/people-store.ts";
import type { Person } from "../../people/person.ts";
import { noteEdgeOrigin } from "../../sites/edge-origin.ts";
import { isToken } from "../../sites/keys.ts";
import { ipOf } from "../../sites/part.ts";
import { type Call, goTo, localeOf, originOf, type Studio } from "../call-routes.ts";
import { beginSession, endSession, SESSION_MS } from "../sessions.ts";
import { fromBase64Url, toBase64Url } from "./base64-url.ts";
import { cookieOf, setCookie } from "./cookies.ts";
import type { SlackIdentity } from "./id-token.ts";
import { authorizeUrl, clientOf, type Flow, identify, newFlow, redirectUri } from "./openid.ts";
import { signInPage } from "./sign-in-page.tsx";
import { type SaidAtTheDoor, signInWords } from "./words.ts";

const FLOW_S = 600;

export function signInRoutes() {
  return (
    new Hono<Studio>()
      // 302 to Slack | 200 a page that says why not
      .get("/sign-in", async (c) => {
        const client = clientOf(c.env);
        const to = safePath(c.req.query("to") ?? "");
        if (!client) return door(c, "closed", to);
        const flow = newFlow(to);
        const team = await ourTeam(c.env.db);
        const kept = toBase64Url(new TextEncoder().encode(JSON.stringify(flow)));
        c.header("Set-Cookie", setCookie(c.req.raw, "sign-in", kept, FLOW_S));
        return c.redirect(await authorizeUrl(client, flow, redirectUri(c.req.raw), team), 302);
      })
      // 303 to where they wanted to go, signed in | 200 a page that says why not
      .get("/signed-in", async (c) => {
        const flow = flowOf(c.req.raw);
        c.header("Set-Cookie", setCookie(c.req.raw, "sign-in", "", 0));
        const { code = "", state = "", error } = c.req.query();
        if (!flow || flow.state !== state) return door(c, "expired");
        if (error) return door(c, error === "access_denied" ? "cancelled" : "unauthorized", flow.to);
        try {
          await signIn(c, flow, code);
          return goTo(c, flow.to);
        } catch (thrown) {
          const { code: why, message } = asPasserelleError(thrown);
          console.warn("studio", why, message);
          return door(c, why in signInWords.fr ? (why as SaidAtTheDoor) : "vendor_unavailable", flow.to);
        }
      })
      .post("/sign-out", async (c) => {
        await endSession(c.env.db, cookieOf(c.req.raw, "studio"));
        c.header("Set-Cookie", setCookie(c.req.raw, "studio", "", 0));
        return goTo(c, "/studio?signed-out");
      })
  );
}

const door = (c: Call, said: SaidAtTheDoor, to = "/studio") =>
  c.html(signInPage({ frame: { locale: localeOf(c.req.raw, c.env.settings.language), person: null }, to, said }));

/** @throws PasserelleError as identify; `other_team`, `unknown_person`, `forbidden`, `rate_limited` */
async function signIn(c: Call, flow: Flow, code: string): Promise<void> {
  const { db, env } = c.env;
  const client = clientOf(c.env);
  if (!client) throw new PasserelleError("misconfigured");
  const limit = env.SITE_WRITE_LIMIT;
  if (limit && !(await limit.limit({ key: `sign-in/${ipOf(c.req.raw)}` })).success) throw new PasserelleError("rate_limited");
  const person = await letIn(db, await identify(client, flow, code, redirectUri(c.req.raw)));
  const token = await beginSession(db, person);
  await noteEdgeOrigin(db, originOf(c)).run();
  c.header("Set-Cookie", setCookie(c.req.raw, "studio", token, SESSION_MS / 1000), { append: true });
}

async function letIn(db: D1Database, { team, slackUser }: SlackIdentity): Promise<Person> {
  if (team !== (await ourTeam(db))) throw new PasserelleError("other_team");
  const person = await findPerson(db, team, slackUser);
  if (!person) throw new PasserelleError("unknown_person");
  if (may(person, "site.read")) return person;
  await auditRefusal(db, { actor: person.id, action: "studio.sign-in", objectKind: "person", objectId: person.id, code: "forbidden" });
  throw new PasserelleError("forbidden");
}

/** The workspace that first spoke to us (people/know-person.ts), or that its people are of. */
const ourTeam = (db: D1Database) =>
  db
    .prepare("SELECT coalesce((SELECT value FROM settings WHERE key = 'slack_team'), (SELECT team FROM people LIMIT 1)) AS team")
    .first<string | null>("team");

function flowOf(request: Request): Flow | null {
  try {
    const flow = JSON.parse(new TextDecoder().decode(fromBase64Url(cookieOf(request, "sign-in")))) as Flow;
    return [flow.state, flow.nonce, flow.verifier].every(isToken) ? { ...flow, to: safePath(flow.to) } : null;
  } catch {
    return null;
  }
}

/** A page of the studio, whatever somebody has put into the link. */
const safePath = (path: string) => (/^\/studio(\/[\w-]+)*$/.test(path) && !/sign/.test(path) ? path : "/studio");
