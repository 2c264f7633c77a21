/** Who drafts, issues, credits, gives discounts, sees amounts: shown so, and asked again when somebody clicks. */
import { beforeEach, describe, expect, it } from "vitest";
import { worker } from "../../edge/carry.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const [CLAIRE, MALIK, SOPHIE, TOM, HENRI, GUEST] = ["U0CLAIRE", "U0MALIK", "U0SOPHIE", "U0TOM", "U0HENRI", "U0GUEST"];
const LINE = "acme 3 x Conseil 800 € HT";

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  for (const who of [CLAIRE, MALIK, SOPHIE, TOM, HENRI, GUEST]) await world.know(who as string);
  await sales.acme();
});

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const buttonsOf = (message: unknown) =>
  JSON.stringify(message)
    .match(/"action_id":"\w+/g)
    ?.join(" ") ?? "";
const roles = (who: string, ...given: string[]) =>
  worker.DB.prepare("UPDATE people SET roles = ?2 WHERE slack_user = ?1").bind(who, JSON.stringify(given)).run();
const states = () => sales.rows<{ state: string }>("SELECT state FROM invoices");

describe("who may", () => {
  it("draft: sales; not employees, not guests", async () => {
    expect(await sales.say(MALIK, "/facture", LINE)).toContain("Aperçu de la facture");
    expect(buttonsOf(sales.answer(MALIK))).not.toContain("sale_issue");
    for (const who of [TOM, SOPHIE]) expect(await sales.say(who, "/facture", LINE)).toContain("Votre rôle ne permet pas");
    expect(await sales.say(GUEST, "/facture", LINE)).toContain("invités");
    await sales.say(TOM, "/facture");
    expect(sales.person(TOM).modal() ? words(sales.modal(TOM)) : sales.said(TOM)).toContain("Votre rôle ne permet pas");
  });

  it("issue: accounting; sales are told whom to ask, and a forged press is refused", async () => {
    await sales.say(MALIK, "/facture", LINE);
    await sales.press(MALIK, sales.answer(MALIK), "sale_create");
    expect(spaced(words(sales.card(MALIK)))).toContain("adressez-vous à la comptabilité");
    expect(buttonsOf(sales.card(MALIK))).not.toContain("paper_issue");
    const forged = structuredClone(sales.card(MALIK));
    const edit = JSON.stringify(forged)
      .replace('"action_id":"paper_edit"', '"action_id":"paper_issue"')
      .replace(/("value":"i\w+)"/, '$1 1"');
    await sales.press(MALIK, JSON.parse(edit) as never, "paper_issue").catch(() => undefined);
    expect(await states()).toEqual([{ state: "draft" }]);
  });

  it("what they could when it was shown, and no longer can when they click", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await roles(CLAIRE, "sales");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_issue");
    expect(await states()).toEqual([]);
    expect(sales.said(CLAIRE)).toContain("Votre rôle ne permet pas");
    await sales.press(CLAIRE, sales.person(CLAIRE).ephemerals().at(-2) as never, "sale_create");
    await roles(CLAIRE, "employee");
    await sales.press(CLAIRE, sales.card(CLAIRE), "paper_delete");
    expect(await states()).toEqual([{ state: "draft" }]);
  });

  it("accounting issues what sales drafted: the card of who drafted follows, and who issued has their own", async () => {
    await sales.say(MALIK, "/facture", LINE);
    await sales.press(MALIK, sales.answer(MALIK), "sale_create");
    await sales.person(CLAIRE).openHome();
    await world.settled();
    const home = sales.person(CLAIRE).home() as never;
    expect(words(home)).toContain("À émettre");
    await sales.press(CLAIRE, home, "paper_see:5");
    await sales.press(CLAIRE, sales.modal(CLAIRE), "paper_issue");
    expect(words(sales.modal(CLAIRE))).toContain("C’est noté");
    expect(spaced(words(sales.card(MALIK)))).toMatch(/Facture F-\d{4}-0001/);
    expect(spaced(words(sales.card(CLAIRE)))).toMatch(/Facture F-\d{4}-0001/);
  });

  it("see amounts: a manager finds the invoice without them", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_issue");
    const found = spaced(await sales.say(SOPHIE, "/facture", "1"));
    expect(found).toContain("Votre rôle ne permet pas de voir les montants.");
    expect(found).not.toContain("800,00");
    expect(buttonsOf(sales.answer(SOPHIE))).not.toMatch(/document_open|paper_credit/);
  });

  it("give a discount over the limit, or issue from an amount on: the direction", async () => {
    await openFirm({ rules: { discountPercent: "10", secondPersonCents: 500_000 } });
    expect(spaced(await sales.say(CLAIRE, "/facture", `${LINE} remise 15 %`))).toContain("La remise dépasse ce que votre rôle permet");
    expect(buttonsOf(sales.answer(CLAIRE))).not.toContain("sale_issue");
    expect(spaced(await sales.say(CLAIRE, "/facture", "acme 30 x Conseil 800 €"))).toMatch(/seule la direction émet/);
    await sales.say(HENRI, "/facture", `acme 30 x Conseil 800 € remise 15 %`);
    expect(buttonsOf(sales.answer(HENRI))).toContain("sale_issue");
    await sales.press(HENRI, sales.answer(HENRI), "sale_issue");
    expect(await states()).toEqual([{ state: "issued" }]);
  });
});

