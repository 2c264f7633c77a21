/** Where something about a person lies, and whom a request is about (wishes.ts). */
import type { Client } from "../clients/client.ts";
import { clientOf, readClient } from "../clients/client-store.ts";
import type { CrmPerson } from "../clients/crm.ts";
import type { Company } from "../companies/company.ts";
import { readPerson } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";
import type { Ports } from "../ports.ts";
import { type ShopTraces, shopTraces } from "./shop/shop-traces.ts";
import type { Subject } from "./wishes.ts";

/** Runs about a person's data: known by name without loading what they do (part.ts). */
export const privacyKinds = ["export-person", "erase-person", "forget-buyers"] as const;

/** The documents of an export, by its run. */
export const exportIds = (runId: string) => ({ page: `${runId}p`, json: `${runId}j` });

export interface Who {
  /** Clients that are the person. */
  own: Client[];
  /** Companies whose record has the person's e-mail for its own. */
  companies: Client[];
  contacts: CrmPerson[];
  emails: string[];
  person: Person | null;
  shop: ShopTraces;
}

/** A sole trader's company is a person too (INSEE's legal forms 1xxx). */
export const isPerson = (client: Pick<Client, "company">, facts: Pick<Company, "legalForm"> | null): boolean =>
  !client.company || (facts?.legalForm ?? "").startsWith("1");

const MOST = 20;

/** @throws as Crm.read */
export async function whoIs({ db, ports }: { db: D1Database; ports: Pick<Ports, "crm"> }, subject: Subject): Promise<Who> {
  const who: Who = { own: [], companies: [], contacts: [], emails: [], person: null, shop: { orders: 0, reviews: 0, reports: 0 } };
  if (subject.kind === "employee") {
    who.person = await readPerson(db, subject.id);
    return who;
  }
  if (subject.kind === "buyer") {
    who.emails = subject.email ? [subject.email.toLowerCase()] : [];
    who.shop = await shopTraces(db, who.emails, subject.site);
    return who;
  }
  const found = subject.kind === "client" ? await readClient(db, subject.id) : null;
  if (found && isPerson(found.client, found.facts)) who.own.push(found.client);
  const record = found?.client.externalId ? await ports.crm.read(found.client.externalId) : null;
  const given = subject.kind === "contact" ? subject.email : null;
  who.emails = [...new Set([given, found?.client.email, record?.email].filter(Boolean).map((email) => String(email).toLowerCase()))];
  for (const email of who.emails) {
    const { results } = await db
      .prepare("SELECT * FROM clients WHERE email = ?1 LIMIT ?2")
      .bind(email, MOST)
      .all<{ company_facts: string | null }>();
    for (const row of results) {
      const client = clientOf(row);
      const facts = row.company_facts ? (JSON.parse(row.company_facts) as Company) : null;
      const list = isPerson(client, facts) ? who.own : who.companies;
      if (!list.some(({ id }) => id === client.id)) list.push(client);
    }
    who.contacts.push(...(await ports.crm.privacy.personsBy(email)));
  }
  who.shop = await shopTraces(db, who.emails, null);
  return who;
}

export const isKnown = ({ own, companies, contacts, person, shop }: Who) =>
  own.length + companies.length + contacts.length + shop.orders + shop.reviews + shop.reports > 0 || person !== null;

/** What a request that names the person has in its text, JSON as it is kept. */
export const traces = ({ own, emails }: Who): string[] =>
  [...emails, ...own.flatMap(({ id, name }) => [id, name.toLowerCase()])].map((text) => JSON.stringify(text).slice(1, -1));
