/** One person, one company, /client's form from its opening to its client: driven as a person drives it, and looked at afterwards. */
import { setTimeout as sleep } from "node:timers/promises";
import type { SampleCompany } from "../fixtures/companies.ts";
import type { StandingHouse } from "./standing-house.ts";

interface Pair {
  /** Slack user id. */
  person: string;
  company: SampleCompany;
}

const TRIES = 60;

/** Opens the form and picks the company in the live search; tries again as a person would. */
export async function fillForm({ slack }: StandingHouse, { person: id, company }: Pair) {
  const person = slack.person(id);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (!person.modal()) await person.shortcut("new_client");
    const modal = await slack.eventually(() => person.modal(), 5_000).catch(() => undefined);
    const { options } = modal ? await person.suggest(modal, "company", company.siren) : { options: [] };
    const option = options.find(({ value }) => value.includes(company.siren));
    if (modal && option) {
      await person.press(modal, "company", option);
      return;
    }
    await sleep(500);
  }
  throw new Error(`${id} finds no company ${company.siren}`);
}

/** Submits until the window closes: whoever sees "we had some trouble connecting" clicks again. */
export async function submitUntilTaken({ slack }: StandingHouse, { person: id, company }: Pair) {
  const person = slack.person(id);
  const answers = { contactName: `Contact ${company.siren}`, email: `contact@essai-${company.siren}.example` };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const view = person.modal();
    if (!view) return;
    const seen = await person.submit(view, answers);
    if (seen.errors) throw new Error(`${id}: ${JSON.stringify(seen.errors)}`);
    if (person.modal()) await sleep(300);
  }
  throw new Error(`${id}: the form is never taken`);
}

/** What is not exactly once: in the CRM, in the directory, in the person's DM. */
export function problemsOf(house: StandingHouse, crm: string, { person, company }: Pair): string[] {
  const runs = house.rows<{ id: string; state: string }>("SELECT id, state FROM runs WHERE input LIKE ?", `%${company.siren}%`);
  const cards = house.slack.person(person).messages();
  const counts = {
    runs: runs.length,
    "runs done": runs.filter(({ state }) => state === "done").length,
    "records in the CRM": recordsIn(house, crm, company.siren),
    "contacts in the CRM": contactsIn(house, crm, company.siren),
    "clients in the directory": house.rows("SELECT 1 FROM clients WHERE siren = ?", company.siren).length,
    "cards in the DM": cards.filter(({ metadata }) => metadata?.event_payload.run_id === runs[0]?.id).length,
  };
  return Object.entries(counts).flatMap(([what, count]) => (count === 1 ? [] : [`${company.siren} has ${count} ${what}`]));
}

function recordsIn({ rows, dolibarr }: StandingHouse, crm: string, siren: string): number {
  if (crm === "builtin") return rows("SELECT 1 FROM crm_parties WHERE siren = ?", siren).length;
  return dolibarr.dump().parties.filter((party) => party.idprof1 === siren || party.siren === siren).length;
}

function contactsIn({ rows, dolibarr }: StandingHouse, crm: string, siren: string): number {
  const email = `contact@essai-${siren}.example`;
  if (crm === "builtin") return rows("SELECT 1 FROM crm_contacts WHERE email = ?", email).length;
  return dolibarr.dump().contacts.filter((contact) => contact.email === email).length;
}
