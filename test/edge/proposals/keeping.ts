/** Where tests of what is kept true begin: empty tables, a register whose companies change, clients of the built-in CRM, a sales person. */
import { insertClient, type NewRow } from "../../../edge/clients/client-store.ts";
import type { Company } from "../../../edge/companies/company.ts";
import { keepTrue } from "../../../edge/proposals/keep-true.ts";
import { readProposal } from "../../../edge/proposals/proposal-store.ts";
import { answerRun } from "../../../edge/runs/start-run.ts";
import { aCompany, aHouse, aPerson, aRegister, carry, worker } from "../carry.ts";

export const db = worker.DB;
export const DAY_MS = 86_400_000;
const TABLES =
  "proposals clients crm_contacts crm_parties claims runs run_events vendor_writes register_answers vat_checks name_words audit people".split(
    " ",
  );

export const noPause = async () => undefined;

export const SIRENS = ["732829320", "813487899", "404833048", "552100554", "356000000"];

export async function keptHouse() {
  await db.batch([
    ...TABLES.map((table) => db.prepare(`DELETE FROM ${table}`)),
    db.prepare("DELETE FROM settings WHERE key IN ('keep_true', 'reviewer')"),
  ]);
  const companies: Company[] = [];
  const register = aRegister(companies);
  const house = aHouse({ register });
  const sales = await aPerson("sales");

  /** As it stands in the CRM and was last read, unless `more` says otherwise. */
  async function addClient(siren: string, more: Partial<NewRow> = {}, change: Partial<Company> = {}): Promise<string> {
    const company = aCompany(siren, `SOCIÉTÉ ${siren}`, { siret: `${siren}00015`, vatNumber: `FR44${siren}`, ...change });
    companies.push(company);
    const { name, siret, vatNumber, address } = company;
    const party = { name, siren, siret: siret ?? "", vatNumber: vatNumber ?? "", address, kinds: ["client" as const], company: true };
    const { externalId } = await house.ports.crm.create({ ...party, email: "", phone: "", note: "" }, `CL-${siren}`);
    const row: NewRow = {
      ...{ id: `c${siren}`, reference: `CL-${siren}`, connector: "builtin", externalId, name, kinds: ["client"], company: true },
      ...{ siren, siret, vatNumber, email: null, postcode: address.postcode, city: address.city, country: "FR", state: company.state },
      ...{ verification: "verified", verifiedAt: Date.now(), facts: { ...company }, createdBy: sales.id },
      ...more,
    };
    await db.batch(insertClient(db, row));
    return row.id;
  }

  const change = (siren: string, to: Partial<Company>) => Object.assign(companies.find((one) => one.siren === siren) as Company, to);
  /** As if its time had come, and nobody had asked about it. */
  const due = async (id: string) => {
    await db.batch([
      db.prepare("UPDATE clients SET due_at = 0 WHERE id = ?1").bind(id),
      db.prepare("DELETE FROM register_answers"),
      db.prepare("DELETE FROM settings WHERE key = 'keep_true'"),
    ]);
  };
  const read = async (id: string) => {
    await due(id);
    return keepTrue(house, noPause);
  };
  const client = (id: string) => db.prepare("SELECT * FROM clients WHERE id = ?1").bind(id).first<Record<string, unknown>>();
  const party = async (id: string) => house.ports.crm.read(String((await client(id))?.external_id));
  const proposal = (id: string) => readProposal(db, id);
  const runs = async (kind = "review-client") =>
    (await db.prepare("SELECT * FROM runs WHERE kind = ?1 ORDER BY created_at").bind(kind).all()).results;
  /** The card that asks, put by its run. */
  const asked = async (id: string) => carry(house, (await proposal(id))?.runId as string);
  /** @param option fields as bits, 0 = ignore */
  async function answer(id: string, option: number) {
    const waiting = await proposal(id);
    const { id: runId } = await asked(id);
    await answerRun(house, { runId, name: `review${waiting?.edition}`, option: String(option), actor: sales });
    return carry(house, runId);
  }
  return { asked, answer, house, register, companies, sales, addClient, change, due, read, client, party, proposal, runs };
}

export type KeptHouse = Awaited<ReturnType<typeof keptHouse>>;
export const MOVED = { line: "9 QUAI DES BELGES", postcode: "13001", city: "MARSEILLE", country: "FR" };
