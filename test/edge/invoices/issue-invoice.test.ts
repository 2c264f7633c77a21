/** From a draft to a number, a frozen document and its file: once, whatever is clicked twice, killed or changed meanwhile. */
import { beforeEach, describe, expect, it } from "vitest";
import { readDocument } from "../../../edge/documents/document-store.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { DEFAULT_RULES } from "../../../edge/invoices/firm/firm.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Sale } from "../../../edge/invoices/sale.ts";
import type { Person } from "../../../edge/people/person.ts";
import { aLine, aSale, aVat } from "../../fixtures/invoices.ts";
import { aPerson, begin, carry, plainEngine, worker } from "../carry.ts";
import { aClient, aMaker, ask, emptyBooks, kindsWith, openFirm, sellingHouse, TWO_DAYS } from "./selling.ts";

const db = worker.DB;
const house = sellingHouse();
const year = parisDay().slice(0, 4);
let accountant: Person;
let clientId: string;

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  accountant = await aPerson("accounting");
  clientId = await aClient(house, accountant);
});

async function aDraft(sale: Sale = TWO_DAYS): Promise<string> {
  const run = await ask(house, accountant, "draft-invoice", { client: { clientId }, sale });
  return String(run.outcome?.invoiceId);
}
const issue = (invoiceId: string, more: object = {}, actor = accountant, make = aMaker()) =>
  ask(house, actor, "issue-invoice", { invoiceId, version: 1, issuedOn: null, ...more }, make);

describe("a draft that is issued", () => {
  it("has a number, a document that says who bought, and a file that is kept for eleven years", async () => {
    const run = await issue(await aDraft());
    expect(run).toMatchObject({ state: "done", outcome: { number: `F-${year}-0001`, issuedOn: parisDay() } });
    const found = await readInvoice(db, String(run.outcome?.invoiceId));
    expect(found?.document?.buyer).toMatchObject({
      name: "ÉLECTRICITÉ & FILS",
      siren: "552100554",
      contact: "Ana Dupré",
      address: { city: "Paris" },
    });
    expect(found?.document).toMatchObject({ number: `F-${year}-0001`, totals: { totalCents: 144_000 }, dueOn: addDays(parisDay(), 30) });
    const file = await readDocument(db, String(run.outcome?.file));
    expect(file).toMatchObject({ class: "invoice", owner: { kind: "invoice", id: found?.id }, name: `F-${year}-0001.pdf` });
    expect(await (await worker.FILES.get(file?.r2Key ?? ""))?.text()).toBe(`%PDF F-${year}-0001 1`);
    const { results } = await db
      .prepare("SELECT action FROM audit WHERE object_id = ?1 ORDER BY id")
      .bind(found?.id)
      .all<{ action: string }>();
    expect(results.map(({ action }) => action)).toEqual(["invoice.draft", "invoice.issue"]);
  });

  it("is given one number by two who issue it at once", async () => {
    const invoiceId = await aDraft();
    const [a, b] = await Promise.all([issue(invoiceId), issue(invoiceId, {}, await aPerson("director"))]);
    expect([a.outcome, b.outcome]).toEqual([a.outcome, a.outcome]);
    expect((await issue(await aDraft())).outcome?.number).toBe(`F-${year}-0002`);
  });

  it("ends with one number and one file wherever it is killed", async () => {
    for (let kill = 1; kill <= 8; kill++) {
      const { id } = await begin(house, accountant, "issue-invoice", { invoiceId: await aDraft(), version: 1, issuedOn: null });
      const make = aMaker();
      let steps = 0;
      const plain = plainEngine();
      const dying = {
        ...plain,
        do: async (name: string, work: () => Promise<never>) => {
          if (++steps * 2 - 1 === kill) throw new Error("killed before");
          const answer = await plain.do(name, work);
          if (steps * 2 === kill) throw new Error("killed behind");
          return answer;
        },
      };
      await carry(house, id, { engine: dying as never, kinds: kindsWith(make) });
      const run = await carry(house, id, { kinds: kindsWith(make) });
      expect(run).toMatchObject({ state: "done", outcome: { number: `F-${year}-${String(kill).padStart(4, "0")}` } });
      expect(make.made.length).toBe(1);
    }
  });

  it("keeps its number when its file cannot be made, and has it when that is tried again", async () => {
    const make = aMaker();
    make.fail = 1;
    expect(await issue(await aDraft(), {}, accountant, make)).toMatchObject({ state: "done", outcome: { number: `F-${year}-0001` } });
    make.fail = 9;
    const given = await issue(await aDraft(), {}, accountant, make);
    expect(given).toMatchObject({ state: "failed", outcome: { number: `F-${year}-0002`, file: null } });
  });
});

