/**
 * What is done with a mail that was written down: nothing for somebody we know; for a stranger one question, put to one
 * person, however many mails come at once. Safe to repeat: the cron goes on with what was killed in between.
 */

import { adoptFromCrm } from "../clients/adopt-client.ts";
import { companyDomain } from "../clients/free-mail.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { House } from "../house.ts";
import { intentId } from "../runs/intent.ts";
import { startRun } from "../runs/start-run.ts";
import { MEET_SENDER, type Sender } from "./mail.ts";
import { whomToAsk } from "./mail-owner.ts";
import { askedSince, claimSender, dropClaim, knownSender, readWaiting, settleMail, waitingMails } from "./mail-store.ts";

/** One person looks at them all: more in a day is an attack, or a list that hides. */
const MOST_A_DAY = 100;
const DAY_MS = 86_400_000;
/** So long a CRM may fail before we ask about somebody whom it may know. */
const WAIT_FOR_CRM_MS = 15 * 60_000;
/** What the entrance has begun itself is left to it so long. */
const GRACE_MS = 20_000;
const AT_ONCE = 50;
/** A CRM that hangs must not hold up what the cron does next. */
const TURN_MS = 20_000;

export async function handleMail(house: House, mailId: string): Promise<void> {
  const { db } = house;
  const mail = await readWaiting(db, mailId);
  if (!mail) return;
  const { reading } = mail;
  const domain = companyDomain(reading.address);
  const known = (await knownSender(db, reading, domain)) ?? (await askCrm(house, reading, mail.receivedAt));
  if (known === "later") return;
  if (known) return settleMail(db, mailId, { reason: known });
  const person = await whomToAsk(db, reading.forwarder);
  if (!person) return settleMail(db, mailId, { reason: "nobody_to_ask" });
  const runId = await intentId(MEET_SENDER, "mail", mailId);
  const holder = await claimSender(db, reading.key, runId);
  if (holder !== runId) return settleMail(db, mailId, { reason: "asked_already", runId: holder });
  // After the claim, so that one left by a killed turn is found here again and let go.
  const enough = (await askedSince(db, Date.now() - DAY_MS, MOST_A_DAY)) >= MOST_A_DAY;
  if (enough && (await dropClaim(db, reading.key, runId))) return settleMail(db, mailId, { reason: "too_many" });
  await startRun(house, { kind: MEET_SENDER, intent: ["mail", mailId], input: reading, actor: person });
  await settleMail(db, mailId, { runId });
}

/** The CRM may know an address that the directory has never seen. */
async function askCrm({ db, ports }: House, { address }: Sender, receivedAt: number): Promise<"known_client" | "later" | null> {
  try {
    const records = await ports.crm.findTwins({ email: address });
    for (const record of records) await adoptFromCrm(db, ports.crm.id, record);
    return records.length > 0 ? "known_client" : null;
  } catch (error) {
    const { code } = asPasserelleError(error);
    return mayPass(code) && Date.now() - receivedAt < WAIT_FOR_CRM_MS ? "later" : null;
  }
}

/** The cron's: those that were killed in between, and those that wait for the CRM. */
export async function handleWaitingMails(house: House): Promise<void> {
  const until = Date.now() + TURN_MS;
  for (const id of await waitingMails(house.db, Date.now() - GRACE_MS, AT_ONCE)) {
    if (Date.now() > until) break;
    await handleMail(house, id).catch((error) => console.error("mail not handled", id, asPasserelleError(error).code));
  }
}
