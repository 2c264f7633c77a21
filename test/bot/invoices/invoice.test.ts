/** One line in Slack to a lawful invoice, through the door: preview, draft, issue, PDF, credit note. */
import { beforeEach, describe, expect, it } from "vitest";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { worker } from "../../edge/carry.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const CLAIRE = "U0CLAIRE";
const MALIK = "U0MALIK";
const AMELIE = "U0AMELIE";
const YEAR = parisDay().slice(0, 4);

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  await world.know(CLAIRE);
  await world.know(MALIK);
  await sales.acme();
});

const LINE = "acme 3 x Conseil 800 € HT 30j";

describe("a typed line", () => {
  it("is shown as a preview: client, lines, totals, due date; nothing is written", async () => {
    const preview = await sales.say(CLAIRE, "/facture", LINE);
    for (const part of [
      "Aperçu de la facture – ACME FRANCE",
      "Conseil",
      "2 400,00",
      "TVA 20",
      "480,00",
      "2 880,00",
      "30 jours",
      "Tout y est",
    ])
      expect(preview.replace(/[\u00a0\u202f]/g, " ")).toContain(part);
    expect(await sales.rows("SELECT 1 FROM invoices")).toEqual([]);
  });

  it("becomes a draft once, however often one clicks, and the preview says so", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    const shown = sales.answer(CLAIRE);
    await Promise.all([sales.press(CLAIRE, shown, "sale_create"), sales.press(CLAIRE, shown, "sale_create")]);
    expect(await sales.rows("SELECT state, total_cents FROM invoices")).toEqual([{ state: "draft", total_cents: 288_000 }]);
    expect(words(sales.card(CLAIRE))).toContain("Brouillon de facture – ACME FRANCE");
    expect(sales.said(CLAIRE)).toContain("dans vos messages");
  });

  it("is one invoice when it is created, issued and submitted from its window at once", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    const shown = structuredClone(sales.answer(CLAIRE));
    await sales.press(CLAIRE, shown, "sale_form");
    await Promise.all([sales.press(CLAIRE, shown, "sale_create"), sales.press(CLAIRE, shown, "sale_issue"), sales.submit(CLAIRE)]);
    expect(await sales.rows("SELECT total_cents FROM invoices")).toEqual([{ total_cents: 288_000 }]);
  });

  it("of a hundred and more lines is shown, kept and issued", async () => {
    const lines = Array.from({ length: 120 }, (_, i) => `1 x Article ${String.fromCharCode(65 + (i % 26))} 1 €`).join(", ");
    await sales.say(CLAIRE, "/facture", `acme ${lines}`);
    expect(sales.said(CLAIRE)).toContain("autres lignes");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_form");
    expect(sales.modal(CLAIRE).blocks.length).toBeLessThanOrEqual(100);
    await sales.submit(CLAIRE);
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_issue");
    expect(await sales.rows("SELECT state FROM invoices")).toEqual([{ state: "issued" }]);
  });

  it("is issued by somebody else from a look-up, who is told so; a second press shows the invoice as it stands", async () => {
    await world.know(AMELIE);
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    await sales.say(AMELIE, "/facture", "acme");
    await sales.press(AMELIE, sales.answer(AMELIE), "paper_show:0");
    const shown = sales.answer(AMELIE);
    const other = structuredClone(shown);
    await sales.press(AMELIE, shown, "paper_issue");
    expect(words(shown)).toContain("C’est noté");
    expect(words(sales.card(AMELIE))).toContain(`Facture F-${YEAR}-0001`);
    await sales.press(AMELIE, other, "paper_issue");
    expect(words(shown)).toContain(`Facture F-${YEAR}-0001`);
    expect(sales.cards(AMELIE)).toHaveLength(1);
  });

  it("is issued, with its number and PDF on the card, and credited", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_issue");
    const issued = words(sales.card(CLAIRE));
    expect(issued).toContain(`Facture F-${YEAR}-0001 – ACME FRANCE`);
    expect(issued).toContain("Voir le PDF");
    const [{ file }] = (await sales.rows<{ file: string }>("SELECT file FROM invoices")) as [{ file: string }];
    await sales.press(CLAIRE, sales.card(CLAIRE), `document_open:${file}`);
    expect(sales.said(CLAIRE)).toContain("Votre lien est prêt");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_credit");
    expect(words(sales.modal(CLAIRE))).toContain(`annule en totalité la facture F-${YEAR}-0001`);
    await sales.submit(CLAIRE, { reason: "Prestation annulée" });
    expect(words(sales.card(CLAIRE))).toContain(`Avoir A-${YEAR}-0001`);
    expect(
      sales
        .cards(CLAIRE)
        .map(words)
        .some((text) => text.includes(`Annulée en totalité par l’avoir A-${YEAR}-0001`)),
    ).toBe(true);
  });

  it("has its PDF made again, once, by who may, when the one who issued it gave up before", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_issue");
    const [frozen] = await sales.rows<{ sql: string }>("SELECT sql FROM sqlite_master WHERE name = 'invoices_frozen'");
    await worker.DB.batch(
      ["DROP TRIGGER invoices_frozen", "UPDATE invoices SET file = NULL, updated_at = 1", "DELETE FROM documents", frozen?.sql ?? ""].map(
        (sql) => worker.DB.prepare(sql),
      ),
    );
    await world.know("U0JAMES");
    expect(await sales.say("U0JAMES", "/facture", `F-${YEAR}-0001`)).not.toContain("Make the PDF");
    expect(await sales.say(CLAIRE, "/facture", `F-${YEAR}-0001`)).toContain("Le PDF n’a pas encore pu être fait.");
    const shown = sales.answer(CLAIRE);
    await Promise.all([sales.press(CLAIRE, shown, "paper_pdf"), sales.press(CLAIRE, shown, "paper_pdf")]);
    expect(await sales.rows("SELECT number, file IS NOT NULL AS made FROM invoices")).toEqual([{ number: `F-${YEAR}-0001`, made: 1 }]);
    expect(await sales.rows("SELECT count(*) AS n FROM documents")).toEqual([{ n: 1 }]);
    expect(words(sales.card(CLAIRE))).toContain("Voir le PDF");
  });
});
