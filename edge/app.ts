/** The HTTP door: the whole URL contract of the Worker, and how an error becomes an answer. */
import { Hono } from "hono/tiny";
import { auditDaily } from "./audit/audit-looks.ts";
import { docsPart } from "./docs-part.ts";
import { documentRoutes } from "./documents/document-routes.ts";
import { asPasserelleError, PasserelleError, statusOf } from "./errors.ts";
import { hasHealthKey } from "./health/health-key.ts";
import { readHealth } from "./health/read-health.ts";
import type { House } from "./house.ts";
import type { Env } from "./settings.ts";
import { shopPart } from "./shop-part.ts";

export interface Doors {
  /** Answers Slack; bot/receiver.ts. */
  slack(request: Request, house: House): Promise<Response>;
  house(env: Env, later: (work: Promise<unknown>) => void): House;
  /** Somebody is at the door, whoever it is: what cannot wait for the cron. */
  knock?(house: House): void;
  /** Something has come in that those who moderate a site should see. */
  tell?(house: House): void;
}

export function createApp({ slack, house, knock, tell }: Doors) {
  const app = new Hono<{ Bindings: Env }>();

  app.all("/slack/events", (c) => {
    const open = house(c.env, (work) => c.executionCtx.waitUntil(work));
    const answer = slack(c.req.raw, open);
    knock?.(open);
    return answer;
  });

  // 200 {ok, cronRanAt} | 503 misconfigured: is the Worker fit to serve? Says nothing that a stranger could use.
  app.get("/health", async (c) => {
    const open = house(c.env, (work) => c.executionCtx.waitUntil(work));
    const { db } = open;
    void open.ports; // misconfigured, when a connector lacks what it needs
    knock?.(open);
    const cron = await db.prepare("SELECT value FROM settings WHERE key = 'cron_ran_at'").first<{ value: string }>();
    c.header("Cache-Control", "no-store");
    return c.json({ ok: true, cronRanAt: cron ? new Date(Number(cron.value)).toISOString() : null });
  });

  // 200 {ok, connectors, runs} | 401 unauthorized | 404 when there is no HEALTH_KEY: who of those we depend on answers.
  app.get("/health/connectors", async (c) => {
    const { db, ports, settings, later } = house(c.env, (work) => c.executionCtx.waitUntil(work));
    if (!settings.healthKey) return c.notFound();
    if (!(await hasHealthKey(c.req.header("Authorization"), settings.healthKey))) throw new PasserelleError("unauthorized");
    later(auditDaily(db, "http", "http.health", "health"));
    const { connectors, waiting, failed } = await readHealth(db, ports);
    c.header("Cache-Control", "no-store");
    return c.json({ ok: connectors.every(({ ok }) => ok !== false), connectors, runs: { waiting, failed } });
  });

  app.route("/", documentRoutes(house));

  // What web sites and their shoppers ask for: a part of its own, with errors of its own kind.
  for (const path of ["/docs/*", "/v1/openapi.json"]) app.get(path, async (c) => (await docsPart()).docsDoor(c.req.raw));
  for (const path of ["/v1/*", "/r/*", "/studio/*"])
    app.all(path, async (c) => {
      const open = house(c.env, (work) => c.executionCtx.waitUntil(work));
      const answer = await (await shopPart()).shopDoor(c.req.raw, open);
      if (answer.status === 202 || c.req.method === "DELETE") tell?.(open);
      return answer;
    });

  app.notFound((c) => problem(404, "not_found", c.req.path));
  app.onError((thrown, c) => {
    const error = asPasserelleError(thrown);
    console.error("http", c.req.method, c.req.routePath, error.code, error.message);
    return problem(statusOf(error.code), error.code, c.req.path);
  });
  return app;
}

/** RFC 9457: a code, never the reason's detail. */
function problem(status: number, code: string, path: string): Response {
  return Response.json(
    { type: `https://passerelle.dev/problems/${code}`, title: code, status, instance: path },
    { status, headers: { "Content-Type": "application/problem+json" } },
  );
}
