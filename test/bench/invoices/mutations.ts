/** Ways in which an invoice's model can be wrong, each with the field that a person would have to mend. */
import type { Invoice, InvoiceLine } from "../../../edge/invoices/invoice.ts";
import { totalsOf } from "../../../edge/invoices/totals.ts";
import type { Dice } from "../../fixtures/invoices.ts";

export interface Mutation {
  name: string;
  /** Beginnings of the fields at which ours may say so. */
  fields: string[];
  /** What is other than it should be. */
  apply(invoice: Invoice, roll: Dice): Partial<Invoice>;
}

const set = (name: string, field: string, apply: (invoice: Invoice, roll: Dice) => Partial<Invoice>, ...others: string[]): Mutation => ({
  name,
  fields: [field, ...others],
  apply,
});
/** One of the lines, changed. */
function line({ lines }: Invoice, roll: Dice, changes: Partial<InvoiceLine>): Partial<Invoice> {
  const at = roll.whole(0, lines.length - 1);
  return { lines: lines.map((one, i) => (i === at ? { ...one, ...changes } : one)) };
}

/** Whole in itself but for that: two groups of E, which is what the standard does not take. */
function twoReasons(invoice: Invoice, roll: Dice): Partial<Invoice> {
  const [first] = invoice.lines;
  if (!first) return {};
  const other = roll.one(["VATEX-FR-CGI261-4", "VATEX-FR-FRANCHISE"]);
  const exempt = (exemption: string, id: string): InvoiceLine => ({
    ...first,
    ...{ id, discount: null, unitPriceWithVat: null },
    vat: { category: "E", percent: "0", exemption },
  });
  const lines = [exempt(other, "1"), exempt("VATEX-FR-CGI261C-1", "2")];
  return { lines, discount: null, totals: totalsOf({ lines, discount: null }), reasons: ["Exonéré", "Exonéré aussi"] };
}

