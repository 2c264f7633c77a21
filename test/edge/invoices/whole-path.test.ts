/** As the Worker does it: the part that sells is loaded, the real document is made. */
import { beforeEach, describe, expect, it } from "vitest";
import { readDocument } from "../../../edge/documents/document-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import type { Person } from "../../../edge/people/person.ts";
import { aPerson, begin, carry, worker } from "../carry.ts";
import { emptyBooks, newFrench, openFirm, SIREN, sellingHouse, TWO_DAYS } from "./selling.ts";

const house = sellingHouse();
let director: Person;

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  director = await aPerson("director");
});

const ask = async (kind: string, input: unknown) => carry(house, (await begin(house, director, kind, input)).id);

describe("from a client that is being made to the invoice", () => {
  it("makes one PDF with the e-invoice inside, and one credit note", async () => {
    const making = await begin(house, director, "create-client", newFrench(SIREN));
    const drafting = await begin(house, director, "draft-invoice", { client: { run: making.id }, sale: TWO_DAYS });
    // What waits is thrown over there and understood here.
    const engine = {
      do: (_: string, work: () => Promise<never>) => work(),
      sleep: async () => {
        await carry(house, making.id);
      },
    };
    const drafted = await carry(house, drafting.id, { engine: engine as never });
    const invoiceId = String(drafted.outcome?.invoiceId);
    const issued = await ask("issue-invoice", { invoiceId, version: 1, issuedOn: null });
    expect(issued).toMatchObject({ state: "done", outcome: { invoiceId, number: `F-${parisDay().slice(0, 4)}-0001` } });
    const document = await readDocument(worker.DB, String(issued.outcome?.file));
    const text = new TextDecoder("latin1").decode(await (await worker.FILES.get(document?.r2Key ?? ""))?.arrayBuffer());
    expect(text.slice(0, 5)).toBe("%PDF-");
    expect(text).toContain("factur-x.xml");
    expect(await ask("delete-draft", { invoiceId, version: 1 })).toMatchObject({ state: "refused", code: "issued" });
    expect(await ask("credit-invoice", { invoiceId, reason: "" })).toMatchObject({ state: "done", outcome: { invoiceId } });
  });
});