describe("what cannot be issued", () => {
  it("for want of a firm: an admin gets its button, others are told whom to ask", async () => {
    await worker.DB.prepare("DELETE FROM firm").run();
    expect(spaced(await sales.say(CLAIRE, "/facture", LINE))).toContain("Un administrateur complète l’identité");
    await world.know("U0AMELIE");
    await sales.say("U0AMELIE", "/facture", LINE);
    expect(buttonsOf(sales.answer("U0AMELIE"))).toContain("seller_set_up");
  });

  it("is refused on its card in an accountant's words, and pressed again once it is mended", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    const card = structuredClone(sales.card(CLAIRE));
    await openFirm({ seller: { register: "" } });
    await sales.press(CLAIRE, card, "paper_issue");
    expect(await states()).toEqual([{ state: "draft" }]);
    expect(sales.cards(CLAIRE).map(words).join(" ")).toContain("Demande refusée");
    await openFirm();
    await sales.press(CLAIRE, card, "paper_issue");
    expect(await states()).toEqual([{ state: "issued" }]);
  });

  it("and made no second draft of, whoever reads the preview too early", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    const shown = structuredClone(sales.answer(CLAIRE));
    await openFirm({ seller: { register: "" } });
    await sales.press(CLAIRE, shown, "sale_issue");
    expect(await states()).toEqual([{ state: "draft" }]);
    // As it was read by a second press, before the first one had begun.
    await world.house().db.prepare("UPDATE sale_previews SET body = json_set(body, '$.run', NULL)").run();
    await sales.press(CLAIRE, shown, "sale_create");
    await sales.press(CLAIRE, shown, "sale_issue");
    expect(await states()).toEqual([{ state: "draft" }]);
  });

  it("never a second time: a draft that was issued is credited, not deleted", async () => {
    await sales.say(CLAIRE, "/facture", LINE);
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    const draft = structuredClone(sales.card(CLAIRE));
    await Promise.all([sales.press(CLAIRE, draft, "paper_issue"), sales.press(CLAIRE, draft, "paper_issue")]);
    await sales.press(CLAIRE, draft, "paper_delete");
    expect(await sales.rows("SELECT state, seq FROM invoices")).toEqual([{ state: "issued", seq: 1 }]);
    expect(sales.cards(CLAIRE).map(words).join(" ")).toContain("établissez un avoir");
  });

  it("with VAT in the franchise: there is none, and the reason is printed", async () => {
    await openFirm({ seller: { vatRegime: "franchise", vatNumber: null } });
    const shown = spaced(await sales.say(CLAIRE, "/facture", LINE));
    for (const part of ["Franchise en base", "Total à payer", "2 400,00 €", "Tout y est"]) expect(shown).toContain(part);
  });

  it("abroad without a VAT number, where the tax is the buyer's", async () => {
    await sales.foreign("Widgets Beispiel GmbH", "DE");
    expect(spaced(await sales.say(CLAIRE, "/facture", "widgets beispiel 1 x Conseil 500 € autoliquidation"))).toContain(
      "le numéro de TVA du client est obligatoire",
    );
    expect(buttonsOf(sales.answer(CLAIRE))).not.toContain("sale_issue");
  });

  it("to a client that has closed it is possible, and said", async () => {
    await world.house().db.prepare("UPDATE clients SET state = 'closed'").run();
    const shown = spaced(await sales.say(CLAIRE, "/facture", LINE));
    expect(shown).toContain("ce client est fermé : vérifiez qui doit payer");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
    expect(spaced(words(sales.card(CLAIRE)))).toContain("ce client est fermé");
  });
});
