/** Numbers: none lost, none twice, in the order of days, whatever is issued at once. */
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { composeInvoice } from "../../../edge/invoices/compose-invoice.ts";
import { insertDraft, issueDraft } from "../../../edge/invoices/draft-store.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { beginAt, continuing, DEFAULT_FORMATS, type NumberFormat } from "../../../edge/invoices/number-series.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { someFacts } from "../../fixtures/invoices.ts";

const db = env.DB;
const facts = someFacts({ number: "" });
const document = composeInvoice(facts);

beforeEach(async () => {
  // What is issued cannot be deleted: that is the point, so each test has its own year.
  year += 1;
});
let year = 2030;
const day = (rest: string) => `${year}-${rest}`;

async function draft(kind: "invoice" | "credit-note" = "invoice", credits: string | null = null): Promise<string> {
  const id = crypto.randomUUID();
  await insertDraft(db, { id, kind, clientId: "c1", sale: facts.sale, totalCents: 1, createdBy: "p1", credits }, 1).run();
  return id;
}

async function issue(id: string, on: string, format: NumberFormat = DEFAULT_FORMATS.invoice, version = 1): Promise<string | null> {
  const numbering = { series: "invoice" as const, format, day: on };
  await db.batch(issueDraft(db, { id, version, document: { ...document, issuedOn: on }, numbering, issuedBy: "p1" }, 2));
  return (await readInvoice(db, id))?.number ?? null;
}

describe("a series", () => {
  it("gives a hundred at once a hundred numbers in a row", async () => {
    const drafts = await Promise.all(Array.from({ length: 100 }, () => draft()));
    const numbers = await Promise.all(drafts.map((id) => issue(id, day("06-01"))));
    expect(numbers.toSorted()).toEqual(Array.from({ length: 100 }, (_, i) => `F-${year}-${String(i + 1).padStart(4, "0")}`));
  });

  it("gives one draft one number, however often it is issued", async () => {
    const id = await draft();
    const numbers = await Promise.all(Array.from({ length: 10 }, () => issue(id, day("06-01"))));
    expect(new Set(numbers)).toEqual(new Set([`F-${year}-0001`]));
    expect(await issue(await draft(), day("06-01"))).toBe(`F-${year}-0002`);
  });

  it("takes none for a draft that has changed since it was looked at", async () => {
    expect(await issue(await draft(), day("06-01"), DEFAULT_FORMATS.invoice, 7)).toBeNull();
    expect(await issue(await draft(), day("06-01"))).toBe(`F-${year}-0001`);
  });

  it("takes none for a day before the last one", async () => {
    await issue(await draft(), day("06-02"));
    expect(await issue(await draft(), day("06-01"))).toBeNull();
    expect(await issue(await draft(), day("06-02"))).toBe(`F-${year}-0002`);
  });

  it("goes on from the firm's own last number", async () => {
    const from = continuing(`FA${year}-0117`, year);
    expect(from).toEqual({ format: { prefix: "FA{YYYY}-", width: 4 }, last: 117 });
    if (!from) return;
    await beginAt(db, { series: "invoice", format: from.format, day: day("06-01") }, from.last).run();
    expect(await issue(await draft(), day("06-01"), from.format)).toBe(`FA${year}-0118`);
  });
});

describe("what is issued", () => {
  it("is changed and deleted by nothing", async () => {
    const id = await draft();
    await issue(id, day("06-01"));
    for (const sql of [
      "UPDATE invoices SET sale = '{}' WHERE id = ?1",
      "UPDATE invoices SET state = 'draft', number = NULL WHERE id = ?1",
      "UPDATE invoices SET document = '{}' WHERE id = ?1",
      "DELETE FROM invoices WHERE id = ?1",
    ])
      await expect(db.prepare(sql).bind(id).run()).rejects.toThrow(/issued invoice/);
    expect((await readInvoice(db, id))?.document?.number).toBe(`F-${year}-0001`);
  });

  it("is credited once", async () => {
    const id = await draft();
    const [first, second] = [await draft("credit-note", id), await draft("credit-note", id)];
    expect([await readInvoice(db, first), await readInvoice(db, second)].filter(Boolean)).toHaveLength(1);
  });
});

describe("the last number that the firm gave", () => {
  it.each([
    ["F-2026-0041", "F-{YYYY}-", 4, 41],
    ["2026/117", "{YYYY}/", 3, 117],
    ["F26-009", "F{YY}-", 3, 9],
    ["1042", "", 4, 1042],
    // A year and a count without a mark between them, as many programs write.
    ["FA20260042", "FA{YYYY}", 4, 42],
    ["2026000042", "{YYYY}", 6, 42],
    ["202642", "", 6, 202642],
    // The last one of last year: this year begins anew.
    ["F-2025-0117", "F-{YYYY}-", 4, 0],
    ["FA20250117", "FA{YYYY}", 4, 0],
    ["F25-117", "F{YY}-", 3, 0],
    ["INV000099", "INV", 6, 99],
  ])("%s", (number, prefix, width, last) => expect(continuing(number, 2026)).toEqual({ format: { prefix, width }, last }));

  it.each(["", "F-2026-", "n° 12", "F 12", `${"X".repeat(40)}1`])("%s is none", (number) => expect(continuing(number, 2026)).toBeNull());
});

it("a document bears the day and the year that it is in Paris", () => {
  expect(["2026-12-31T22:59:59Z", "2026-12-31T23:30:00Z", "2027-06-30T22:30:00Z"].map((at) => parisDay(Date.parse(at)))).toEqual([
    "2026-12-31",
    "2027-01-01",
    "2027-07-01",
  ]);
});
