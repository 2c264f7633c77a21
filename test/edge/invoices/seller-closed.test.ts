/** A firm that was closed since it was set up issues nothing; a register that is away has said nothing. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Company } from "../../../edge/companies/company.ts";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Person } from "../../../edge/people/person.ts";
import { A_SELLER } from "../../fixtures/invoices.ts";
import { aCompany, aHouse, aPerson, aRegister, worker } from "../carry.ts";
import { aClient, ask, COMPANIES, emptyBooks, openFirm, TWO_DAYS } from "./selling.ts";

const db = worker.DB;
const seller = aCompany(A_SELLER.siren, "ATELIER DÉMO", { siret: A_SELLER.siret });
const register = aRegister([seller, ...COMPANIES.filter(({ siren }) => siren !== seller.siren)]);
const house = aHouse({ register });
let director: Person;
let clientId: string;

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  register.down = false;
  Object.assign(seller, { state: "active", closedOn: null } satisfies Partial<Company>);
  director = await aPerson("director");
  clientId = await aClient(house, director);
});

const DAY_MS = 86_400_000;
const aDayPasses = () => db.prepare("UPDATE register_answers SET fetched_at = fetched_at - ?1").bind(DAY_MS).run();
async function issue(issuedOn: string | null = null) {
  const { outcome } = await ask(house, director, "draft-invoice", { client: { clientId }, sale: TWO_DAYS });
  return ask(house, director, "issue-invoice", { invoiceId: outcome?.invoiceId, version: 1, issuedOn });
}
async function send() {
  const { outcome } = await ask(house, director, "draft-quote", { client: { clientId }, sale: TWO_DAYS });
  return ask(house, director, "send-quote", { quoteId: outcome?.quoteId, version: 1 });
}

describe("a firm that sells", () => {
  it("issues and offers nothing once the register says that it is closed, and takes no number", async () => {
    Object.assign(seller, { state: "closed" });
    const said = { state: "refused", code: "unlawful", field: "seller.siren", outcome: { problem: "seller_closed" } };
    expect(await issue()).toMatchObject(said);
    expect(await send()).toMatchObject(said);
    expect(await db.prepare("SELECT count(*) AS n FROM number_series").first("n")).toBe(0);
  });

  it("may still date what it did before it closed", async () => {
    Object.assign(seller, { state: "closed", closedOn: parisDay() });
    expect(await issue(addDays(parisDay(), -1))).toMatchObject({ state: "done" });
    expect(await issue()).toMatchObject({ outcome: { problem: "seller_closed" } });
  });

  it("is read again once a day, whatever it issues", async () => {
    await issue();
    const asked = register.asked;
    await issue();
    expect(register.asked).toBe(asked);
    Object.assign(seller, { state: "closed" });
    expect((await issue()).state).toBe("done");
    await aDayPasses();
    expect((await issue()).state).toBe("refused");
    expect(register.asked).toBe(asked + 1);
  });

  it("goes on as it was known while the register is away", async () => {
    await aDayPasses();
    register.down = true;
    expect((await issue()).state).toBe("done");
    expect((await send()).state).toBe("done");
  });

  it("still credits what it issued", async () => {
    const { outcome } = await issue();
    Object.assign(seller, { state: "closed" });
    await aDayPasses();
    expect(await ask(house, director, "credit-invoice", { invoiceId: outcome?.invoiceId, reason: "" })).toMatchObject({ state: "done" });
  });
});
