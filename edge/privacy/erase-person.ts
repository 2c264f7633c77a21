/**
 * Erases one person (GDPR, art. 17): at the shops, in what was typed into requests, in the CRM, in the directory; a buyer whom their shop
 * wants forgotten, at that shop alone. What the law wants kept stays, with the name it needs. Every step finds out anew what is left, so
 * that it may be repeated; how much was done is counted from the trail, which keeps ids only. Result: how many {clients, kept, contacts,
 * requests, orders, reviews, reports}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (an employee who has not left).
 */
import type { Client } from "../clients/client.ts";
import type { Crm, CrmParty } from "../clients/crm.ts";
import { asPasserelleError } from "../errors.ts";
import { forgetPapers, isHeld } from "../invoices/held-for-client.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, type Result, refuse, type Work } from "../runs/run.ts";
import { stillAlive } from "../runs/run-turns.ts";
import { emptyClient, filesOf, forgetClient } from "./forget-client.ts";
import { eachNaming, forgetInput, forgetLines, forgetMail, forgetSenders } from "./requests.ts";
import { forgetAtShops, forgetOrdersWhole } from "./shop/forget-at-shops.ts";
import { isKnown, traces, type Who, whoIs } from "./subject.ts";
import type { ErasePerson, Subject } from "./wishes.ts";

const NOTHING: Partial<CrmParty> = { email: "", phone: "" };

export async function erasePerson(work: Work<"crm">, input: ErasePerson): Promise<Outcome> {
  const { actor, db, run, step } = work;
  const { subject, reason } = input;
  if (!may(actor, "person.erase")) return refuse("forbidden");
  const state = await step("look for the person", async () => {
    if (await isForgotten(db, run.id)) return "done";
    const who = await whoIs(work, subject);
    if (who.person && who.person.standing !== "gone") return "here";
    // Found no more: an attempt before this one has done its work, or there never was anything; the shop that asks is told so.
    return isKnown(who) || subject.kind === "buyer" || (await traceOf(db, run.id)).any ? "go on" : "unknown";
  });
  if (state === "here") return refuse("conflict");
  if (state === "unknown") return refuse("not_found");
  if (state === "go on") {
    // Before the records that say whom to look for are gone.
    await step("forget at the shops", async () => forgetShops(work, subject, await whoIs(work, subject)));
  }
  if (state === "go on" && subject.kind !== "buyer") {
    await step("forget what was typed", async () => forgetRequests(work, await whoIs(work, subject)));
    await step("erase in the CRM", async () => eraseRecords(work, await whoIs(work, subject)));
  }
  if (state === "go on") await step("forget the person", () => forget(work, subject, reason));
  const { any: _, ...done } = await traceOf(db, run.id);
  return accept(done satisfies Result);
}

async function forgetShops({ db, files, actor, run }: Work<"crm">, subject: Subject, { emails }: Who): Promise<null> {
  const by = { actor: actor.id, runId: run.id };
  const site = subject.kind === "buyer" ? subject.site : null;
  for (const email of emails) await forgetAtShops({ db, files }, { email, site }, by);
  if (subject.kind === "buyer") await forgetOrdersWhole({ db, files }, subject.orders, by);
  return null;
}

async function forgetRequests({ db, actor, run }: Work<"crm">, who: Who): Promise<null> {
  const by = { actor: actor.id, runId: run.id };
  const ids = who.own.map(({ id }) => id);
  await db.batch([forgetLines(db, who.emails, ids), forgetSenders(db, who.emails)]);
  await eachNaming(db, "mails", who.emails, async (found) => {
    if (found.length > 0) await db.batch(found.map(({ id }) => forgetMail(db, id)));
    await stillAlive(db, run.id);
  });
  await eachNaming(db, "runs", traces(who), async (found) => {
    if (found.length > 0) await db.batch(found.flatMap(({ id }) => forgetInput(db, id, by)));
    await stillAlive(db, run.id);
  });
  return null;
}

