/** The window of a sale: lines added and removed, totals that follow, mistakes at their field, nothing typed is lost. */
import { beforeEach, describe, expect, it } from "vitest";
import { worker } from "../../edge/carry.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const CLAIRE = "U0CLAIRE";

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  await world.know(CLAIRE);
  await sales.acme();
});

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const shown = () => spaced(words(sales.modal(CLAIRE)));
/** The field of the line that stands open. */
const field = (name: string) => String(sales.modal(CLAIRE).blocks.find(({ block_id }) => block_id?.startsWith(`${name}_`))?.block_id);
const type = (name: string, text: string) =>
  sales.press(CLAIRE, sales.modal(CLAIRE), /^(terms|discount|order|note|starts|lasts)$/.test(name) ? name : field(name), text);
const click = (action: string, value?: unknown) => sales.press(CLAIRE, sales.modal(CLAIRE), action, value);

async function chooseAcme() {
  const { options } = await sales.person(CLAIRE).suggest(sales.modal(CLAIRE), "sale_who", "acme");
  await click("sale_who", options[0]);
}

describe("the window of an invoice", () => {
  it("opens without an argument, its totals follow, and it becomes a draft once", async () => {
    await sales.say(CLAIRE, "/facture");
    await chooseAcme();
    await type("name", "Conseil");
    await type("quantity", "3");
    await type("price", "1 200,50");
    expect(shown()).toContain("4 321,80 €");
    await click("sale_add");
    await type("name", "Pose");
    await type("price", "120 TTC");
    expect(shown()).toContain("4 441,80 €");
    expect(shown()).toContain("3 × 1 200,50 €");
    await click("sale_line:0", undefined);
    expect(shown()).toContain("1 × 120,00 € TTC");
    await click("sale_remove");
    expect(shown()).toContain("120,00 €");
    const view = structuredClone(sales.modal(CLAIRE));
    await sales.submit(CLAIRE);
    await sales
      .person(CLAIRE)
      .submit(view as never)
      .catch(() => undefined);
    await world.settled();
    expect(await sales.rows("SELECT total_cents FROM invoices")).toEqual([{ total_cents: 12_000 }]);
  });

  it("says what is wrong at its field", async () => {
    await sales.say(CLAIRE, "/facture");
    const empty = await sales.submit(CLAIRE, {});
    expect(Object.keys(empty.errors ?? {}).length).toBeGreaterThan(0);
    await chooseAcme();
    await type("name", "Conseil");
    for (const [name, text, sentence] of [
      ["price", "huit cents", "Un prix"],
      ["price", "0", "nul ou négatif"],
      ["price", "999999999999", "invraisemblable"],
      ["quantity", "-2", "plus grand que zéro"],
      ["terms", "la saint-glinglin", "30 jours"],
      ["terms", "01/02/2020", "déjà passée"],
    ] as const) {
      const id = name === "terms" ? "terms" : field(name);
      const { errors } = await sales.submit(CLAIRE, { [id]: text });
      expect(spaced(String(errors?.[id]))).toContain(sentence);
      await sales.submit(CLAIRE, { [id]: name === "terms" ? "" : name === "quantity" ? "2" : "x" });
    }
    expect(await sales.rows("SELECT 1 FROM invoices")).toEqual([]);
  });

  it("was closed: the next one goes on where it was left, or afresh", async () => {
    await sales.say(CLAIRE, "/facture");
    await type("name", "Un long travail");
    await type("price", "pas encore su");
    await sales.person(CLAIRE).close();
    await sales.say(CLAIRE, "/facture");
    expect(shown()).toContain("Repris là où vous l’aviez laissé.");
    const values = JSON.stringify(sales.modal(CLAIRE).blocks);
    expect(values).toContain("Un long travail");
    expect(values).toContain("pas encore su");
    await click("sale_afresh");
    expect(JSON.stringify(sales.modal(CLAIRE).blocks)).not.toContain("Un long travail");
  });

  it("has a new client on top of it, and goes on with it", async () => {
    await sales.say(CLAIRE, "/facture");
    await type("name", "Conseil");
    await type("price", "100");
    const { options } = await sales.person(CLAIRE).suggest(sales.modal(CLAIRE), "sale_who", "Zoé Martin");
    await click("sale_who", options.at(-1));
    expect(shown()).toContain("Nouveau client");
    await sales.press(CLAIRE, sales.modal(CLAIRE), "client_mode:person");
    await sales.submit(CLAIRE, { name: "Zoé Martin" });
    expect(shown()).toContain("Zoé Martin (fiche en cours de création)");
    await sales.submit(CLAIRE);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("Brouillon de facture – Zoé Martin");
  });

  it("changes a draft; one that another has changed meanwhile is not overwritten", async () => {
    await sales.say(CLAIRE, "/facture", "acme 3 x Conseil 800 €");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_edit");
    await type("quantity", "4");
    const late = structuredClone(sales.modal(CLAIRE));
    await sales.submit(CLAIRE);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("3 840,00 €");
    expect(await sales.rows("SELECT version FROM invoices")).toEqual([{ version: 2 }]);
    expect(late.private_metadata).toContain("edit-");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_edit");
    await type("quantity", "5");
    await world.house().db.prepare("UPDATE invoices SET version = version + 1").run();
    expect(spaced(String((await sales.submit(CLAIRE)).errors?.client))).toContain("modifié entre-temps");
    await sales.person(CLAIRE).close();
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_edit");
    expect(shown()).toContain("Repris là où vous l’aviez laissé.");
    await sales.submit(CLAIRE);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("4 800,00 €");
  });
});

