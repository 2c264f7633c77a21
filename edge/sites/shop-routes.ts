/** HTTP door of the part: which address is whose, what a page may read of the answer, and how an error becomes one. */
import { Hono } from "hono/tiny";
import { asPasserelleError, framesOf, PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { missingPage } from "../reviews/pages/hosted-page.ts";
import { fragmentRoutes, pageRoutes } from "../reviews/pages/page-routes.ts";
import { reviewRoutes } from "../reviews/review-routes.ts";
import { writeRoutes } from "../reviews/write-routes.ts";
import { studioPart } from "../studio-part.ts";
import { chunkRoutes } from "./chunk-routes.ts";
import { problem } from "./problem.ts";
import { serverRoutes } from "./server-routes.ts";
import { localeOf } from "./site-door.ts";
import { type Call, type Shop, visit } from "./site-routes.ts";

const HEADERS = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin" };

const app = new Hono<Shop>()
  .use("*", async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    c.res.headers.append("Vary", "Origin, Accept-Language");
    const allow = c.get("allow");
    if (allow) c.res.headers.set("Access-Control-Allow-Origin", allow);
  })
  // 204 | 401 unauthorized | 403 forbidden: what a browser asks before it sends anything but plain text
  .options("/v1/*", async (c) => {
    await visit(c);
    return c.body(null, 204, {
      "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
      "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key, X-Invitation, X-Author",
      "Access-Control-Max-Age": "86400",
    });
  })
  .route("/v1", chunkRoutes())
  .route("/v1", reviewRoutes())
  .route("/v1", fragmentRoutes())
  .route("/v1", writeRoutes())
  .route("/v1", serverRoutes())
  .route("/r", pageRoutes())
  .all("/studio/*", async (c) => (await studioPart()).studioDoor(c.req.raw, c.env));

function refused(c: Call, error: PasserelleError): Response {
  // Whoever set the page up must be able to read why; but a stranger's page reads nothing.
  if (error.field !== "origin") c.set("allow", c.get("allow") ?? c.req.header("Origin"));
  const locale = localeOf(c.req.raw, null);
  // A page is for people, the rest for programs.
  return error.code === "not_found" && c.req.path.startsWith("/r/") ? missingPage(locale) : problem(error, locale);
}

app.notFound((c) => refused(c, new PasserelleError("not_found")));
app.onError((thrown, c) => {
  const error = asPasserelleError(thrown);
  if (error.code === "unexpected") console.error("shop", c.req.method, c.req.routePath, error.message, framesOf(thrown));
  return refused(c, error);
});

export const shopDoor = async (request: Request, house: House): Promise<Response> => app.fetch(request, house);
