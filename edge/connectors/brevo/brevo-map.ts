/** Our mail in Brevo's words, and Brevo's refusals in ours. */
import { Buffer } from "node:buffer";
import type { MailAddress, OutgoingMail } from "../../mail/mailer.ts";
import type { Verb, Verdict } from "../../protocols/rest.ts";

export async function messageOf(
  { to, replyTo, subject, text, html, headers, attachments, tag }: OutgoingMail,
  from: MailAddress,
  key: string,
) {
  return {
    sender: named(from),
    to: [named(to)],
    ...(replyTo && { replyTo: { email: replyTo } }),
    subject,
    textContent: text,
    htmlContent: html,
    headers: { ...headers, idempotencyKey: await uuidOf(key) },
    tags: [tag],
    ...(attachments.length > 0 && {
      attachment: attachments.map(({ filename, content }) => ({ name: filename, content: Buffer.from(content).toString("base64") })),
    }),
  };
}

/** An empty name is refused. */
const named = ({ email, name }: MailAddress) => ({ email, ...(name && { name }) });

/** The same key, the same UUID (version 8: made from a hash). */
async function uuidOf(key: string): Promise<string> {
  const hash = Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`brevo/${key}`))).toString("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

export function explain(status: number, body: unknown, verb: Verb): Verdict | undefined {
  const { code = "", message = "" } = (typeof body === "object" && body !== null ? body : {}) as { code?: unknown; message?: unknown };
  if (status === 402) return { code: "rate_limited" };
  if (status === 413) return { code: "too_large" };
  if (status !== 400 || verb === "GET") return undefined;
  if (code === "duplicate_parameter") return { code: "conflict" };
  if (/\bsender\b/i.test(String(message))) return { code: "misconfigured" };
  return { code: "vendor_refused", ...(/\b(email|recipient|to)\b/i.test(String(message)) && { field: "to" }) };
}

/** Brevo says in a header of its own when it will take more. */
export function withRetryAfter(answer: Response): Response {
  const seconds = answer.headers.get("x-sib-ratelimit-reset");
  if (answer.status !== 429 || !seconds || answer.headers.has("Retry-After")) return answer;
  const headers = new Headers(answer.headers);
  headers.set("Retry-After", seconds);
  return new Response(answer.body, { status: answer.status, headers });
}
