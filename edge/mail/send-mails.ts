/**
 * Sends what was written down, each mail once. A provider that knows keys is handed ours and may be asked again while it
 * remembers it; of any other, an attempt whose answer was lost ends as "unknown": never a second mail by itself.
 */
import { readDocument } from "../documents/document-store.ts";
import { asPasserelleError, type ErrorCode, framesOf, mayPass, PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { MAYBE_WRITTEN_MS } from "../runs/write-once.ts";
import { GIVE_UP_AFTER_DAYS, type Mail, MOST_ATTACHED_BYTES } from "./mail.ts";
import { dueMails, endSent, endUnsent, putOff, readMail, takeMail } from "./mail-store.ts";
import type { MailAttachment, OutgoingMail } from "./mailer.ts";

type Sender = Pick<House, "db" | "env" | "ports">;

const DAY_MS = 86_400_000;
/** A minute's share; what is left is the next minute's. */
const AT_ONCE = 40;
/** A Worker has six connections at a time. */
const SIDE_BY_SIDE = 4;
/** Waits after the first, second … attempt, the last for ever; the provider's Retry-After counts when it is longer. */
const PAUSES_MS = [60_000, 120_000, 300_000, 900_000, 3_600_000];
/** The provider's memory of a key is not trusted to its last minutes. */
const MARGIN_MS = 10 * 60_000;
/** With these it surely was not sent, and may be later. */
const SURELY_NOT: ErrorCode[] = ["rate_limited", "vendor_unavailable", "misconfigured"];

/** A job of the cron. A provider that will not now, or does not answer, is left alone until the next minute: one that hangs costs four mails, not forty. */
export async function sendMails(house: Sender): Promise<void> {
  const due = await dueMails(house.db, Date.now(), AT_ONCE);
  for (let i = 0; i < due.length; i += SIDE_BY_SIDE) {
    const sent = await Promise.all(due.slice(i, i + SIDE_BY_SIDE).map((id) => sendMail(house, id)));
    if (sent.some((mail) => mail?.state === "unknown" || (mail?.state === "queued" && mail.code !== null))) break;
  }
}

/** One that is due; what has ended, or is another's, is left as it is. Null = there is no such mail. */
export async function sendMail(house: Sender, id: string): Promise<Mail | null> {
  const now = Date.now();
  const found = await readMail(house.db, id);
  if (found?.wakeAt == null || found.wakeAt > now) return found;
  const mail = await takeMail(house.db, found, house.ports.mailer.id, now);
  if (mail) await attempt(house, mail, found.mailer);
  return readMail(house.db, id);
}

/** @param before who tried last */
async function attempt(house: Sender, mail: Mail, before: string | null): Promise<void> {
  const { db } = house;
  const { mailer } = house.ports;
  if (mail.maybeSince !== null && !(before === mailer.id && remembers(mailer.repeatsSafelyForMs, mail.maybeSince)))
    return endUnsent(db, mail, "unknown", "maybe_written");
  let messageId: string | null;
  try {
    messageId = await mailer.send(await outgoing(house, mail), mail.id);
  } catch (error) {
    const problem = asPasserelleError(error);
    console.warn("mail not sent", mail.id, problem.code, problem.message);
    if (problem.code === "unexpected") console.error("mail failed", mail.id, framesOf(error));
    return afterTrouble(house, mail, problem);
  }
  await endSent(db, mail, messageId);
}

const remembers = (forMs: number, since: number) => Date.now() < since + forMs - MARGIN_MS;

async function afterTrouble({ db, ports }: Sender, mail: Mail, problem: PasserelleError): Promise<void> {
  const now = Date.now();
  const { code } = problem;
  if (SURELY_NOT.includes(code)) {
    if (now - mail.createdAt > GIVE_UP_AFTER_DAYS * DAY_MS)
      return endUnsent(db, mail, mail.maybeSince === null ? "failed" : "unknown", code);
    const pauseMs = PAUSES_MS[Math.min(mail.attempt, PAUSES_MS.length) - 1] as number;
    return putOff(db, mail, code, now + Math.max(pauseMs, (problem.retryAfterSeconds ?? 0) * 1000), false);
  }
  if (!mayPass(code)) return endUnsent(db, mail, mail.maybeSince === null ? "refused" : "unknown", code);
  // Nobody knows. Asked again once what was under way must have arrived, if the provider tells a second one from a first.
  if (!remembers(ports.mailer.repeatsSafelyForMs, mail.maybeSince ?? now)) return endUnsent(db, mail, "unknown", "maybe_written");
  await putOff(db, mail, "maybe_written", now + MAYBE_WRITTEN_MS, true);
}

async function outgoing({ db, env }: Sender, { id, kind, recipient, content }: Mail): Promise<OutgoingMail> {
  if (!recipient || !content) throw new PasserelleError("expired", { message: "the mail was forgotten before it was sent" });
  const { subject, text, html, replyTo = "", unsubscribeUrl, documents = [] } = content;
  const unsubscribe = { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  return {
    ...{ to: recipient, replyTo, subject, text, html, tag: kind },
    headers: { "X-Passerelle-Reference": id, ...(unsubscribeUrl && unsubscribe) },
    // What fails here fails before anything is sent.
    attachments: await read(db, env.FILES, documents).catch((cause) => {
      throw cause instanceof PasserelleError
        ? cause
        : new PasserelleError("vendor_unavailable", { cause, message: "the files do not answer" });
    }),
  };
}

async function read(db: D1Database, files: R2Bucket, ids: string[]): Promise<MailAttachment[]> {
  const attachments: MailAttachment[] = [];
  let size = 0;
  for (const id of ids) {
    const document = await readDocument(db, id);
    const file = document && (await files.get(document.r2Key));
    if (!file) throw new PasserelleError("not_found", { message: "a document to attach is gone" });
    size += file.size;
    if (size > MOST_ATTACHED_BYTES) throw new PasserelleError("too_large", { message: "more is attached than a mail can carry" });
    attachments.push({ filename: document.name, type: document.mediaType, content: new Uint8Array(await file.arrayBuffer()) });
  }
  return attachments;
}