export const MUTATIONS: Mutation[] = [
  set("no number", "number", (_i) => ({ number: "" })),
  set("number with spaces", "number", (_i) => ({ number: "F 2026 42" })),
  set("number too long", "number", (_i) => ({ number: "F".repeat(36) })),
  set("no day of issue", "issuedOn", (_i) => ({ issuedOn: "" }), "dueOn"),
  set("last century", "issuedOn", (_i) => ({ issuedOn: "1999-11-26" }), "dueOn"),
  set("due before issue", "dueOn", (_i) => ({ dueOn: "2026-11-01" })),
  set("no due date", "dueOn", (_i) => ({ dueOn: null })),
  set("supplied on no day", "suppliedOn", (_i) => ({ suppliedOn: "1986-01-01" })),
  set("no seller's name", "seller.name", (i) => ({ seller: { ...i.seller, name: "" } })),
  set("short SIREN", "seller.siren", (i) => ({ seller: { ...i.seller, siren: "73282932" } }), "seller.siret"),
  set("another's SIRET", "seller.siret", (i) => ({ seller: { ...i.seller, siret: "55210055400013" } })),
  set("no seller's country", "seller.address", (i) => ({ seller: { ...i.seller, address: { ...i.seller.address, country: "" } } })),
  set("VAT number without country", "seller.vatNumber", (i) => ({ seller: { ...i.seller, vatNumber: "44732829320" } })),
  set("no seller's VAT number", "seller.vatNumber", (i) => ({ seller: { ...i.seller, vatNumber: null } }), "lines"),
  set("no buyer's name", "buyer.name", (i) => ({ buyer: { ...i.buyer, name: "" } })),
  set("no buyer's country", "buyer.address", (i) => ({ buyer: { ...i.buyer, address: { ...i.buyer.address, country: "" } } }), "deliverTo"),
  set("buyer without SIREN", "buyer.siren", (i) => ({ buyer: { ...i.buyer, siren: null } }), "buyer.vatNumber"),
  set("buyer's SIREN of 8", "buyer.siren", (i) => ({ buyer: { ...i.buyer, siren: "55210055" } })),
  set("buyer's SIRET of another", "buyer.siret", (i) => ({ buyer: { ...i.buyer, siret: "73282932000074" } })),
  set("buyer without VAT number", "buyer.vatNumber", (i) => ({ buyer: { ...i.buyer, vatNumber: null } }), "buyer.siren"),
  set("buyer's VAT number without country", "buyer.vatNumber", (i) => ({ buyer: { ...i.buyer, vatNumber: "123456788" } })),
  set(
    "e-mail of 200 characters",
    "buyer.email",
    (i) => ({ buyer: { ...i.buyer, siren: null, email: `${"a".repeat(200)}@b.fr` } }),
    "buyer",
  ),
  set("goes nowhere", "deliverTo", (_i) => ({ deliverTo: null })),
  set("no lines", "lines", (_i) => ({ lines: [] }), "totals"),
  set("nameless line", "lines", (i, roll) => line(i, roll, { name: "" })),
  set("quantity of five decimals", "lines", (i, roll) => line(i, roll, { quantity: "1.12345" }), "totals"),
  set("another quantity", "lines", (i, roll) => line(i, roll, { quantity: "99" }), "totals"),
  set("negative price", "lines", (i, roll) => line(i, roll, { unitPrice: "-5" })),
  set("price of seven decimals", "lines", (i, roll) => line(i, roll, { unitPrice: "1.1234567" })),
  set("a rate that is none", "lines", (i, roll) => line(i, roll, { vat: { category: "S", percent: "12", exemption: null } }), "totals"),
  set("S at zero", "lines", (i, roll) => line(i, roll, { vat: { category: "S", percent: "0", exemption: null } }), "totals"),
  set(
    "E with a rate",
    "lines",
    (i, roll) => line(i, roll, { vat: { category: "E", percent: "20", exemption: "VATEX-FR-CGI261-4" } }),
    "totals",
  ),
  set("a second reason", "lines", (i, roll) => twoReasons(i, roll), "totals"),
  set("O beside others", "lines", (i, roll) => line(i, roll, { vat: { category: "O", percent: "0", exemption: "VATEX-EU-O" } }), "totals"),
  set("category L", "lines", (i, roll) => line(i, roll, { vat: { category: "L" as "S", percent: "20", exemption: null } }), "totals"),
  set(
    "no reasons",
    "lines",
    (i) => {
      return {
        reasons: i.reasons.map(() => null),
        totals: { ...i.totals, vat: i.totals.vat.map((group) => ({ ...group, vat: { ...group.vat, exemption: null } })) },
      };
    },
    "totals",
  ),
  set("a reason where there is VAT", "lines", (i) => ({ reasons: i.reasons.map(() => "Exonéré") })),
  set("sum of lines", "totals", (i) => ({ totals: { ...i.totals, linesCents: i.totals.linesCents + 1 } })),
  set("net", "totals", (i) => ({ totals: { ...i.totals, netCents: i.totals.netCents + 100 } })),
  set("VAT", "totals", (i) => ({ totals: { ...i.totals, vatCents: i.totals.vatCents + 1 } })),
  set("total", "totals", (i) => ({ totals: { ...i.totals, totalCents: i.totals.totalCents + 1 } })),
  set("due", "totals", (i) => ({ totals: { ...i.totals, dueCents: i.totals.dueCents + 1 } })),
  set(
    "VAT of a group",
    "totals",
    (i, roll) => {
      const at = roll.whole(0, i.totals.vat.length - 1);
      return {
        totals: { ...i.totals, vat: i.totals.vat.map((group, n) => (n === at ? { ...group, vatCents: group.vatCents + 300 } : group)) },
      };
    },
    "lines",
  ),
  set("no VAT groups", "totals", (i) => ({ totals: { ...i.totals, vat: [] } })),
  set(
    "line's net",
    "lines",
    (i) => ({ totals: { ...i.totals, lines: i.totals.lines.map((line) => ({ ...line, netCents: line.netCents + 7 })) } }),
    "totals",
  ),
  set("no note PMT", "notes", (i) => ({ notes: i.notes.filter(({ code }) => code !== "PMT") })),
  set("no note PMD", "notes", (i) => ({ notes: i.notes.filter(({ code }) => code !== "PMD") })),
  set("note AAB twice", "notes", (i) => ({ notes: [...i.notes, { code: "AAB", text: "Encore" }] })),
  set("note BAR of nobody", "buyer", (i) => ({ notes: i.notes.map((note) => (note.code === "BAR" ? { ...note, text: "B3B" } : note)) })),
  set("credits nothing", "preceding", () => ({ kind: "credit-note", preceding: [] })),
  set("process X9", "lines", (_i) => ({ process: "X9" as "S1" })),
  set("currency of none", "currency", (_i) => ({ currency: "EURO" as "EUR" })),
  set("no IBAN but a transfer", "seller.iban", (i) => ({ seller: { ...i.seller, iban: " " } })),
];
