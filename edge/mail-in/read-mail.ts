/**
 * A mail's bytes → who wrote it, or why nobody is to be asked about them. Pure: what only the database knows (our own
 * people, known clients) is judged by whoever calls.
 */

import type { Reason } from "./mail.ts";
import { proofOf, provenToRelay } from "./message/authentication.ts";
import { decodeHeader } from "./message/decode.ts";
import { bareSubject, forwardedBlocks, isForward } from "./message/forwarded.ts";
import { type Mailbox, onlyMailbox } from "./message/mailbox.ts";
import { headerOf, headersOf, type Message, readMessage } from "./message/read-message.ts";
import { readSignature, type Signature } from "./signature/read-signature.ts";

/** Somebody whose mail it is, and who they say they are. */
export interface Author {
  sender: Mailbox;
  subject: string;
  signature: Signature;
  proof: "dmarc" | "relay" | "hand";
}

export interface ReadMail {
  messageId: string;
  /** Null when it cannot be read. */
  from: Mailbox | null;
  /** Why it is ignored, whoever wrote it; null = a person wrote it and their address is proven. */
  refused: Reason | null;
  author: Author | null;
  forward: boolean;
  /** Those whose mail it was, when somebody forwarded it, the latest first. */
  forwarded: Author[];
}

/** A mail that was forwarded oftener is a chain letter. */
const MOST_BLOCKS = 10;
const NO_REPLY =
  /^(?:.*[._-])?(?:no-?_?\.?reply|ne-?_?pas-?_?repondre|do-?_?not-?_?reply|notifications?|mailer-daemon|postmaster|bounces?|newsletters?|unsubscribe)(?:[._+-].*)?$/i;

export const isNoReply = (address: string): boolean => NO_REPLY.test(address.slice(0, address.lastIndexOf("@")));

/** @param envelope MAIL FROM, "" or "<>" of a bounce */
export function readMail(raw: Uint8Array, envelope: string, relays: string[]): ReadMail {
  const message = readMessage(raw);
  const all = headersOf(message, "from");
  const from = all.length === 1 ? onlyMailbox(all[0] as string) : null;
  const subject = decodeHeader(headerOf(message, "subject")).replace(/\s+/g, " ").slice(0, 500);
  const read = { messageId: headerOf(message, "message-id").slice(0, 1_000), from, author: null, forward: false, forwarded: [] };
  if (!from) return { ...read, refused: automaticReason(message, envelope) ?? "unreadable" };
  const proof = proofOf(message, from.address, relays);
  const refused =
    automaticReason(message, envelope) ??
    (isNoReply(from.address) ? "no_reply" : proof === "dmarc" || proof === "relay" ? null : unproven(proof));
  if (refused) return { ...read, refused };
  const forward = message.attached !== null || isForward(subject, message.text);
  return {
    ...read,
    refused: null,
    author: authorOf(from, subject, message.text, proof as Author["proof"]),
    forward,
    forwarded: forward ? originals(message, relays) : [],
  };
}

const authorOf = (sender: Mailbox, subject: string, text: string, proof: Author["proof"]): Author => ({
  ...{ sender, subject: bareSubject(subject), proof },
  signature: readSignature(sender, text),
});

const unproven = (proof: "fail" | "none" | "unknown"): Reason => `dmarc_${proof}`;

/** A program wrote it, or a list sent it on: nobody waits for an answer. */
function automaticReason(message: Message, envelope: string): Reason | null {
  const type = headerOf(message, "content-type").toLowerCase();
  if (/^<?\s*>?$/.test(envelope) || type.startsWith("multipart/report")) return "bounce";
  const has = (...names: string[]) => names.some((name) => headersOf(message, name).length > 0);
  if (has("list-id", "list-post", "list-unsubscribe")) return "list";
  const submitted = headerOf(message, "auto-submitted").toLowerCase();
  if (submitted && !/^no\b/.test(submitted)) return "automatic";
  if (/^(bulk|list|junk|auto_reply)\b/i.test(headerOf(message, "precedence"))) return "list";
  return has("x-autoreply", "x-autorespond", "x-auto-reply-from") ? "automatic" : null;
}

function originals(message: Message, relays: string[]): Author[] {
  const blocks = forwardedBlocks(message.text).slice(0, MOST_BLOCKS);
  const inText = blocks.map(({ sender, subject, text }) => authorOf(sender, subject, text, "hand"));
  const { attached } = message;
  const sender = attached && onlyMailbox(headerOf(attached, "from"));
  if (!attached || !sender) return inText;
  const proof = provenToRelay(attached, sender.address, relays) ? "relay" : "hand";
  return [authorOf(sender, decodeHeader(headerOf(attached, "subject")), attached.text, proof), ...inText];
}
