/** A quote from its draft to the invoice that it becomes; what was sent says the same for ever, what was accepted is kept. */
import { beforeEach, describe, expect, it } from "vitest";
import { readDocument } from "../../../edge/documents/document-store.ts";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Person } from "../../../edge/people/person.ts";
import { expireQuotes } from "../../../edge/quotes/expire-quotes.ts";
import { listQuotes, readQuote, searchQuotes } from "../../../edge/quotes/quote-store.ts";
import { aPerson, worker } from "../carry.ts";
import { aClient, ask, emptyBooks, openFirm, sellingHouse, TWO_DAYS } from "../invoices/selling.ts";

const db = worker.DB;
const house = sellingHouse();
const year = parisDay().slice(0, 4);
let sales: Person;
let clientId: string;

beforeEach(async () => {
  await emptyBooks();
  await openFirm({ rules: { discountPercent: "10", secondPersonCents: 100_000 } });
  sales = await aPerson("sales");
  clientId = await aClient(house, sales);
});

const act = (kind: string, quoteId: string, version?: number) => ask(house, sales, kind, { quoteId, ...(version && { version }) });
async function aQuote(sale = TWO_DAYS): Promise<string> {
  return String((await ask(house, sales, "draft-quote", { client: { clientId }, sale })).outcome?.quoteId);
}
async function aSentQuote(): Promise<string> {
  const quoteId = await aQuote();
  expect((await act("send-quote", quoteId, 1)).state).toBe("done");
  return quoteId;
}

describe("a quote", () => {
  it("takes its number when it is sent, and stands for so many days", async () => {
    const quoteId = await aQuote();
    const sent = await act("send-quote", quoteId, 1);
    const validUntil = addDays(parisDay(), 30);
    expect(sent).toMatchObject({ state: "done", outcome: { quoteId, number: `D-${year}-0001`, sentOn: parisDay(), validUntil } });
    expect((await act("send-quote", quoteId, 1)).outcome).toEqual(sent.outcome);
    expect(await readDocument(db, String(sent.outcome?.file))).toMatchObject({ class: "quote", name: `D-${year}-0001.pdf` });
    expect(await readQuote(db, quoteId)).toMatchObject({ state: "sent", version: 2, document: { number: `D-${year}-0001`, validUntil } });
    await expect(db.prepare("UPDATE quotes SET sale = '{}' WHERE id = ?1").bind(quoteId).run()).rejects.toThrow(/sent does not change/);
  });

  it("is accepted, becomes one invoice, and one again when its draft is deleted", async () => {
    const quoteId = await aSentQuote();
    expect((await act("accept-quote", quoteId, 2)).state).toBe("done");
    await expect(db.prepare("DELETE FROM quotes WHERE id = ?1").bind(quoteId).run()).rejects.toThrow(/accepted is not deleted/);
    const [a, b] = await Promise.all([act("invoice-quote", quoteId), act("invoice-quote", quoteId)]);
    const invoiceId = String(a.outcome?.invoiceId);
    expect(b.outcome).toEqual(a.outcome);
    expect(await readInvoice(db, invoiceId)).toMatchObject({ quote: quoteId, state: "draft", totalCents: 144_000, clientId });
    expect(await readQuote(db, quoteId)).toMatchObject({ state: "invoiced", invoice: invoiceId });
    await ask(house, sales, "delete-draft", { invoiceId, version: 1 });
    expect(await readQuote(db, quoteId)).toMatchObject({ state: "accepted", invoice: null });
    expect((await act("invoice-quote", quoteId)).outcome?.invoiceId).not.toBe(invoiceId);
  });

  it("is refused, and nothing more is done with it", async () => {
    const quoteId = await aSentQuote();
    expect((await act("refuse-quote", quoteId, 2)).state).toBe("done");
    expect(await act("accept-quote", quoteId, 3)).toMatchObject({ code: "not_open" });
    expect(await act("invoice-quote", quoteId)).toMatchObject({ code: "not_open" });
    expect(await act("invoice-quote", "qnobody")).toMatchObject({ code: "not_found" });
  });

  it("expires behind its last day, and is then accepted no more", async () => {
    const [late, open] = [await aSentQuote(), await aSentQuote()];
    const past = addDays(parisDay(), -1);
    await db.prepare("UPDATE quotes SET valid_until = ?2 WHERE id = ?1").bind(late, past).run();
    expect(await act("accept-quote", late, 2)).toMatchObject({ code: "expired" });
    expect(await expireQuotes(db)).toBe(1);
    expect(await expireQuotes(db)).toBe(0);
    expect([(await readQuote(db, late))?.state, (await readQuote(db, open))?.state]).toEqual(["expired", "sent"]);
    expect(await act("accept-quote", late, 3)).toMatchObject({ code: "expired" });
    expect(await db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'quote.expire'").first("n")).toBe(1);
  });

  it("is changed by the first of two tabs, and not once it was sent", async () => {
    const quoteId = await aQuote();
    const edit = (version: number) => ask(house, sales, "edit-quote", { quoteId, version, client: { clientId }, sale: TWO_DAYS });
    expect((await edit(1)).state).toBe("done");
    expect(await edit(1)).toMatchObject({ code: "conflict" });
    expect(await act("send-quote", quoteId, 1)).toMatchObject({ code: "conflict" });
    await act("send-quote", quoteId, 2);
    expect(await edit(3)).toMatchObject({ code: "not_open" });
    expect(await act("delete-quote", quoteId, 3)).toMatchObject({ code: "not_open" });
    const other = await aQuote();
    expect((await act("delete-quote", other, 1)).state).toBe("done");
    expect(await readQuote(db, other)).toBeNull();
  });

  it("bears no discount over the firm's limit, but any amount", async () => {
    const quoteId = await aQuote({ ...TWO_DAYS, discount: { off: { type: "percent", percent: "11" }, only: null } });
    expect(await act("send-quote", quoteId, 1)).toMatchObject({ code: "discount_limit", field: "discount" });
    expect(await db.prepare("SELECT count(*) AS n FROM number_series").first("n")).toBe(0);
  });

  it("is found by number, by its count, and by the client's name; lists go on where they ended", async () => {
    const [first, second] = [await aSentQuote(), await aSentQuote()];
    const ids = async (text: string) => (await searchQuotes(db, text, 10)).map(({ id }) => id);
    expect(await ids(`d-${year}-0002`)).toEqual([second]);
    expect(await ids("1")).toEqual([first]);
    expect(new Set(await ids("electricite"))).toEqual(new Set([first, second]));
    const [page] = await listQuotes(db, { createdBy: sales.id }, null, 1);
    const rest = await listQuotes(db, { clientId }, [page?.createdAt ?? 0, page?.id ?? ""], 5);
    expect(new Set([page?.id, ...rest.map(({ id }) => id)])).toEqual(new Set([first, second]));
    expect((await listQuotes(db, { state: "sent" }, null, 5)).length).toBe(2);
  });
});
