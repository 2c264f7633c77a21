/** What the law wants of a sale beyond the official validators: who is a business, when it must be paid, why there may be no VAT. */
import { describe, expect, it } from "vitest";
import type { Client } from "../../../edge/clients/client.ts";
import { checkInvoice } from "../../../edge/invoices/check/check-invoice.ts";
import { ciiOf } from "../../../edge/invoices/cii.ts";
import { composeInvoice } from "../../../edge/invoices/compose-invoice.ts";
import { usualVat } from "../../../edge/invoices/drafts/usual-vat.ts";
import { DEFAULT_RULES } from "../../../edge/invoices/firm/firm.ts";
import type { Buyer } from "../../../edge/invoices/invoice.ts";
import { weighSale } from "../../../edge/invoices/issue/weigh-sale.ts";
import { leastLatePercent } from "../../../edge/invoices/late-floor.ts";
import type { Line, Sale, Terms } from "../../../edge/invoices/sale.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { totalsOf } from "../../../edge/invoices/totals.ts";
import { A_BUYER, A_SELLER, aLine, aSale, aVat, someFacts } from "../../fixtures/invoices.ts";

const DAY = "2026-11-26";
const at = (country: string, more: Partial<Buyer> = {}): Partial<Buyer> => ({
  siren: null,
  vatNumber: null,
  address: { ...A_BUYER.address, country },
  email: "a@b.example",
  ...more,
});
const GERMAN = at("DE", { vatNumber: "DE123456788" });

interface Wish {
  lines?: Line[];
  terms?: Terms | null;
  buyer?: Partial<Buyer>;
  seller?: Partial<Seller>;
  day?: string;
}
function problemsOf({ lines = [aLine("1", "100")], terms = null, buyer = {}, seller = {}, day = DAY }: Wish): string[] {
  const who = { ...A_BUYER, ...buyer };
  const firm = { seller: { ...A_SELLER, ...seller }, rules: DEFAULT_RULES, version: 1 };
  const known = { buyer: who, client: { company: who.company, country: who.address.country } as Client };
  const sale: Sale = aSale(lines, { terms });
  return weighSale({ kind: "invoice", firm, known, sale, day }).problems.map(({ field, code }) => `${field} ${code}`);
}
const withVat = (category: Parameters<typeof aVat>[0], exemption: string, nature: Line["nature"] = "services") => [
  aLine("1", "100", aVat(category, "0", exemption), { nature }),
];

describe("when it is to be paid", () => {
  const late = ["terms terms_too_long"];
  it.each([
    [{ type: "days", days: 60 }, []],
    [{ type: "days", days: 61 }, late],
    [{ type: "days-end-of-month", days: 45 }, []],
    [{ type: "days-end-of-month", days: 46 }, late],
    // 45 days from the end of November.
    [{ type: "date", dueOn: "2027-01-31" }, []],
    [{ type: "date", dueOn: "2027-02-01" }, late],
  ] as [Terms, string[]][])("%j between businesses", (terms, problems) => expect(problemsOf({ terms })).toEqual(problems));

  it("is for a private person, or abroad, as agreed", () => {
    const terms: Terms = { type: "days", days: 90 };
    expect(problemsOf({ terms, buyer: at("FR", { company: false }) })).toEqual([]);
    expect(problemsOf({ terms, buyer: GERMAN, lines: withVat("AE", "VATEX-EU-AE") })).toEqual([]);
  });

  it("costs whoever pays late no less than the law lets one agree on", () => {
    expect(problemsOf({ day: "2026-03-01", seller: { latePercent: "7.85" } })).toEqual(["seller.latePercent late_rate"]);
    expect(problemsOf({ day: "2026-03-01", seller: { latePercent: "7.86" } })).toEqual([]);
  });

  it("is held to the rate of its own half-year, and to none where nobody has entered it", () => {
    const low = (day: string, latePercent: string | null = "7.85") => problemsOf({ day, seller: { latePercent } });
    const refused = ["seller.latePercent late_rate"];
    expect([low("2025-06-30"), low("2025-07-01"), low("2025-12-31", "8.27"), low("2025-12-31", "8.28")]).toEqual([
      [],
      refused,
      refused,
      [],
    ]);
    expect([low("2026-01-01"), low("2026-06-30"), low("2026-06-30", "7.86"), low("2026-07-01")]).toEqual([refused, refused, [], []]);
    expect([leastLatePercent("2025-07-01"), leastLatePercent("2026-06-30"), leastLatePercent("2026-07-01")]).toEqual([
      "8.28",
      "7.86",
      null,
    ]);
  });

  it("says the rule or the rate that was agreed, never the figure of a half-year", () => {
    const late = (latePercent: string | null, issuedOn: string) =>
      composeInvoice(someFacts({ issuedOn, seller: { ...A_SELLER, latePercent } })).notes.find(({ code }) => code === "PMD")?.text;
    for (const day of ["2026-06-30", "2026-07-01", "2027-01-01"]) {
      expect(late(null, day)).toContain("Banque centrale européenne majoré de 10 points");
      expect(late(null, day)).not.toMatch(/\d,\d/);
      expect(late("9.5", day)).toContain("9,5 %");
    }
  });
});

