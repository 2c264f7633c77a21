/** A firm without VAT: what it has invoiced in a year is counted with the issue, and it is told in time that the franchise ends. */
import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { franchiseWarning, soldIn, soldInYear } from "../../../edge/invoices/firm/franchise.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Sale } from "../../../edge/invoices/sale.ts";
import { totalsOf } from "../../../edge/invoices/totals.ts";
import type { Person } from "../../../edge/people/person.ts";
import { aLine, aSale, aVat } from "../../fixtures/invoices.ts";
import { aPerson, worker } from "../carry.ts";
import { aClient, ask, emptyBooks, openFirm, sellingHouse } from "./selling.ts";

const db = worker.DB;
const house = sellingHouse();
const FRANCHISE = aVat("E", "0", "VATEX-FR-FRANCHISE");
let director: Person;
let clientId: string;

beforeEach(async () => {
  await emptyBooks();
  await openFirm({ seller: { vatRegime: "franchise", vatNumber: null } });
  director = await aPerson("director");
  clientId = await aClient(house, director);
});

const services = (euros: string) => aLine("1", euros, FRANCHISE);
const goods = (euros: string) => aLine("1", euros, FRANCHISE, { nature: "goods" });
async function issue(sale: Sale, issuedOn: string | null = null): Promise<string> {
  const { outcome } = await ask(house, director, "draft-invoice", { client: { clientId }, sale });
  const run = await ask(house, director, "issue-invoice", { invoiceId: outcome?.invoiceId, version: 1, issuedOn });
  expect(run).toMatchObject({ state: "done" });
  return String(outcome?.invoiceId);
}

describe("what was invoiced in a year", () => {
  it("is counted with the issue, goods and services apart, discounts and credit notes taken off", async () => {
    const first = await issue(
      aSale([services("1000"), goods("3000")], { discount: { off: { type: "percent", percent: "10" }, only: null } }),
    );
    expect(await soldInYear(db, parisDay())).toEqual({ services: 900_00, goods: 2_700_00 });
    await issue(aSale([services("33.33")]));
    expect(await soldInYear(db, parisDay())).toEqual({ services: 933_33, goods: 2_700_00 });
    await ask(house, director, "credit-invoice", { invoiceId: first, reason: "" });
    expect(await soldInYear(db, parisDay())).toEqual({ services: 33_33, goods: 0 });
    expect(await soldInYear(db, "2031-01-01")).toEqual({ services: 0, goods: 0 });
  });

  it("is not what is only a draft, nor what is issued twice", async () => {
    const sale = aSale([services("500")]);
    const { outcome } = await ask(house, director, "draft-invoice", { client: { clientId }, sale });
    expect((await soldInYear(db, parisDay())).services).toBe(0);
    const wish = { invoiceId: outcome?.invoiceId, version: 1, issuedOn: null };
    await Promise.all([ask(house, director, "issue-invoice", wish), ask(house, director, "issue-invoice", wish)]);
    expect((await soldInYear(db, parisDay())).services).toBe(500_00);
  });

  it("counts in the year that the invoice bears", async () => {
    const lastYear = `${Number(parisDay().slice(0, 4)) - 1}-12-31`;
    await issue(aSale([services("700")]), lastYear);
    expect((await soldInYear(db, lastYear)).services).toBe(700_00);
    expect((await soldInYear(db, parisDay())).services).toBe(0);
    expect(addDays(lastYear, 1).slice(0, 4)).toBe(parisDay().slice(0, 4));
  });
});

describe("the franchise", () => {
  const DAY = "2026-11-26";
  const warned = (servicesCents: number, goodsCents = 0, vatRegime: "franchise" | "normal" = "franchise") => {
    const found = franchiseWarning({ vatRegime }, DAY, { services: servicesCents, goods: goodsCents });
    return found && `${found.level} ${found.of}`;
  };
  it.each([
    [33_749_99, 0, null],
    [33_750_00, 0, "near services"],
    [37_500_00, 0, "near services"],
    [37_500_01, 0, "base services"],
    [41_250_00, 0, "base services"],
    [41_250_01, 0, "upper services"],
    [0, 76_499_99, null],
    [0, 76_500_00, "near goods"],
    [30_000_00, 55_000_01, "base goods"],
    [36_000_00, 57_500_01, "upper goods"],
  ])("with %i cents of services and %i of goods says %s", (servicesCents, goodsCents, said) =>
    expect(warned(servicesCents, goodsCents)).toBe(said),
  );

  it("is nobody's who charges VAT, and has no threshold before the law says one", () => {
    expect(warned(90_000_00, 0, "normal")).toBeNull();
    expect(franchiseWarning({ vatRegime: "franchise" }, "2024-12-31", { services: 90_000_00, goods: 0 })).toBeNull();
  });

  it("counts the sale that one is about to issue", () => {
    const sale = aSale([services("1000"), goods("1000")], { discount: { off: { type: "amount", amountCents: 500_00 }, only: null } });
    expect(soldIn(sale.lines, totalsOf(sale))).toEqual({ services: 750_00, goods: 750_00 });
    const found = franchiseWarning({ vatRegime: "franchise" }, DAY, { services: 37_000_00, goods: 0 }, { services: 750_00, goods: 0 });
    expect(found).toEqual({ level: "base", of: "services", soldCents: 37_750_00, thresholdCents: 37_500_00 });
  });
});
