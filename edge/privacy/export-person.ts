/**
 * All that is kept about one person, for themselves (GDPR, art. 15 and 20): a page to read and JSON to take elsewhere, kept as
 * documents for two days. Result: {documents: 2, found}; the ids of the documents are made from the run's.
 *
 * Refuses with `forbidden`, `not_found` (nothing is kept about them).
 */
import { auditRow } from "../audit/audit.ts";
import { documentsOf, readDocument } from "../documents/document-store.ts";
import { putDocument } from "../documents/put-document.ts";
import { writtenCents } from "../invoices/decimal.ts";
import { papersOf } from "../invoices/held-for-client.ts";
import { may } from "../people/may.ts";
import type { Locale } from "../people/person.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { runsOf } from "../runs/run-store.ts";
import { exportPage } from "./export-page.ts";
import { eachNaming } from "./requests.ts";
import { exportAtShops } from "./shop/export-at-shops.ts";
import { exportIds, isKnown, traces, type Who, whoIs } from "./subject.ts";
import type { ExportPerson } from "./wishes.ts";

type Entry = Record<string, unknown>;
export type Sections = Record<
  | ("clients" | "companies" | "contacts" | "person" | "requests" | "mails" | "invoices" | "documents" | "actions")
  | ("orders" | "reviews" | "reports"),
  Entry[]
>;

/** Of the trail and the requests of an employee, the latest so many. */
const MOST = 1_000;

export async function exportPerson(work: Work<"crm">, { subject }: ExportPerson): Promise<Outcome> {
  const { actor, db, run, step } = work;
  if (!may(actor, "person.export")) return refuse("forbidden");
  const found = await step("gather what is kept", async () => {
    const who = await whoIs(work, subject);
    if (!isKnown(who)) return false;
    const sections = await sectionsOf(work, who);
    await keep(work, sections, {
      kind: subject.kind === "client" ? "client" : "export",
      id: subject.kind === "client" ? subject.id : run.id,
    });
    const [objectKind, objectId] =
      subject.kind === "client" || subject.kind === "employee"
        ? [subject.kind === "employee" ? "person" : "client", subject.id]
        : ["run", run.id];
    // Once: only where this run has not said so.
    await db.batch([
      db
        .prepare(
          "UPDATE runs SET id = id WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM audit WHERE run_id = ?1 AND action = 'person.export')",
        )
        .bind(run.id),
      auditRow(db, { actor: actor.id, action: "person.export", objectKind, objectId, outcome: "done", runId: run.id }),
    ]);
    return true;
  });
  return found ? accept({ documents: 2 }) : refuse("not_found");
}

/** What was kept by an attempt before this one stands: what is known may have changed since. */
async function keep({ db, files, actor, run }: Work<"crm">, sections: Sections, owner: { kind: string; id: string }): Promise<void> {
  const madeAt = new Date().toISOString();
  const { page, json } = exportIds(run.id);
  const common = { class: "personal-export" as const, owner, createdBy: actor.id };
  if (!(await readDocument(db, page))) {
    const body = exportPage(actor.locale as Locale, madeAt, sections);
    await putDocument({ db, files }, { ...common, id: page, mediaType: "text/html", name: `export-${madeAt.slice(0, 10)}.html`, body });
  }
  if (!(await readDocument(db, json))) {
    const body = JSON.stringify({ madeAt, ...sections }, null, 2);
    await putDocument(
      { db, files },
      { ...common, id: json, mediaType: "application/json", name: `export-${madeAt.slice(0, 10)}.json`, body },
    );
  }
}

async function sectionsOf({ db, files, ports: { crm } }: Work<"crm">, who: Who): Promise<Sections> {
  const sections: Sections = {
    clients: [],
    companies: [],
    contacts: [],
    person: [],
    requests: [],
    mails: [],
    invoices: [],
    documents: [],
    actions: [],
    orders: [],
    reviews: [],
    reports: [],
  };
  for (const { externalId, connector, createdBy: _, ...client } of who.own) {
    const record = externalId && connector === crm.id ? await crm.read(externalId) : null;
    sections.clients.push({
      ...dated(client),
      ...(record && { phone: record.phone, address: Object.values(record.address).filter(Boolean).join(", "), note: record.note }),
    });
    for (const { document, totalCents, ...paper } of await papersOf(db, client.id, MOST)) {
      const { buyer = null, lines = null } = (document ? JSON.parse(document) : {}) as { buyer?: unknown; lines?: unknown };
      sections.invoices.push({ ...dated(paper), total: `${writtenCents(totalCents)} €`, ...(document && { buyer, lines }) });
    }
    for (const { class: kind, name, createdAt, keepUntil } of await documentsOf(db, { kind: "client", id: client.id }, null, MOST))
      sections.documents.push(dated({ class: kind, name, createdAt, keepUntil }));
  }
  sections.companies = who.companies.map(({ name, email }) => ({ name, email }));
  sections.contacts = who.contacts.map(({ name, email, phone }) => ({ name, email, phone }));
  sections.requests = await textsAbout(db, "runs", traces(who));
  sections.mails = await textsAbout(db, "mails", who.emails);
  for (const email of who.emails) {
    const { orders, reviews, reports } = await exportAtShops({ db, files }, { email, site: null }, MOST);
    sections.orders.push(...orders.map(dated));
    sections.reviews.push(...reviews.map(dated));
    sections.reports.push(...reports.map(dated));
  }
  if (who.person) await employee(db, who.person, sections);
  return sections;
}

async function textsAbout(db: D1Database, place: "runs" | "mails", texts: string[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  const key = place === "runs" ? "typed" : "content";
  await eachNaming(db, place, texts, async (found) =>
    entries.push(...found.map(({ id, kind, createdAt, input }) => ({ ...dated({ id, kind, createdAt }), [key]: JSON.parse(input) }))),
  );
  return entries;
}

/** Their own requests and what the trail has of them, without the others whom these are about. */
async function employee(db: D1Database, person: NonNullable<Who["person"]>, sections: Sections): Promise<void> {
  const { id, slackUser, name, email, locale, standing, roles, refreshedAt } = person;
  sections.person = [dated({ id, slackUser, name, email, locale, standing, roles: roles.join(", "), refreshedAt })];
  sections.requests = (await runsOf(db, id, null, MOST)).map(({ id: request, kind, state, createdAt }) =>
    dated({ id: request, kind, state, createdAt }),
  );
  const { results } = await db
    .prepare("SELECT at, action, outcome, run_id AS request FROM audit WHERE actor = ?1 ORDER BY at DESC LIMIT ?2")
    .bind(id, MOST)
    .all<{ at: number }>();
  sections.actions = results.map(dated);
}

/** Instants as people and programs read them. */
const dated = (entry: object): Entry =>
  Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      typeof value === "number" && /(At|^at|Until)$/.test(key) ? new Date(value).toISOString() : value,
    ]),
  );
