/** An admin sends a test mail to their own address: the whole way, from the row to the provider. */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { type ErrorCode, PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import type { Person } from "../people/person.ts";
import type { MailContent, MailState } from "./mail.ts";
import { readMail } from "./mail-store.ts";
import { mailRow } from "./queue-mail.ts";
import { sendMail } from "./send-mails.ts";

/** Asked for again within as long, it is the same one. */
const SAME_FOR_MS = 60_000;

export interface TestMail {
  state: MailState;
  code: ErrorCode | null;
}

/**
 * @param patienceMs how long to wait for the provider; it goes on after that
 * @throws PasserelleError `forbidden`, `invalid_input` (field to: we know no address, or it is none)
 */
export async function sendTestMail(house: House, person: Person, content: MailContent, patienceMs: number): Promise<TestMail> {
  const { db, later } = house;
  if (!may(person, "mail.test")) {
    await auditRefusal(db, { actor: person.id, action: "mail.test", objectKind: "mail", code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  const { id, row } = await mailRow(db, {
    kind: "test",
    intent: [person.id, String(Math.floor(Date.now() / SAME_FOR_MS))],
    actor: person.id,
    to: { email: person.email ?? "", name: person.name },
    ...content,
  });
  await db.batch([row, auditRow(db, { actor: person.id, action: "mail.test", objectKind: "mail", objectId: id, outcome: "done" })]);
  const sending = sendMail(house, id).catch((error) => console.warn("mail not sent now", id, error instanceof Error ? error.name : ""));
  later(sending);
  await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  const mail = await readMail(db, id);
  return { state: mail?.state ?? "queued", code: mail?.code ?? null };
}
