/**
 * Stand-in for Brevo's transactional mail: what it takes lands in the mailbox. Answers and refusals in the real one's shapes;
 * an idempotency key is remembered for 30 minutes, as it says.
 */
import { type Context, Hono } from "hono";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import type { Mailbox } from "../mailbox/mailbox.ts";

interface BrevoOptions {
  key: string;
  mailbox: Mailbox;
  faults?: Faults;
  /** Domains that it may send for. */
  senders?: string[];
  now?: () => number;
}

interface Message {
  sender?: { email?: unknown; name?: unknown };
  to?: { email?: unknown; name?: unknown }[];
  replyTo?: { email?: unknown };
  subject?: unknown;
  htmlContent?: unknown;
  textContent?: unknown;
  headers?: Record<string, unknown>;
  tags?: unknown;
  attachment?: { name?: unknown; content?: unknown }[];
}

export const SERVICE = "brevo";
const KEY_LIVES_MS = 30 * 60_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const TYPES: Record<string, string> = {
  ...{ pdf: "application/pdf", txt: "text/plain", csv: "text/csv", xml: "application/xml", ics: "text/calendar", png: "image/png" },
  ...{ jpg: "image/jpeg", html: "text/html", zip: "application/zip" },
};

export function brevoStandIn({ key, mailbox, faults = createFaults(), senders, now = () => Date.now() }: BrevoOptions) {
  const seen = new Map<string, number>();
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the Brevo stand-in failed", { cause: error });
  });
  app.all("/v3/*", async (c) => {
    const body = c.req.method === "GET" ? "" : await c.req.text(); // now: a request that is applied late outlives its connection
    const { method, url, signal } = c.req.raw;
    const target = { service: SERVICE, method, path: new URL(url).pathname };
    return faults.around(target, async () => answer(c, body), { signal, refuse });
  });

  function answer(c: Context, body: string): Response {
    if (!key || c.req.header("api-key") !== key) return failed(401, "unauthorized", "Key not found");
    const path = `${c.req.method} ${new URL(c.req.url).pathname.replace(/^.*\/v3/, "")}`;
    if (path === "GET /account") return c.json({ email: "compta@atelier-lumiere.example", firstName: "Inès", lastName: "Roche", plan: [] });
    if (path !== "POST /smtp/email") return failed(404, "document_not_found", "Resource not found");
    const message = parse(body);
    if (!message) return failed(400, "bad_request", "Input must be a valid JSON object");
    const wrong = problemOf(message, senders);
    if (wrong) return failed(400, wrong.code, wrong.message);
    const { idempotencyKey, ...headers } = message.headers ?? {};
    if (idempotencyKey !== undefined) {
      if (!UUID.test(String(idempotencyKey))) return failed(400, "invalid_parameter", "idempotencyKey is not a valid UUID");
      if (now() - (seen.get(String(idempotencyKey)) ?? Number.NEGATIVE_INFINITY) < KEY_LIVES_MS)
        return failed(400, "duplicate_parameter", "Email for the idempotency key has already been processed");
      seen.set(String(idempotencyKey), now());
    }
    const messageId = `<${now()}.${mailbox.version() + 1}@smtp-relay.mailin.example>`;
    mailbox.take(boxed(message, { ...headers, "Message-ID": messageId, "X-Mailin-Tag": String(message.tags) }));
    return c.json({ messageId }, 201);
  }
  return { fetch: (request: Request) => Promise.resolve(app.fetch(request)) };
}

function problemOf(message: Message, senders?: string[]): { code: string; message: string } | undefined {
  const missing = (name: string) => ({ code: "missing_parameter", message: `${name} is missing` });
  const invalid = (text: string) => ({ code: "invalid_parameter", message: text });
  const { sender, to, subject, htmlContent, textContent, attachment = [], tags, headers = {} } = message;
  if (!sender) return missing("sender");
  if (!EMAIL.test(String(sender.email))) return invalid("valid sender email required");
  if (sender.name !== undefined && !sender.name) return invalid("sender name should not be blank");
  if (senders && !senders.includes(String(sender.email).split("@")[1] ?? ""))
    return invalid(
      `Sending has been rejected because the sender you used ${sender.email} is not valid. Validate your sender or authenticate your domain`,
    );
  if (!Array.isArray(to) || to.length === 0) return missing("to");
  if (to.some(({ email }) => !EMAIL.test(String(email)) || isUnknown(String(email)))) return invalid("email is not valid in to");
  if (to.some(({ name }) => name !== undefined && !name)) return invalid("name is missing in to");
  if (typeof subject !== "string" || !subject) return missing("subject");
  if (!htmlContent && !textContent) return missing("Either of htmlContent or textContent");
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => typeof tag === "string"))) return invalid("tags is not valid");
  if (!Object.values(headers).every((value) => typeof value === "string")) return invalid("headers should be a valid array");
  if (attachment.some(({ content }) => !/^[A-Za-z0-9+/]+={0,2}$/.test(String(content))))
    return invalid("attachment content is not valid base64");
  if (attachment.some(({ name }) => !TYPES[extensionOf(name)])) return invalid("Unsupported file format: .bin");
  return undefined;
}

/** An address that no mail server has, in any domain: what a provider refuses. */
export const isUnknown = (email: string) => email.startsWith("introuvable@");

const extensionOf = (name: unknown) => String(name).split(".").at(-1)?.toLowerCase() ?? "";

const boxed = (message: Message, headers: Record<string, unknown>) => {
  const party = ({ email, name }: { email?: unknown; name?: unknown } = {}) => ({ email: String(email ?? ""), name: String(name ?? "") });
  return {
    via: SERVICE as "brevo",
    from: party(message.sender),
    to: (message.to ?? []).map(party),
    replyTo: party(message.replyTo).email,
    subject: String(message.subject),
    text: String(message.textContent ?? ""),
    html: String(message.htmlContent ?? ""),
    headers: Object.entries(headers).map(([name, value]) => ({ name, value: String(value) })),
    attachments: (message.attachment ?? []).map(({ name, content }) => ({
      filename: String(name),
      type: TYPES[extensionOf(name)] ?? "application/octet-stream",
      size: atob(String(content)).length,
      content: String(content),
    })),
  };
};

function parse(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const failed = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ code, message }, { status, headers });

const refuse = (status: 429 | 500, seconds: number) =>
  status === 429
    ? failed(429, "too_many_requests", "Rate limit exceeded", {
        ...{ "x-sib-ratelimit-limit": "1000", "x-sib-ratelimit-remaining": "0", "x-sib-ratelimit-reset": String(seconds) },
      })
    : failed(500, "internal_error", "Internal server error");
