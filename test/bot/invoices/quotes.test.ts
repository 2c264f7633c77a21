/** A quote from its draft to the invoice that it becomes, on one card; each press counts once, over what was shown. */
import { beforeEach, describe, expect, it } from "vitest";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const JAMES = "U0JAMES";
const YEAR = parisDay().slice(0, 4);

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  await world.know("U0CLAIRE");
  await world.know(JAMES);
  await sales.acme();
  await sales.say(JAMES, "/quote", "acme 2 days audit 1,200 €, 1 x travel 150 € vat 10%, discount overall 5%");
  await sales.press(JAMES, sales.answer(JAMES), "sale_create");
});

const state = async () => (await sales.rows<{ state: string }>("SELECT state FROM quotes"))[0]?.state;
const last = () => words(sales.card(JAMES));

describe("a quote", () => {
  it("is sent, accepted, and becomes an invoice once", async () => {
    expect(last()).toContain("Draft quote – ACME FRANCE");
    expect(last()).toContain("€2,892.75");
    const draft = structuredClone(sales.card(JAMES));
    await Promise.all([sales.press(JAMES, draft, "paper_send"), sales.press(JAMES, draft, "paper_send")]);
    expect(last()).toContain(`Quote D-${YEAR}-0001 – ACME FRANCE`);
    const file = JSON.stringify(sales.card(JAMES)).match(/document_open:\w+/)?.[0] ?? "";
    await sales.press(JAMES, sales.card(JAMES), file);
    expect(sales.said(JAMES)).toContain(`D-${YEAR}-0001.pdf`);
    await sales.press(JAMES, sales.card(JAMES), "paper_accept");
    expect(last()).toContain("Accepted on");
    const accepted = structuredClone(sales.card(JAMES));
    await Promise.all([sales.press(JAMES, accepted, "paper_invoice"), sales.press(JAMES, accepted, "paper_invoice")]);
    expect(await state()).toBe("invoiced");
    expect(await sales.rows("SELECT state, total_cents FROM invoices")).toEqual([{ state: "draft", total_cents: 289_275 }]);
    expect(sales.cards(JAMES).map(words).join(" ")).toContain("Draft invoice – ACME FRANCE");
    expect(sales.cards(JAMES).map(words).join(" ")).toContain("Has become an invoice");
  });

  it("becomes an invoice again when the draft of the first was deleted", async () => {
    await sales.press(JAMES, sales.card(JAMES), "paper_send");
    await sales.press(JAMES, sales.card(JAMES), "paper_accept");
    await sales.press(JAMES, sales.card(JAMES), "paper_invoice");
    const drafts = () => sales.rows<{ id: string }>("SELECT id FROM invoices");
    const [first] = await drafts();
    const cardOf = (text: string) => sales.cards(JAMES).find((card) => words(card).includes(text)) ?? sales.card(JAMES);
    await sales.press(JAMES, cardOf("Draft invoice"), "paper_delete");
    expect([await drafts(), await state()]).toEqual([[], "accepted"]);
    const again = cardOf("Accepted on");
    await Promise.all([sales.press(JAMES, again, "paper_invoice"), sales.press(JAMES, again, "paper_invoice")]);
    const made = await drafts();
    expect([made.length, made[0]?.id === first?.id, await state()]).toEqual([1, false, "invoiced"]);
  });

  it("is refused, and then becomes nothing any more, whatever card is pressed", async () => {
    await sales.press(JAMES, sales.card(JAMES), "paper_send");
    const sent = structuredClone(sales.card(JAMES));
    await sales.press(JAMES, sent, "paper_refuse");
    expect(last()).toContain("Refused on");
    await sales.press(JAMES, sent, "paper_accept");
    expect(await state()).toBe("refused");
    expect(last()).toContain("refused");
  });

  it("past its date says so, and cannot be accepted", async () => {
    await sales.press(JAMES, sales.card(JAMES), "paper_send");
    const sent = structuredClone(sales.card(JAMES));
    await world.house().db.prepare("UPDATE quotes SET valid_until = '2020-01-01'").run();
    await sales.press(JAMES, sent, "paper_accept");
    expect(await state()).toBe("sent");
    expect(sales.cards(JAMES).map(words).join(" ")).toContain("no longer valid");
  });

  it("is deleted as long as it is a draft", async () => {
    await sales.press(JAMES, sales.card(JAMES), "paper_delete");
    expect(await sales.rows("SELECT 1 FROM quotes")).toEqual([]);
    expect(last()).toContain("Quote deleted");
  });

  it("is looked at as a PDF before it is sent, as often as one likes, and stays the draft that it is", async () => {
    const draft = structuredClone(sales.card(JAMES));
    await sales.press(JAMES, draft, "paper_draft_pdf");
    expect(sales.said(JAMES)).toContain("Draft quote.pdf");
    await sales.press(JAMES, draft, "paper_draft_pdf");
    expect(await sales.rows("SELECT class, owner_kind AS of, keep_until - created_at AS ms FROM documents")).toEqual([
      { class: "draft", of: "quote", ms: 86_400_000 },
    ]);
    expect(await state()).toBe("draft");
    await sales.press(JAMES, draft, "paper_send");
    expect(last()).toContain(`Quote D-${YEAR}-0001`);
    await sales.press(JAMES, draft, "paper_draft_pdf").catch(() => undefined);
    expect(await sales.rows("SELECT count(*) AS n FROM documents WHERE class = 'draft'")).toEqual([{ n: 1 }]);
  });

  it("is found by number and by client", async () => {
    await sales.press(JAMES, sales.card(JAMES), "paper_send");
    expect(await sales.say(JAMES, "/quote", `d-${YEAR}-0001`)).toContain(`Quote D-${YEAR}-0001`);
    expect(await sales.say(JAMES, "/devis", "acme")).toContain("Quotes: ACME FRANCE");
  });
});
