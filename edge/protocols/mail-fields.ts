/** What a mail may hold where a header or an envelope stands: one line, and addresses that are addresses. Nothing a person types becomes a header. */
import { PasserelleError } from "../errors.ts";

export interface Party {
  email: string;
  name: string;
}

export interface MailFields {
  to: Party;
  replyTo: string;
  subject: string;
  headers: Record<string, string>;
  attachments: { filename: string; type: string }[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a header must not hold
const CONTROL = /[\u0000-\u001f\u007f]/;
const ADDRESS = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,255}$/i;

/** @throws PasserelleError `invalid_input`, naming the field */
export function insistOnFields({ to, replyTo, subject, headers, attachments }: MailFields): void {
  insistOnAddress("to", to.email);
  if (replyTo) insistOnAddress("replyTo", replyTo);
  insist("to", !CONTROL.test(to.name));
  insist("subject", !CONTROL.test(subject));
  for (const [name, value] of Object.entries(headers))
    insist("headers", /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && /^[\x20-\x7e]*$/.test(value));
  for (const { filename, type } of attachments) insist("attachments", !CONTROL.test(filename) && /^[\w.+-]+\/[\w.+-]+$/.test(type));
}

/** `Atelier Lumière <bonjour@example.com>`, or the address alone. @throws PasserelleError `misconfigured` */
export function senderOf(written: string): Party {
  const [, name = "", email = ""] = /^\s*(?:"?([^"<>]*?)"?\s*<)?\s*([^\s<>"]+@[^\s<>"]+?)\s*>?\s*$/.exec(written) ?? [];
  if (!ADDRESS.test(email) || CONTROL.test(name))
    throw new PasserelleError("misconfigured", { message: "MAIL_FROM is no sender: Name <address@example.com>" });
  return { email, name: name.trim() };
}

const insistOnAddress = (field: string, email: string) => insist(field, ADDRESS.test(email));

function insist(field: string, holds: boolean): void {
  if (!holds) throw new PasserelleError("invalid_input", { field, message: `a mail's ${field} would not stand in its header` });
}