describe("no VAT", () => {
  it.each([
    ["an intra-Community supply that stays", withVat("K", "VATEX-EU-IC", "goods"), {}, "lines.0.vat not_in_union"],
    ["one that leaves the Union", withVat("K", "VATEX-EU-IC", "goods"), at("US", { vatNumber: "US123456" }), "lines.0.vat not_in_union"],
    ["an export that stays", withVat("G", "VATEX-EU-G", "goods"), {}, "lines.0.vat no_export"],
    ["an export into the Union", withVat("G", "VATEX-EU-G", "goods"), GERMAN, "lines.0.vat no_export"],
    ["reverse charge abroad, at home", withVat("AE", "VATEX-EU-AE"), {}, "lines.0.vat reverse_abroad"],
    ["reverse charge at home, abroad", withVat("AE", "VATEX-FR-AE"), GERMAN, "lines.0.vat reverse_home"],
    ["a franchise that the firm has left", withVat("E", "VATEX-FR-FRANCHISE"), {}, "lines.0.vat no_franchise"],
  ] as [string, Line[], Partial<Buyer>, string][])("is refused to %s", (_, lines, buyer, problem) =>
    expect(problemsOf({ lines, buyer })).toEqual([problem]),
  );

  it("is for goods and services that it is meant for", () => {
    expect(problemsOf({ lines: withVat("K", "VATEX-EU-IC", "goods"), buyer: GERMAN })).toEqual([]);
    expect(problemsOf({ lines: withVat("G", "VATEX-EU-G", "goods"), buyer: at("US") })).toEqual([]);
    expect(problemsOf({ lines: withVat("G", "VATEX-EU-G", "goods"), buyer: at("GP", { siren: A_BUYER.siren }) })).toEqual([]);
    expect(problemsOf({ lines: withVat("AE", "VATEX-FR-AE") })).toEqual([]);
  });

  it("that the buyer owes names them by their VAT number, which their SIREN tells", () => {
    const facts = someFacts({ buyer: { ...A_BUYER, vatNumber: null }, sale: aSale(withVat("AE", "VATEX-FR-AE")) });
    expect(composeInvoice(facts).buyer.vatNumber).toBe("FR96552100554");
    expect(composeInvoice({ ...facts, sale: aSale([aLine("1", "10")]) }).buyer.vatNumber).toBeNull();
    const nobody = at("FR", { company: false });
    expect(problemsOf({ lines: withVat("AE", "VATEX-FR-AE"), buyer: nobody })).toContain("buyer.vatNumber buyer_vat_missing");
  });

  it("stands for one reason on one invoice, and the line of a second one is named", () => {
    const [first, second] = ["VATEX-FR-CGI261-4", "VATEX-FR-CGI261C-1"].map((reason) => aLine("1", "100", aVat("E", "0", reason)));
    if (!first || !second) throw new Error("no lines");
    expect(problemsOf({ lines: [aLine("1", "5"), first, second, first] })).toEqual(["lines.2.vat reasons_mixed"]);
    expect(problemsOf({ lines: [first, first, aLine("1", "5")] })).toEqual([]);
  });

  it("is that of art. 294 for a firm of Guyane or Mayotte, and for no other", () => {
    const lines = withVat("O", "FR-CGI294");
    const home = (postcode: string) => ({ address: { ...A_SELLER.address, postcode } });
    expect(problemsOf({ lines, seller: home("97300") })).toEqual([]);
    expect(problemsOf({ lines, seller: home("97600") })).toEqual([]);
    expect(problemsOf({ lines })).toEqual(["lines.0.vat no_294"]);
    expect(problemsOf({ lines, seller: home("97133") })).toEqual(["lines.0.vat no_294"]);
    const { reasons, mentions } = composeInvoice(someFacts({ sale: aSale(lines) }));
    expect([reasons, mentions]).toEqual([
      ["TVA non applicable, art. 294 du CGI"],
      ["Prestation de services", "TVA non applicable, art. 294 du CGI"],
    ]);
    expect(ciiOf(composeInvoice(someFacts({ sale: aSale(lines) })))).toContain(
      "<ram:ExemptionReasonCode>VATEX-EU-O</ram:ExemptionReasonCode>",
    );
  });

  it("that was wrong on an invoice can still be taken back", () => {
    const facts = someFacts({ kind: "credit-note", sale: aSale(withVat("G", "VATEX-EU-G")), preceding: [{ number: "F1", issuedOn: DAY }] });
    expect(checkInvoice(composeInvoice(facts))).toEqual([]);
  });
});

