/** HTTP door of the studio: who may come in, what a browser may do with its pages, and how an error becomes one. */
import { Hono } from "hono/tiny";
import { asPasserelleError, framesOf, PasserelleError, statusOf } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import { type Call, frameOf, localeOf, type Studio } from "./call-routes.ts";
import { importsRoutes } from "./imports/imports-routes.tsx";
import { installRoutes } from "./install/install-routes.tsx";
import { keysRoutes } from "./keys/keys-routes.tsx";
import { iconFile, scriptFile, styleFile } from "./look/files.ts";
import { page } from "./look/page.tsx";
import { lookWords } from "./look/words.ts";
import { personOfSession } from "./sessions.ts";
import { cookieOf } from "./sign-in/cookies.ts";
import { signInPage } from "./sign-in/sign-in-page.tsx";
import { signInRoutes } from "./sign-in/sign-in-routes.tsx";
import { sitesRoutes } from "./sites/sites-routes.tsx";
import { themeRoutes } from "./theme/theme-routes.tsx";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  // An address of the studio is nobody else's business; for our own forms a browser names the origin all the same.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Strict-Transport-Security": "max-age=31536000",
};

const app = new Hono<Studio>()
  .use("*", async (c, next) => {
    c.set("locale", localeOf(c.req.raw, c.env.settings.language));
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "private, no-store");
  })
  .use("*", async (c, next) => {
    // Lax keeps the cookie from other sites' forms; a browser that does not know it is held here.
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && c.req.header("Origin") !== new URL(c.req.url).origin)
      throw new PasserelleError("forbidden", { field: "origin" });
    await next();
  })
  .get("/studio/style.css", styleFile)
  .get("/studio/studio.js", scriptFile)
  .get("/studio/icon.svg", iconFile)
  .route("/studio", signInRoutes())
  .use("*", async (c, next) => {
    const person = await personOfSession(c.env.db, cookieOf(c.req.raw, "studio"));
    if (!person) return notSignedIn(c);
    c.set("person", person);
    c.set("locale", person.locale);
    // Asked anew each time: who has lost the role is out at once.
    if (!may(person, "site.read")) return c.html(signInPage({ frame: frameOf(c), to: "/studio", said: "forbidden" }), 403);
    await next();
  })
  .route("/studio", sitesRoutes())
  .route("/studio/sites/:site", installRoutes())
  .route("/studio/sites/:site/keys", keysRoutes())
  .route("/studio/sites/:site/theme", themeRoutes())
  .route("/studio/sites/:site/imports", importsRoutes());

function notSignedIn(c: Call) {
  const reads = c.req.method === "GET";
  const said = reads ? (c.req.query("signed-out") === undefined ? undefined : "signedOut") : "ended";
  return c.html(signInPage({ frame: frameOf(c), to: reads ? c.req.path : "/studio", said, keepsWhatWasTyped: !reads }), 401);
}

app.notFound((c) => c.html(told(c, "not_found"), 404));
app.onError((thrown, c) => {
  const error = asPasserelleError(thrown);
  if (error.code === "unexpected") console.error("studio", c.req.method, c.req.routePath, error.message, framesOf(thrown));
  return c.html(told(c, error.code, error.field), statusOf(error.code) as 400);
});

function told(c: Call, code: PasserelleError["code"], field?: string): string {
  const frame = frameOf(c);
  const words = lookWords[frame.locale];
  const title = code === "not_found" ? words.goneTitle : words.wrongTitle;
  return page(
    frame,
    title,
    <div class="card enter">
      <h1>{title}</h1>
      <p role="alert">{field === "origin" ? words.otherPage : (words.said[code] ?? words.otherwise)}</p>
      <a class="button" href="/studio">
        {words.home}
      </a>
    </div>,
  );
}

export const studioDoor = async (request: Request, house: House): Promise<Response> => app.fetch(request, house);
