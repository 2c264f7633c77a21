/**
 * The Worker's entrance for mail (Cloudflare Email Routing). What came is read and written down before the sending server
 * is told that we have it: when that fails we throw, and it comes again. Nobody is ever answered.
 *
 * Limits  Email Routing takes 25 MiB; we read the first 2 MiB, where the words stand
 * Source  https://developers.cloudflare.com/email-service/api/route-emails/email-handler/ (read 2026-11)
 */
import type { House } from "../house.ts";
import { intentId } from "../runs/intent.ts";
import { handleMail } from "./handle-mail.ts";
import { judgeMail } from "./judge-mail.ts";
import { keepMail } from "./mail-store.ts";
import { type ReadMail, readMail } from "./read-mail.ts";

/** Of ForwardableEmailMessage: envelope, and the mail as it came. */
export interface IncomingMail {
  from: string;
  to: string;
  raw: ReadableStream<Uint8Array>;
}

const MOST_READ_BYTES = 2 * 1_048_576;

/** The same mail a second time (same Message-ID, same recipient) changes nothing. */
export async function receiveMail(mail: IncomingMail, house: House): Promise<void> {
  const raw = await firstOf(mail.raw, MOST_READ_BYTES);
  const read = readOrNothing(raw, mail.from, house.settings.mailRelays);
  const id = `m${await intentId("mail", read.messageId || (await digest(raw)), mail.to.toLowerCase())}`;
  const judged = await judgeMail(house.db, read, mail.to);
  const first = await keepMail(house.db, { id, sender: read.from?.address ?? null, ...judged });
  if (first && !("reason" in judged)) house.later(handleMail(house, id));
}

/** A mail that we cannot read is nobody's fault but ours; it must not come again for days. */
function readOrNothing(raw: Uint8Array, envelope: string, relays: string[]): ReadMail {
  try {
    return readMail(raw, envelope, relays);
  } catch (error) {
    console.error("mail not readable", error instanceof Error ? error.name : "");
    return { messageId: "", from: null, refused: "unreadable", author: null, forward: false, forwarded: [] };
  }
}

async function digest(raw: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function firstOf(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  if (length >= most) await reader.cancel().catch(() => undefined);
  const whole = new Uint8Array(Math.min(length, most));
  let at = 0;
  for (const chunk of chunks) {
    const piece = chunk.subarray(0, whole.length - at);
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