describe("VAT where nothing was said", () => {
  const usual = (buyer: Partial<Buyer>, postcode = "69001") => {
    const who = { ...A_BUYER, ...buyer };
    const known = { buyer: who, client: { company: who.company } as Client };
    const { category, percent, exemption } = usualVat(
      { seller: { ...A_SELLER, address: { ...A_SELLER.address, postcode } }, known, day: DAY },
      "services",
    );
    return [category, percent, ...(exemption ? [exemption] : [])].join(" ");
  };
  it("is that of France in Monaco, and that of the department", () => {
    expect(usual(at("MC"))).toBe("S 20");
    expect(usual({}, "97400")).toBe("S 8.5");
    expect(usual({}, "20000")).toBe("S 20");
    expect(usual({}, "97300")).toBe("O 0 FR-CGI294");
    expect(usual({}, "97600")).toBe("O 0 FR-CGI294");
    expect(usual({}, "97133")).toBe("O 0 VATEX-EU-O");
  });
});

describe("what is said between businesses", () => {
  const said = (buyer: Partial<Buyer>) => {
    const { audience, notes } = composeInvoice(someFacts({ buyer: { ...A_BUYER, ...buyer } }));
    return [audience, /40 €/.test(notes.find(({ code }) => code === "PMT")?.text ?? "")];
  };
  it("is said to each of them, whatever number they have or lack, and to nobody else", () => {
    expect(said({})).toEqual(["B2B", true]);
    expect(said(at("US"))).toEqual(["B2BINT", true]);
    expect(said(at("FR"))).toEqual(["B2C", true]);
    expect(said(at("FR", { company: false }))).toEqual(["B2C", false]);
    expect(said(at("RE", { company: false }))).toEqual(["B2C", false]);
    expect(said(at("US", { company: false }))).toEqual(["B2CINT", false]);
  });
});

describe("a discount", () => {
  it("takes no more off a line than there is", () => {
    const off = aLine("1", "100", undefined, { discount: { type: "amount", amountCents: 100_01 } });
    expect(problemsOf({ lines: [off, aLine("1", "500")] })).toEqual(["lines.0.discount discount_over"]);
  });

  it("on the whole is shared out to the cent, though a rate may come to less than nothing", () => {
    const lines = [aLine("4", "0.01"), aLine("-1", "0.01", aVat("S", "10")), aLine("-1", "0.01", aVat("S", "5.5"))];
    const { discounts, netCents, vat } = totalsOf(aSale(lines, { discount: { off: { type: "amount", amountCents: 1 }, only: null } }));
    expect(discounts.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(1);
    expect(vat.reduce((sum, { baseCents }) => sum + baseCents, 0)).toBe(netCents);
  });
});
