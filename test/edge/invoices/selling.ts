/** A firm that sells, in a test: settings, a client or two, and a maker of documents that stands in for the real one. */
import { NewClient } from "../../../edge/clients/client.ts";
import type { House } from "../../../edge/house.ts";
import type { DocumentMaker } from "../../../edge/invoices/document-maker.ts";
import { DEFAULT_RULES, type Rules } from "../../../edge/invoices/firm/firm.ts";
import { writeFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { sellingUseCases } from "../../../edge/invoices/part.ts";
import type { Sale } from "../../../edge/invoices/sale.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import type { Person } from "../../../edge/people/person.ts";
import type { Run, UseCase } from "../../../edge/runs/run.ts";
import { A_SELLER, aLine, aSale } from "../../fixtures/invoices.ts";
import { aCompany, aHouse, aRegister, begin, carry, worker } from "../carry.ts";

const db = worker.DB;
export const SIREN = "552100554";
const TABLES =
  "invoices quotes number_series yearly_sales firm price_items sale_previews documents audit clients client_forwards crm_contacts crm_parties claims runs run_events vendor_writes register_answers";

export const COMPANIES = [
  aCompany(SIREN, "ÉLECTRICITÉ & FILS", { siret: "55210055400013", vatNumber: "FR96552100554" }),
  aCompany(A_SELLER.siren, "ATELIER DÉMO", { siret: A_SELLER.siret }),
  aCompany("813487899", "FERMÉE SARL", { state: "closed" }),
];

/** What is issued cannot be deleted, which is right anywhere but between two tests. */
export async function emptyBooks(): Promise<void> {
  const { results } = await db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN ('invoices_kept', 'quotes_kept')")
    .all<{ name: string; sql: string }>();
  await db.batch([
    ...results.map(({ name }) => db.prepare(`DROP TRIGGER ${name}`)),
    ...TABLES.split(" ").map((table) => db.prepare(`DELETE FROM ${table}`)),
    ...results.map(({ sql }) => db.prepare(sql)),
  ]);
}

export async function openFirm({ seller = {}, rules = {} }: { seller?: Partial<Seller>; rules?: Partial<Rules> } = {}): Promise<void> {
  await db.prepare("DELETE FROM firm").run();
  await writeFirm(db, { seller: { ...A_SELLER, ...seller }, rules: { ...DEFAULT_RULES, ...rules }, version: 0 }, "p0").run();
}

/** Its bytes say which invoice it is. */
export const aMaker = () => {
  const made: string[] = [];
  const make: DocumentMaker & { made: string[]; fail: number } = Object.assign(
    async (...[invoice]: Parameters<DocumentMaker>) => {
      if (make.fail-- > 0) throw new Error("out of ink");
      made.push(invoice.number);
      return new TextEncoder().encode(`%PDF ${invoice.number} ${made.length}`) as Uint8Array<ArrayBuffer>;
    },
    { made, fail: 0 },
  );
  return make;
};

export const kindsWith = (make: DocumentMaker): Record<string, UseCase> =>
  sellingUseCases({ invoice: make, quote: async ({ number }) => new TextEncoder().encode(`%PDF ${number}`) });

/** Somebody's request, carried out to its end. */
export async function ask(house: House, actor: Person, kind: string, input: unknown, make: DocumentMaker = aMaker()): Promise<Run> {
  const { id } = await begin(house, actor, kind, input);
  return carry(house, id, { kinds: kindsWith(make) });
}

export async function aClient(house: House, actor: Person, siren = SIREN): Promise<string> {
  const run = await ask(house, actor, "create-client", newFrench(siren));
  return String(run.outcome?.clientId);
}

export const newFrench = (siren: string) =>
  NewClient.parse({ identity: { type: "french", siren, name: "" }, kinds: ["client"], contact: { name: "Ana Dupré" }, note: "" });

export const sellingHouse = (): House => aHouse({ register: aRegister(COMPANIES) });

export const TWO_DAYS: Sale = aSale([aLine("2", "600.00", undefined, { unit: "day" })]);