describe("is refused, with the field to mend", () => {
  it.each([
    ["nothing to pay", aSale([aLine("1", "0")]), "unlawful", "lines", "nothing_to_pay"],
    ["an absurd amount", aSale([aLine("1", "999999999")]), "unlawful", "lines", "too_much"],
    ["a due date in the past", { ...TWO_DAYS, terms: { type: "date", dueOn: "2020-01-01" } }, "unlawful", "dueOn", "due_before_issue"],
    ["intra-Community without delivery details", aSale([aLine("1", "10", aVat("K", "0", null))]), "unlawful", "lines.0.vat", "exemption"],
  ] as [string, Sale, string, string, string][])("%s", async (_, sale, code, field, problem) => {
    expect(await issue(await aDraft(sale))).toMatchObject({ state: "refused", code, field, outcome: { problem } });
    expect(await db.prepare("SELECT count(*) AS n FROM number_series").first("n")).toBe(0);
  });

  it("a firm that is not set up, or not as the law wants it", async () => {
    const invoiceId = await aDraft();
    await openFirm({ seller: { capitalCents: null } });
    expect(await issue(invoiceId)).toMatchObject({
      code: "seller_incomplete",
      field: "seller.capitalCents",
      outcome: { problem: "capital" },
    });
    await openFirm({ seller: { address: { line: "Rue Neuve 1", postcode: "1000", city: "Bruxelles", country: "BE" } } });
    expect(await issue(invoiceId)).toMatchObject({
      code: "seller_incomplete",
      field: "seller.address",
      outcome: { problem: "seller_foreign" },
    });
    await db.prepare("DELETE FROM firm").run();
    expect(await issue(invoiceId)).toMatchObject({ code: "seller_incomplete", field: "seller.siren" });
  });

  it("reverse charge without the buyer's VAT number", async () => {
    await db.prepare("UPDATE clients SET vat_number = NULL, siren = NULL, siret = NULL, company = 0").run();
    const invoiceId = await aDraft(aSale([aLine("1", "100", aVat("AE", "0", "VATEX-EU-AE"))]));
    expect(await issue(invoiceId)).toMatchObject({ code: "unlawful", field: "buyer.vatNumber", outcome: { problem: "buyer_vat_missing" } });
  });

  it("a company without SIREN, once its seller is obliged to name it", async () => {
    await db.prepare("UPDATE clients SET vat_number = NULL, siren = NULL, siret = NULL").run();
    await openFirm({ rules: { size: "large" } });
    expect(await issue(await aDraft())).toMatchObject({ code: "unlawful", field: "buyer.siren", outcome: { problem: "buyer_siren" } });
    await openFirm({ rules: { size: "small" } });
    expect((await issue(await aDraft())).state).toBe(parisDay() < "2027-09-01" ? "done" : "refused");
  });

  it("who may not, an amount or a discount that is another's to decide", async () => {
    const big = await aDraft({ ...TWO_DAYS, discount: { off: { type: "percent", percent: "15" }, only: null } });
    await openFirm({ rules: { discountPercent: "10", secondPersonCents: 100_000 } });
    expect(await issue(big, {}, await aPerson("sales"))).toMatchObject({ code: "forbidden" });
    expect(await issue(big)).toMatchObject({ code: "discount_limit", field: "discount" });
    await openFirm({ rules: { discountPercent: "15", secondPersonCents: 100_000 } });
    expect(await issue(big)).toMatchObject({ code: "second_person", field: "lines" });
    expect(await issue(big, {}, await aPerson("director"))).toMatchObject({ state: "done" });
  });

  it("another version than was shown, a day before the last, a day to come", async () => {
    const invoiceId = await aDraft();
    expect(await issue(invoiceId, { version: 2 })).toMatchObject({ code: "conflict" });
    expect(await issue(invoiceId, { issuedOn: addDays(parisDay(), 1) })).toMatchObject({ code: "invalid_input", field: "issuedOn" });
    await issue(await aDraft());
    expect(await issue(invoiceId, { issuedOn: addDays(parisDay(), -1) })).toMatchObject({ code: "earlier_day", field: "issuedOn" });
    expect(await issue("inobody")).toMatchObject({ code: "not_found" });
  });
});