describe("the window of a quote", () => {
  it("asks when the work begins and how long it takes: printed, and obligatory for a private person", async () => {
    await worker.DB.prepare(
      "UPDATE clients SET company = 0, siren = NULL, siret = NULL, vat_number = NULL, email = 'zoe@client.example'",
    ).run();
    await sales.say(CLAIRE, "/devis");
    await chooseAcme();
    await type("name", "Pose");
    await type("price", "1200");
    expect(shown()).toContain("Pour un particulier, dites quand le travail commence");
    await type("starts", "sous 3 semaines");
    await type("lasts", "2 jours");
    expect(shown()).not.toContain("dites quand le travail commence");
    expect(shown()).toContain("Dites si le devis lui-même est gratuit ou payant");
    await openFirm({ seller: { quoteFeeCents: 0 } });
    await sales.submit(CLAIRE);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("*Durée prévue*\n2 jours");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_send");
    expect(await sales.rows("SELECT state, document ->> '$.work' AS work, document ->> '$.said[0]' AS free FROM quotes")).toEqual([
      { state: "sent", work: JSON.stringify({ starts: "sous 3 semaines", lasts: "2 jours" }), free: "Devis gratuit." },
    ]);
  });

  it("is not sent to a private person without them", async () => {
    await sales.say(CLAIRE, "/devis", "acme 1 x Pose 100 €");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    const card = structuredClone(sales.card(CLAIRE));
    expect(JSON.stringify(card)).toContain("paper_send");
    await worker.DB.prepare(
      "UPDATE clients SET company = 0, siren = NULL, siret = NULL, vat_number = NULL, email = 'zoe@client.example'",
    ).run();
    await sales.press(CLAIRE, card, "paper_send");
    expect(await sales.rows("SELECT state, number FROM quotes")).toEqual([{ state: "draft", number: null }]);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("Dites si le devis lui-même est gratuit ou payant");
  });
});

describe("a firm of the franchise", () => {
  it("is told before it issues what brings it past a threshold", async () => {
    await openFirm({ seller: { vatRegime: "franchise", vatNumber: null } });
    await sales.say(CLAIRE, "/facture", "acme 1 x Conseil 20 000 €");
    expect(spaced(sales.said(CLAIRE))).not.toContain("facturés cette année");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_issue");
    await sales.say(CLAIRE, "/facture", "acme 1 x Conseil 15 000 €");
    expect(spaced(sales.said(CLAIRE))).toContain("avec 35 000,00 € facturés cette année, le seuil de 37 500,00 € est proche");
    await sales.say(CLAIRE, "/facture", "acme 1 x Conseil 22 000 €");
    expect(spaced(sales.said(CLAIRE))).toContain("le seuil majoré de 41 250,00 € est dépassé ; la TVA est due dès ce jour");
  });
});
