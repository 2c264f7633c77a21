/** The vectors of EN 16931's arithmetic, and what must hold of every invoice. */
import { describe, expect, it } from "vitest";
import { decimal, dividedBy, rounded, toCents, written, writtenCents } from "../../../edge/invoices/decimal.ts";
import { totalsOf, withoutVat } from "../../../edge/invoices/totals.ts";
import { aLine, aSale, aVat, dice, randomInvoice } from "../../fixtures/invoices.ts";
import { VECTORS } from "../../fixtures/law-vectors.ts";

describe("law-vectors", () => {
  it.each(VECTORS.map((vector) => [vector.name, vector] as const))("%s", (_, { ours, theirs }) => expect(ours()).toEqual(theirs));
});

describe("prices typed with VAT", () => {
  const typed = (quantity: string, price: string, percent = "20") =>
    aLine(quantity, written(withoutVat(price, percent)), aVat("S", percent), { unitPriceWithVat: price });

  it.each([
    ["1", "100", 100_00],
    ["3", "9.99", 29_97],
    ["7", "0.01", 7],
    ["12", "19.90", 238_80],
  ])("%s at %s are owed to the cent", (quantity, price, dueCents) => {
    expect(totalsOf(aSale([typed(quantity, price)])).dueCents).toBe(dueCents);
  });

  it("holds nobody to it where one price was typed without", () => {
    expect(totalsOf(aSale([typed("3", "9.99"), aLine("1", "1")])).roundingCents).toBe(0);
  });
});

describe("a discount on the whole", () => {
  it("is shared out over the rates to the last cent", () => {
    const lines = [aLine("1", "10"), aLine("1", "10", aVat("S", "10")), aLine("1", "10", aVat("S", "5.5"))];
    const totals = totalsOf(aSale(lines, { discount: { off: { type: "amount", amountCents: 1_00 }, only: null } }));
    expect(totals.discounts.map(({ amountCents }) => amountCents)).toEqual([34, 33, 33]);
  });
});

it("adds up, for a thousand random invoices", () => {
  for (let seed = 1; seed <= 1_000; seed++) {
    const { totals } = randomInvoice(dice(seed));
    expect(totals.linesCents - totals.discountCents).toBe(totals.netCents);
    expect(totals.vat.reduce((sum, { baseCents }) => sum + baseCents, 0)).toBe(totals.netCents);
    expect(totals.netCents + totals.vatCents).toBe(totals.totalCents);
    expect(totals.totalCents - totals.paidCents + totals.roundingCents).toBe(totals.dueCents);
  }
});

describe("decimals", () => {
  it("round half away from zero", () => {
    expect(["0.005", "0.015", "1.005", "-0.005", "2.675"].map((text) => toCents(decimal(text)))).toEqual([1, 2, 101, -1, 268]);
    expect(written(rounded(decimal("80.3333335"), 6))).toBe("80.333334");
  });
  it("divide and are written exactly", () => {
    expect(written(dividedBy(decimal("100"), decimal("3"), 6))).toBe("33.333333");
    expect(written(decimal("1.500"))).toBe("1.5");
    expect([0, 5, -5, 100, -12345].map(writtenCents)).toEqual(["0.00", "0.05", "-0.05", "1.00", "-123.45"]);
  });
  it("are no floating point: what 0.1 + 0.2 is not", () => {
    expect(totalsOf(aSale([aLine("3", "0.1", aVat("Z"))])).netCents).toBe(30);
    expect(totalsOf(aSale([aLine("999999", "9999.999999", aVat("Z"))])).netCents).toBe(999998999900);
  });
});