describe("a draft", () => {
  const edit = (invoiceId: string, version: number, sale: Sale = aSale([aLine("1", "50")])) =>
    ask(house, accountant, "edit-draft", { invoiceId, version, client: { clientId }, sale });

  it("is changed by the first of two tabs", async () => {
    const invoiceId = await aDraft();
    expect(await edit(invoiceId, 1)).toMatchObject({ state: "done" });
    expect(await edit(invoiceId, 1, TWO_DAYS)).toMatchObject({ state: "refused", code: "conflict" });
    expect(await readInvoice(db, invoiceId)).toMatchObject({ version: 2, totalCents: 6_000 });
  });

  it("is deleted, but not once it is issued", async () => {
    const invoiceId = await aDraft();
    expect(await ask(house, accountant, "delete-draft", { invoiceId, version: 1 })).toMatchObject({ state: "done" });
    expect(await readInvoice(db, invoiceId)).toBeNull();
    const issued = await aDraft();
    await issue(issued);
    expect(await ask(house, accountant, "delete-draft", { invoiceId: issued, version: 1 })).toMatchObject({ code: "issued" });
    expect(await edit(issued, 1)).toMatchObject({ code: "issued" });
  });

  it("is kept once in books of which nobody knows whether they took it", async () => {
    const own = house.ports.invoicing;
    let asked = 0;
    const vendor: House = {
      ...house,
      ports: {
        ...house.ports,
        invoicing: {
          ...own,
          repeatable: false,
          draft: async (...args) => {
            asked += 1;
            await own.draft(...args);
            throw new PasserelleError("maybe_written");
          },
        },
      },
    };
    // Our time-out passes.
    const engine = {
      do: (_: string, work: () => Promise<never>) => work(),
      sleep: async () => void (await db.prepare("UPDATE vendor_writes SET begun_at = begun_at - 60000").run()),
    };
    const { id } = await begin(vendor, accountant, "draft-invoice", { client: { clientId }, sale: TWO_DAYS });
    expect(await carry(vendor, id, { engine: engine as never, kinds: kindsWith(aMaker()) })).toMatchObject({ state: "done" });
    expect([asked, await db.prepare("SELECT count(*) AS n FROM invoices").first("n")]).toEqual([1, 1]);
  });

  it("needs a client", async () => {
    const run = await ask(house, accountant, "draft-invoice", { client: { clientId: "cnobody" }, sale: TWO_DAYS });
    expect(run).toMatchObject({ state: "refused", code: "not_found", field: "client" });
  });
});

describe("a credit note", () => {
  const credit = (invoiceId: string, actor = accountant) => ask(house, actor, "credit-invoice", { invoiceId, reason: "Erreur de prix" });

  it("takes back the whole, with a number of its own, once", async () => {
    const invoiceId = await aDraft();
    await issue(invoiceId);
    const first = await credit(invoiceId);
    expect(first).toMatchObject({ state: "done", outcome: { number: `A-${year}-0001` } });
    const again = await credit(invoiceId, await aPerson("director"));
    expect(again.outcome).toEqual(first.outcome);
    const note = await readInvoice(db, String(first.outcome?.creditId));
    expect(note?.document).toMatchObject({
      kind: "credit-note",
      dueOn: null,
      freeNote: "Erreur de prix",
      preceding: [{ number: `F-${year}-0001` }],
    });
    expect(note?.document?.totals.totalCents).toBe(144_000);
    expect(await readInvoice(db, invoiceId)).toMatchObject({ creditedBy: note?.id, state: "issued" });
  });

  it("may be numbered with the invoices", async () => {
    await openFirm({ rules: { formats: { ...DEFAULT_RULES.formats, "credit-note": null } } });
    const invoiceId = await aDraft();
    await issue(invoiceId);
    expect(await credit(invoiceId)).toMatchObject({ outcome: { number: `F-${year}-0002` } });
  });

  it("is not for a draft, nor for sales", async () => {
    const invoiceId = await aDraft();
    expect(await credit(invoiceId)).toMatchObject({ code: "not_open" });
    expect(await credit(invoiceId, await aPerson("sales"))).toMatchObject({ code: "forbidden" });
    expect(await db.prepare("SELECT count(*) AS n FROM invoices").first("n")).toBe(1);
  });
});
