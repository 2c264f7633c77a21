/** An admin sends a test mail to their own address: the whole way, from the row to the provider. The door has asked the policy (`mail.test`). */
import { auditRow } from "../audit/audit.ts";
import type { ErrorCode } from "../errors.ts";
import type { House } from "../house.ts";
import type { Person } from "../people/person.ts";
import type { MailContent, MailState } from "./mail.ts";
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
 * @throws PasserelleError `invalid_input` (field to: we know no address, or it is none)
 */
export async function sendTestMail(house: House, person: Person, content: MailContent, patienceMs: number): Promise<TestMail> {
  const { db, later } = house;
  const { id, row } = await mailRow(db, {
    kind: "test",
    intent: [person.id, String(Math.floor(Date.now() / SAME_FOR_MS))],
    actor: person.id,
    to: { email: person.email ?? "", name: person.name },
    ...content,
  });
  await db.batch([row, auditRow(db, { actor: person.id, action: "mail.test", objectKind: "mail", objectId: id, outcome: "done" })]);
  // What fails here the cron makes good.
  const sending = sendMail(house, id).catch(() => null);
  later(sending);
  const sent = await Promise.race([sending, new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null))]);
  return sent ?? { state: "queued", code: null };
}
