/**
 * A stranger wrote: who are they? One question to one person; on "client", "supplier" or "contractor" the client is created
 * as /client would (same run, same guards, same question about twins). "Ignore" is remembered until it is taken back;
 * without an answer nothing happens, and the next mail asks again.
 *
 * Result: {clientId, …} as create-client, {ignored: true} or {lapsed: true}. Refuses as create-client does.
 */
import { auditRow } from "../audit/audit.ts";
import type { Kind } from "../clients/client.ts";
import { createClient } from "../clients/create-client.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { lookUp } from "./look-up.ts";
import { COMPANY_QUESTION, NO_COMPANY, SENDER_QUESTION, type Sender } from "./mail.ts";
import { clientOf } from "./sender-client.ts";

/** The first of each creates nothing: it is taken when nobody answers. */
const ANSWERS = ["none", "client", "supplier", "contractor", "ignore"];
const STOP = "stop";

export async function meetSender(work: Work, sender: Sender): Promise<Outcome> {
  const { actor, step, ask } = work;
  if (!may(actor, "client.create")) return refuse("forbidden");
  const { siren, choices } = await step("look the company up", () => lookUp(work, sender));
  const answer = await ask({ name: SENDER_QUESTION, options: ANSWERS, about: { siren } });
  if (answer.option === "none") return accept({ lapsed: true });
  if (answer.option === "ignore") {
    await step("ignore the sender", () => ignore(work, sender.key));
    return accept({ ignored: true });
  }
  const chosen = siren || choices.length === 0 ? siren : await chooseCompany(work, choices);
  return chosen === null ? accept({ lapsed: true }) : createClient(work, clientOf(sender, { kind: answer.option as Kind, siren: chosen }));
}

/** Found by its name only: a person says which it is. "" = none of them; null = nobody answered. */
async function chooseCompany({ ask }: Work, choices: [siren: string, name: string][]): Promise<string | null> {
  const options = [STOP, ...choices.map(([siren]) => siren), NO_COMPANY];
  const { option } = await ask({ name: COMPANY_QUESTION, options, about: Object.fromEntries(choices) });
  return option === STOP ? null : option === NO_COMPANY ? "" : option;
}

async function ignore({ db, run, actor }: Work, key: string): Promise<null> {
  const now = Date.now();
  await db.batch([
    db.prepare("UPDATE mail_senders SET ignored_at = ?3 WHERE key = ?1 AND run_id = ?2 AND ignored_at IS NULL").bind(key, run.id, now),
    auditRow(db, { actor: actor.id, action: "mail-in.ignore", objectKind: "run", objectId: run.id, outcome: "done", runId: run.id }, now),
  ]);
  return null;
}
