/** What a typed line is answered: mistakes with their place, the client on the way, what is found by number or name. */
import { beforeEach, describe, expect, it } from "vitest";
import { underlined } from "../../../bot/invoices/sale/mistakes.ts";
import { putPrices } from "../../../edge/prices/price-store.ts";
import { worker } from "../../edge/carry.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const CLAIRE = "U0CLAIRE";
const JAMES = "U0JAMES";

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  await world.know(CLAIRE);
});

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const drafts = () => sales.rows<{ client_id: string; total_cents: number }>("SELECT client_id, total_cents FROM invoices");

describe("a mistake", () => {
  it("is shown where it stands, with what would be right, in the reader's language", async () => {
    await world.know(JAMES);
    const french = await sales.say(CLAIRE, "/facture", "ACME 3 x Conseil 800 € tva 120 %");
    expect(french).toContain(`ACME 3 x Conseil 800 € tva 120 %\n${" ".repeat(23)}^^^^^^^^^`);
    expect(spaced(french)).toContain("un pourcentage va de 0 à 100");
    expect(await sales.say(JAMES, "/invoice", "ACME 3 x Consulting 800 € vat 120 %")).toContain("a percentage goes from 0 to 100");
    expect(await drafts()).toEqual([]);
  });

  it("loses nothing: the form opens with what was typed above it", async () => {
    await sales.say(CLAIRE, "/facture", "ACME 3 x Conseil 800 € tva 120 %");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_form");
    expect(words(sales.modal(CLAIRE))).toContain("ACME 3 x Conseil 800 € tva 120 %");
  });

  it("of 5,000 characters is answered, and the marks stay below their place", async () => {
    expect(await sales.say(CLAIRE, "/facture", `ACME 3 x ${"é".repeat(5_000)} 800 €`)).toContain("trop long");
    const [shown = "", marks = ""] = underlined(`${"a".repeat(200)}WRONG${"b".repeat(200)}`, { from: 200, to: 205 }).split("\n");
    expect(shown.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1)).toBe("WRONG");
  });

  it("hostile to Slack's markup is shown as it was typed", async () => {
    await sales.acme();
    await sales.say(CLAIRE, "/facture", "acme 1 x *gras* <!channel> <@U0AMELIE> :smile: 10 €, 1 x `x` ~y~ 5 €");
    const markup = JSON.stringify(sales.answer(CLAIRE).blocks);
    for (const bad of ["<!channel>", "<@U0AMELIE>", "*gras*", ":smile:"]) expect(markup).not.toContain(bad);
    expect(markup).toContain("&lt;!channel&gt;");
  });
});

describe("the client", () => {
  it("is made on the way: chosen in the register, created in its own window, and the preview goes on with it", async () => {
    const asked = await sales.say(CLAIRE, "/facture", "acme france 2 x Conseil 500 €");
    expect(spaced(asked)).toContain("« acme france » n’est pas encore un client");
    const options = JSON.stringify(sales.answer(CLAIRE).blocks).match(/siren:\d{9}:A:ACME FRANCE/) ?? [];
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_client", options[0]);
    expect(words(sales.modal(CLAIRE))).toContain("Nouveau client");
    await sales.submit(CLAIRE);
    expect(spaced(sales.said(CLAIRE))).toContain("Aperçu de la facture – ACME FRANCE");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    expect(await drafts()).toEqual([{ client_id: expect.stringMatching(/^c/), total_cents: 120_000 }]);
  });

  it("is asked for when several match, and the one that was chosen is the one", async () => {
    await sales.client("boulangerie dupont", /DIJON/);
    await sales.client("boulangerie dupont", /LYON|PARIS|NANTES|LILLE|ROUEN|TOURS|METZ|NANCY/);
    expect(spaced(await sales.say(CLAIRE, "/facture", "boulangerie dupont 2 x Conseil 500 €"))).toContain("Plusieurs clients répondent");
    const [dijon] = await sales.rows<{ id: string }>("SELECT id FROM clients WHERE city = 'DIJON'");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_client", `known:${dijon?.id}`);
    expect(sales.said(CLAIRE)).toContain("DIJON");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    expect(await drafts()).toEqual([{ client_id: dijon?.id, total_cents: 120_000 }]);
  });
});

