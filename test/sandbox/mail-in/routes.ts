/** Writing to the firm: the page, and what posts a mail into the local Worker's entrance for mail. */
import { type Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { textsOf } from "../../../bot/text/text.ts";
import type { Became } from "./became.ts";
import { mimeOf } from "./compose.ts";
import { page } from "./page.ts";
import { type Language, type Words, words } from "./words.ts";

interface MailInOptions {
  /** Where it is mounted. */
  root: string;
  /** To whom one writes. */
  address: string;
  /** Hands a mail to the Worker; its answer. */
  deliver(mail: Uint8Array, from: string, to: string): Promise<Response>;
  /** The latest first. */
  became(): Became[];
}

const Mail = z.object({
  fromName: z.string().max(200).default(""),
  from: z.string().min(3).max(254),
  subject: z.string().max(500).default(""),
  text: z.string().max(200_000).default(""),
  html: z.string().max(200_000).optional(),
  dmarc: z.enum(["pass", "fail", "none"]).default("pass"),
  headers: z.string().max(4_000).default(""),
  charset: z.enum(["utf-8", "iso-8859-1"]).optional(),
  envelope: z.string().max(254).optional(),
});

export function mailInRoutes({ root, address, deliver, became }: MailInOptions) {
  const app = new Hono()
    .get("/", (c) => {
      const language = languageOf(c);
      return c.html(page({ root, language, say: words[language], latest: drawn(became(), language) }));
    })
    .get("/became", (c) => c.html(drawn(became(), languageOf(c))))
    .get("/became.json", (c) => c.json(became()))
    .post("/send", async (c) => {
      // A page of another site can post a form or plain text to localhost, but not JSON.
      if (!c.req.header("content-type")?.startsWith("application/json")) return c.json({ error: "JSON only" }, 415);
      const say = words[languageOf(c)];
      const read = Mail.safeParse(await c.req.json());
      if (!read.success) return c.json({ error: say.refused(read.error.issues[0]?.message ?? "") }, 400);
      const { headers, html: marked, charset, envelope, ...mail } = read.data;
      const lines = headers.split(/\r?\n/).filter((line) => /^[\w-]+:/.test(line));
      const more = { ...(marked && { html: marked }), ...(charset && { charset }), ...(envelope !== undefined && { envelope }) };
      const answer = await deliver(mimeOf({ ...mail, ...more, to: address, headers: lines }), envelope ?? mail.from, address).catch(
        () => null,
      );
      if (!answer) return c.json({ error: say.failed }, 502);
      const said = (await answer.text()).slice(0, 200);
      return answer.ok ? c.json({ ok: true }) : c.json({ error: say.refused(said || String(answer.status)) }, 502);
    });
  return { fetch: (request: Request) => Promise.resolve(app.fetch(request)) };
}

/** Asked for, else the browser's. */
function languageOf(c: Context): Language {
  const wanted = c.req.query("lang") ?? c.req.header("accept-language") ?? "";
  return wanted.toLowerCase().startsWith("en") ? "en" : "fr";
}

function drawn(mails: Became[], language: Language) {
  const say = words[language];
  if (mails.length === 0) return html`<li class="nothing">${say.nothing}</li>`;
  return html`${mails.map(({ at, sender, what, run }) => {
    const kind = run?.client ? "created" : what === "asked" && run?.state === "asking" ? "asked" : "done";
    const card = what === "asked" && run?.slackUser ? html` <a href="/?as=${run.slackUser}">${say.open}</a>` : "";
    return html`<li class="${kind}"><time>${timeOf(at, language)}</time><b>${sender ?? say.unknown}</b><small>${sentence(say, language, what, run)}${card}</small></li>`;
  })}`;
}

function sentence(say: Words, language: Language, what: string, run: Became["run"]): string {
  if (what === "new") return say.new;
  const { reasons } = textsOf(language).mailIn;
  if (what !== "asked" || !run) return say.ignored(reasons[what as keyof typeof reasons] ?? what);
  if (run.client) return say.created(run.client, run.person);
  if (run.ignored) return say.ignoredBy(run.person);
  return ["done", "refused", "failed"].includes(run.state) ? say.ended(run.person) : say.asked(run.person);
}

const timeOf = (at: number, language: Language) =>
  new Intl.DateTimeFormat(language === "fr" ? "fr" : "en-GB", { timeStyle: "medium", timeZone: "Europe/Paris" }).format(at);
