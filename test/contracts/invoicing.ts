/** What any books must do, whoever keeps them. A connector's test calls this and adds its own quirks. */
import { describe, expect, it } from "vitest";
import { composeInvoice } from "../../edge/invoices/compose-invoice.ts";
import type { BookDraft, Invoicing } from "../../edge/invoices/invoicing.ts";
import { DEFAULT_FORMATS } from "../../edge/invoices/number-series.ts";
import { aLine, aSale, someFacts } from "../fixtures/invoices.ts";
import { code } from "./crm-under-test.ts";

export interface BooksUnderTest {
  invoicing: Invoicing;
  /** A client that the books know. */
  clientId: string;
}

let references = 0;
const aReference = () => `i${Date.now().toString(36)}${++references}`;
const by = { actor: "p1", runId: "r1" };
const DAY = "2031-05-02";
const sale = aSale([aLine("2", "450.00")]);

export function keepsTheBooks(name: string, openOne: () => Promise<BooksUnderTest>) {
  describe(`${name} keeps the promise of books`, () => {
    const open = async () => {
      const { invoicing: books, clientId } = await openOne();
      const draft: BookDraft = { clientId, sale, totalCents: 108_000, quote: null };
      const wish = (day = DAY, version = 1) => ({
        version,
        document: { ...composeInvoice(someFacts({ sale, number: "", issuedOn: day })) },
        numbering: { series: "invoice" as const, format: DEFAULT_FORMATS.invoice, day },
      });
      const drafted = async () => {
        const reference = aReference();
        await books.draft(reference, draft, { ...by, runId: reference });
        return reference;
      };
      return { books, draft, wish, drafted };
    };
    drafts(open);
    issues(open);
    credits(open);
  });
}

type Open = () => Promise<{
  books: Invoicing;
  draft: BookDraft;
  wish(day?: string, version?: number): Parameters<Invoicing["issue"]>[1];
  drafted(): Promise<string>;
}>;

function drafts(open: Open) {
  it("keeps a draft under our reference, once", async () => {
    const { books, draft, drafted } = await open();
    const reference = await drafted();
    await books.draft(reference, { ...draft, totalCents: 1 }, by);
    const record = {
      reference,
      kind: "invoice",
      state: "draft",
      version: 1,
      totalCents: 108_000,
      number: null,
      issuedOn: null,
      credits: null,
    };
    expect(await books.find(reference)).toEqual(record);
    expect(await books.find(aReference())).toBeNull();
  });

  it("changes and deletes the version that was shown, and no other", async () => {
    const { books, draft, drafted } = await open();
    const reference = await drafted();
    await books.change(reference, 1, { ...draft, totalCents: 5 }, { ...by, runId: "change" });
    await books.change(reference, 1, { ...draft, totalCents: 5 }, { ...by, runId: "change" });
    expect(await books.find(reference)).toMatchObject({ version: 2, totalCents: 5 });
    await expect(books.change(reference, 1, draft, { ...by, runId: "other" })).rejects.toEqual(code("conflict"));
    await expect(books.discard(reference, 1, { ...by, runId: "other" })).rejects.toEqual(code("conflict"));
    await books.discard(reference, 2, { ...by, runId: "discard" });
    await books.discard(reference, 2, { ...by, runId: "discard" });
    expect(await books.find(reference)).toBeNull();
    await expect(books.change(reference, 2, draft, { ...by, runId: "third" })).rejects.toEqual(code("not_found"));
  });
}

function issues(open: Open) {
  it("gives a number when it issues, and the same however often it is asked", async () => {
    const { books, draft, drafted, wish } = await open();
    const reference = await drafted();
    const issued = await books.issue(reference, wish(), by);
    expect(issued.issuedOn).toBe(DAY);
    expect(await books.issue(reference, wish(), by)).toEqual(issued);
    expect(await books.find(reference)).toMatchObject({ state: "issued", ...issued });
    await expect(books.change(reference, 1, draft, { ...by, runId: "late" })).rejects.toEqual(code("issued"));
    await expect(books.discard(reference, 1, { ...by, runId: "late" })).rejects.toEqual(code("issued"));
  });

  it("gives no number to what was not checked, is not there, or is too early", async () => {
    const { books, drafted, wish } = await open();
    const [first, second] = [await drafted(), await drafted()];
    await expect(books.issue(first, wish(DAY, 2), by)).rejects.toEqual(code("conflict"));
    await expect(books.issue(aReference(), wish(), by)).rejects.toEqual(code("not_found"));
    await books.issue(first, wish("2032-05-02"), by);
    await expect(books.issue(second, wish("2032-05-01"), by)).rejects.toEqual(code("earlier_day"));
    expect(await books.find(second)).toMatchObject({ state: "draft", number: null });
  });

  it("gives many at once as many numbers, in a row", async () => {
    const { books, drafted, wish } = await open();
    const all = await Promise.all(Array.from({ length: 12 }, drafted));
    const numbers = (await Promise.all(all.map((reference) => books.issue(reference, wish("2033-05-02"), by)))).map(({ number }) => number);
    const counts = numbers.map((number) => Number(/\d+$/.exec(number)?.[0])).sort((a, b) => a - b);
    expect(counts).toEqual(counts.map((_, i) => (counts[0] ?? 0) + i));
  });
}

function credits(open: Open) {
  it("credits an issued invoice whole, once", async () => {
    const { books, draft, drafted, wish } = await open();
    const reference = await drafted();
    const credit = (own: string, of = reference, day = "2034-05-03") =>
      books.credit(own, { ...wish(day), of, draft }, { ...by, runId: own });
    await expect(credit(aReference())).rejects.toEqual(code("not_found"));
    await books.issue(reference, wish("2034-05-02"), by);
    await expect(credit(aReference(), reference, "2034-05-01")).rejects.toEqual(code("earlier_day"));
    const own = aReference();
    const note = await credit(own);
    expect(note).toMatchObject({ reference: own, issuedOn: "2034-05-03" });
    expect(await credit(aReference())).toEqual(note);
    expect(await books.find(own)).toMatchObject({ kind: "credit-note", state: "issued", credits: reference, number: note.number });
  });
}