describe("a preview", () => {
  it("pressed after another tab has changed it is shown anew, and makes nothing", async () => {
    await sales.acme();
    await sales.say(CLAIRE, "/facture", "acme 2 x Conseil 500 €");
    const old = structuredClone(sales.answer(CLAIRE));
    await sales.press(CLAIRE, old, "sale_form");
    const block = sales.modal(CLAIRE).blocks.find(({ block_id }) => block_id?.startsWith("price_"));
    await sales.press(CLAIRE, sales.modal(CLAIRE), block?.block_id ?? "", "600");
    await sales.person(CLAIRE).close();
    await sales.press(CLAIRE, old, "sale_create");
    expect(await drafts()).toEqual([]);
    expect(spaced(sales.said(CLAIRE))).toContain("a changé entre-temps");
    expect(spaced(sales.said(CLAIRE))).toContain("1 440,00 €");
  });

  it("takes prices from the price list", async () => {
    await sales.acme();
    const item = {
      code: "AUDIT",
      labelFr: "Audit",
      labelEn: "Audit",
      unit: "day",
      unitPrice: "850",
      nature: "services",
      vat: null,
    } as const;
    await putPrices(worker.DB, [item], "r").run();
    expect(spaced(await sales.say(CLAIRE, "/facture", "acme 2j audit"))).toContain("2 jours × 850,00 €");
    expect(spaced(await sales.say(CLAIRE, "/facture", "acme 2j pose"))).toContain("prix manquant");
  });

  it("is kept before Slack is answered, and taken up again from Home", async () => {
    await sales.acme();
    await sales.person(CLAIRE).command("/facture", "acme 2 x Conseil 500 €");
    // Slack has its answer, and the preview may never come.
    expect(await sales.rows("SELECT body ->> '$.text' AS text FROM sale_previews")).toEqual([{ text: "acme 2 x Conseil 500 €" }]);
    await world.settled();
    await sales.person(CLAIRE).openHome();
    await world.settled();
    const home = sales.person(CLAIRE).home() as never;
    expect(spaced(words(home))).toContain("Aperçu non terminé – acme 2 x Conseil 500 €");
    await sales.press(CLAIRE, home, "sale_form:0");
    expect(words(sales.modal(CLAIRE))).toContain("Nouvelle facture");
  });

  it("whose request was given up is taken up again from its card, and becomes one draft", async () => {
    await sales.acme();
    const { db } = world.house();
    await sales.say(CLAIRE, "/facture", "acme 2 x Conseil 500 €");
    const preview = structuredClone(sales.answer(CLAIRE));
    const [client] = await sales.rows<{ id: string }>("SELECT id FROM clients");
    await db.prepare("UPDATE clients SET id = 'gone'").run();
    await sales.press(CLAIRE, preview, "sale_create");
    const refused = structuredClone(sales.card(CLAIRE));
    expect(words(refused)).toContain("Reprendre ma saisie");
    await db.prepare("UPDATE clients SET id = ?1").bind(client?.id).run();
    await sales.press(CLAIRE, refused, "sale_form");
    expect(JSON.stringify(sales.modal(CLAIRE))).toContain("Conseil");
    await sales.submit(CLAIRE);
    await sales.press(CLAIRE, preview, "sale_create");
    expect(await sales.rows("SELECT total_cents FROM invoices")).toEqual([{ total_cents: 120_000 }]);
    expect(sales.cards(CLAIRE).map(words).join(" ")).toContain("Brouillon de facture – ACME FRANCE");
  });

  it("is dropped when one says so", async () => {
    await sales.acme();
    await sales.say(CLAIRE, "/facture", "acme 2 x Conseil 500 €");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_cancel");
    expect(sales.said(CLAIRE)).toContain("rien n’a été enregistré");
    expect(await sales.rows("SELECT 1 FROM sale_previews")).toEqual([]);
  });
});

describe("what is there already", () => {
  it("is found by number and by client, page by page", async () => {
    await sales.acme();
    for (let i = 1; i <= 8; i++) {
      await sales.say(CLAIRE, "/facture", `acme ${i} x Conseil 100 €`);
      await sales.press(CLAIRE, sales.answer(CLAIRE), i === 1 ? "sale_issue" : "sale_create");
    }
    const [{ number }] = (await sales.rows<{ number: string }>("SELECT number FROM invoices WHERE state = 'issued'")) as [
      { number: string },
    ];
    expect(await sales.say(CLAIRE, "/facture", number)).toContain(`Facture ${number} – ACME FRANCE`);
    expect(spaced(await sales.say(CLAIRE, "/facture", "acme"))).toContain("Factures : ACME FRANCE");
    expect(sales.said(CLAIRE).match(/brouillon/g)).toHaveLength(6);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "paper_more");
    expect(sales.said(CLAIRE)).toContain(number);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "paper_show:1");
    expect(sales.said(CLAIRE)).toContain("Voir le PDF");
    expect(spaced(await sales.say(CLAIRE, "/facture", "nobody at all"))).toContain("Aucune facture pour « nobody at all »");
  });

  it("is credited by number, or chosen among the latest", async () => {
    await sales.acme();
    await sales.say(CLAIRE, "/facture", "acme 3 x Conseil 100 €");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_issue");
    expect(await sales.say(CLAIRE, "/avoir")).toContain("Facture F-");
    await sales.say(CLAIRE, "/avoir", "1");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "paper_credit");
    await Promise.all([sales.submit(CLAIRE), sales.submit(CLAIRE)]).catch(() => undefined);
    expect(await sales.rows("SELECT 1 FROM invoices WHERE kind = 'credit-note'")).toHaveLength(1);
  });
});