async function eraseRecords(work: Work<"crm">, who: Who): Promise<null> {
  const { db, files, ports, actor, run } = work;
  const by = { actor: actor.id, runId: run.id };
  const { crm } = ports;
  for (const contact of who.contacts) {
    await stillAlive(db, run.id);
    await crm.privacy.erasePerson(contact.externalId);
    await once(db, { ...by, action: "contact.erase", objectKind: "contact", objectId: `${crm.id}:${contact.externalId}` });
  }
  for (const company of who.companies) {
    await stillAlive(db, run.id);
    await update(crm, company, NOTHING);
    await emptyClient(db, company, by);
  }
  // Whom the request names comes last: it is by them that the others are found.
  for (const client of who.own.toReversed()) {
    await stillAlive(db, run.id);
    const { held } = await filesOf(db, client.id);
    await forgetPapers({ db, files }, client.id, by);
    if (held.length > 0 || (await isHeld(db, client.id))) {
      await update(crm, client, { ...NOTHING, note: "" });
      await emptyClient(db, client, by);
      await once(db, { ...by, action: "client.held", objectKind: "client", objectId: client.id });
      continue;
    }
    if (client.externalId && client.connector === crm.id) await crm.privacy.eraseParty(client.externalId);
    await forgetClient({ db, files }, client, by);
  }
  return null;
}

/** Gone in the CRM is as good. */
async function update(crm: Crm, { externalId, connector }: Client, changes: Partial<CrmParty>): Promise<void> {
  if (!externalId || connector !== crm.id) return;
  try {
    await crm.update(externalId, changes);
  } catch (error) {
    if (asPasserelleError(error).code !== "not_found") throw error;
  }
}

/** The last of all: who it was about goes from this request too, and the trail has why. */
async function forget({ db, actor, run }: Work<"crm">, subject: Subject, reason: string): Promise<null> {
  const by = { actor: actor.id, runId: run.id };
  const named = subject.kind === "contact" || subject.kind === "buyer";
  const objectId = named ? run.id : subject.id;
  const kind = named ? "run" : subject.kind === "employee" ? "person" : "client";
  const statements =
    subject.kind === "employee"
      ? [
          db
            .prepare(
              "UPDATE people SET name = '', email = NULL, dm_channel = NULL, roles = '[\"employee\"]', manager = NULL WHERE id = ?1 AND standing = 'gone'",
            )
            .bind(subject.id),
          db.prepare("UPDATE people SET manager = NULL WHERE manager = ?1").bind(subject.id),
        ]
      : named && subject.email
        ? [
            ...(subject.kind === "contact"
              ? [db.prepare("DELETE FROM claims WHERE kind = 'email' AND key = ?1").bind(subject.email.toLowerCase())]
              : []),
            db.prepare("UPDATE runs SET input = json_set(input, '$.subject.email', NULL) WHERE id = ?1").bind(run.id),
          ]
        : [];
  if (statements.length > 0) await db.batch(statements);
  await once(db, { ...by, action: `person.erase/${reason}`, objectKind: kind, objectId });
  return null;
}

interface Line {
  actor: string;
  runId: string;
  action: string;
  objectKind: string;
  objectId: string;
}

/** A row of the trail for what has no row of its own here that changes; the same one is not written twice. */
async function once(db: D1Database, { actor, runId, action, objectKind, objectId }: Line): Promise<void> {
  await db
    .prepare(
      `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id) SELECT ?1, ?2, ?3, ?4, ?5, 'done', ?6
         WHERE NOT EXISTS (SELECT 1 FROM audit WHERE run_id = ?6 AND action = ?3 AND object_id = ?5)`,
    )
    .bind(Date.now(), actor, action, objectKind, objectId, runId)
    .run();
}

const isForgotten = async (db: D1Database, runId: string) =>
  (await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action LIKE 'person.erase/%'").bind(runId).first()) !== null;

/** What this run has done so far, by the trail. */
async function traceOf(db: D1Database, runId: string) {
  const { results } = await db
    .prepare("SELECT action, count(DISTINCT object_id) AS n FROM audit WHERE run_id = ?1 AND outcome = 'done' GROUP BY action")
    .bind(runId)
    .all<{ action: string; n: number }>();
  const count = (action: string) => results.find((row) => row.action === action)?.n ?? 0;
  const done = {
    clients: count("client.erase"),
    kept: count("client.held"),
    contacts: count("contact.erase"),
    requests: count("run.forget"),
    orders: count("order.forget"),
    reviews: count("review.erased"),
    reports: count("report.forget"),
  };
  return { ...done, any: results.length > 0 };
}
