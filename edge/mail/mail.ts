/** A mail as the house keeps it: one row, one intent, one recipient. */
import { type ErrorCode, PasserelleError } from "../errors.ts";
import type { MailAddress } from "./mailer.ts";

export type MailState =
  | "queued"
  /** Somebody is at it, or died over it. */
  | "sending"
  /** The provider has taken it. */
  | "sent"
  /** The answer was lost and the provider cannot be asked again without risking a second mail. */
  | "unknown"
  /** The provider will not have it. */
  | "refused"
  /** Given up after three days. */
  | "failed";

export interface MailContent {
  /** On one line. */
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  /** https address that unsubscribes by POST (RFC 8058): for mail that a person did not ask for. */
  unsubscribeUrl?: string;
  /** Ids of documents: they are read when the mail is sent. */
  documents?: string[];
}

export interface NewMail extends MailContent {
  /** "invoice" */
  kind: string;
  /** What makes two the same: ["invoice", id, version]. */
  intent: string[];
  to: MailAddress;
  /** Person id, or `cron`. */
  actor: string;
  /** What it is about, for whoever shows how its mail went. */
  object?: { kind: string; id: string };
}

export interface Mail {
  id: string;
  kind: string;
  actor: string;
  /** Null once forgotten, as the content. */
  recipient: MailAddress | null;
  content: MailContent | null;
  state: MailState;
  code: ErrorCode | null;
  mailer: string | null;
  attempt: number;
  maybeSince: number | null;
  wakeAt: number | null;
  createdAt: number;
}

/** Nobody waits longer for a provider that does not answer. */
export const GIVE_UP_AFTER_DAYS = 3;
/** Cloudflare takes 5 MiB a message, and base64 makes a third more of it. */
export const MOST_ATTACHED_BYTES = 3_500_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a header must not hold
const onOneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").trim();

/** As it goes into the envelope: the domain in its xn-- form. @throws PasserelleError `invalid_input` (field to) */
export function envelopeAddress(email: string): string {
  const [, local, domain] = /^([\w.!#$%&'*+/=?^`{|}~-]{1,64})@([^\s@/?#:\\]+\.[^\s@/?#:\\]+)$/.exec(email.trim()) ?? [];
  const url = domain && URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`) : null;
  // An address of digits is a machine, not a firm.
  if (!local || !url || /^[\d.]+$/.test(url.hostname)) throw new PasserelleError("invalid_input", { field: "to" });
  return `${local}@${url.hostname}`;
}

export const addressOf = ({ email, name }: MailAddress): MailAddress => ({ email: envelopeAddress(email), name: onOneLine(name) });

export const contentOf = ({ subject, text, html, replyTo, unsubscribeUrl, documents }: MailContent): MailContent => ({
  subject: onOneLine(subject),
  text,
  html,
  ...(replyTo && { replyTo: envelopeAddress(replyTo) }),
  ...(unsubscribeUrl && { unsubscribeUrl: new URL(unsubscribeUrl).href }),
  ...(documents && { documents }),
});
