/** Where tests of createClient begin: empty tables, a register that knows two companies, a sales person. */
import { NewClient } from "../../../edge/clients/client.ts";
import { aCompany, aHouse, aPerson, aRegister, worker } from "../carry.ts";

const ACME = aCompany("732829320", "ACME CONSEIL", { vatNumber: "FR44732829320" });
const CLOSED = aCompany("813487899", "FERMÉE SARL", { state: "closed" });
const TABLES = "clients crm_contacts crm_parties claims runs run_events vendor_writes register_answers name_words".split(" ");

export const french = (siren: string, more: Record<string, unknown> = {}) =>
  NewClient.parse({ identity: { type: "french", siren, name: "tapé à la main" }, kinds: ["client"], contact: {}, ...more });

export async function freshHouse() {
  await worker.DB.batch(TABLES.map((table) => worker.DB.prepare(`DELETE FROM ${table}`)));
  const register = aRegister([ACME, CLOSED]);
  return { register, house: aHouse({ register }), sales: await aPerson("sales") };
}

export const parties = async () => (await worker.DB.prepare("SELECT * FROM crm_parties").all()).results;
