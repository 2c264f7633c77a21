/** The mailbox over HTTP: pages for people, and `/mails.json` for tests. */
import { type Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Mailbox } from "./mailbox.ts";
import { FACES, type Face, page } from "./pages.ts";
import { type Language, words } from "./words.ts";

interface MailboxOptions {
  mailbox: Mailbox;
  /** Where it is mounted. */
  root: string;
  mailIn?: string | null;
}

/** What is written in a message runs, loads and links to nothing here. */
const STILL = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function mailboxRoutes({ mailbox, root, mailIn = null }: MailboxOptions) {
  const view = (c: Context) => {
    const language = languageOf(c);
    return { root, language, say: words[language], mails: mailbox.list(), version: mailbox.version(), mailIn };
  };
  const app = new Hono()
    .get("/", (c) => c.html(page(view(c), null, "html")))
    .get("/version", (c) => c.text(String(mailbox.version())))
    .get("/mails.json", (c) => c.json(mailbox.list()))
    .post("/empty", (c) => {
      if (c.req.header("origin") !== new URL(c.req.url).origin) return c.text("Forbidden", 403); // a page of another site
      mailbox.empty();
      return c.redirect(`${root}/`, 303);
    })
    .get("/m/:id", (c) => {
      const mail = mailbox.find(c.req.param("id"));
      if (!mail) return c.redirect(`${root}/`);
      const asked = c.req.query("show") as Face;
      return c.html(page(view(c), mail, FACES.includes(asked) ? asked : mail.html ? "html" : "text"));
    })
    .get("/m/:id/html", (c) => {
      const mail = mailbox.find(c.req.param("id"));
      // A link of a mail opens beside it, as in a mail program.
      return mail ? c.html(`${mail.html}<base target="_blank">`, 200, { "Content-Security-Policy": STILL }) : c.notFound();
    })
    .get("/m/:id/file/:index", (c) => {
      const file = mailbox.find(c.req.param("id"))?.attachments[Number(c.req.param("index"))];
      if (!file) return c.notFound();
      return c.body(
        Uint8Array.from(atob(file.content), (sign) => sign.charCodeAt(0)),
        200,
        {
          "Content-Type": file.type,
          "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
          "X-Content-Type-Options": "nosniff",
          "Content-Security-Policy": "sandbox",
        },
      );
    });
  return { fetch: (request: Request) => Promise.resolve(app.fetch(request)) };
}

/** Asked for, else as last time, else the browser's. */
function languageOf(c: Context): Language {
  const asked = c.req.query("lang");
  if (asked === "fr" || asked === "en") setCookie(c, "mailbox_lang", asked, { sameSite: "Strict" });
  const wanted = asked ?? getCookie(c, "mailbox_lang") ?? c.req.header("accept-language") ?? "";
  return wanted.toLowerCase().startsWith("en") ? "en" : "fr";
}
