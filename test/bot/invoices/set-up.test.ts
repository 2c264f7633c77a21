/** Who sells is set up in windows: read in the register, confirmed, checked by key; the price list comes from a file. */
import { beforeEach, describe, expect, it } from "vitest";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { leastLatePercent } from "../../../edge/invoices/late-floor.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { worker } from "../../edge/carry.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const AMELIE = "U0AMELIE";
const CLAIRE = "U0CLAIRE";

beforeEach(async () => {
  await emptyBooks();
  world = openWorld();
  sales = salesIn(world);
  await world.know(AMELIE);
  await world.know(CLAIRE);
});

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const shown = (who = AMELIE) => spaced(words(sales.modal(who)));
const firm = () => readFirm(worker.DB);
async function section(name: string) {
  await sales.say(AMELIE, "/passerelle", "facturation");
  await sales.press(AMELIE, sales.answer(AMELIE), `seller_section:${name}`);
}

describe("the set-up", () => {
  it("begins with the SIREN: the register gives the rest, which is confirmed; what is missing is listed", async () => {
    expect(spaced(await sales.say(AMELIE, "/passerelle", "invoicing"))).toContain("Indiquez son SIREN");
    await sales.press(AMELIE, sales.answer(AMELIE), "seller_section:identity");
    expect(Object.values((await sales.submit(AMELIE, { siren: "732 829 321" })).errors ?? {})).toEqual([
      expect.stringContaining("SIREN est faux"),
    ]);
    await sales.submit(AMELIE, { siren: "732 829 320" });
    expect(shown()).toContain("Lu au registre");
    expect(shown()).toContain("EXEMPLE DE L'INSEE");
    await sales.submit(AMELIE, { email: "bonjour@exemple.fr", capitalCents: "" });
    expect((await firm())?.seller).toMatchObject({
      siren: "732829320",
      siret: "73282932000074",
      legalForm: "SAS",
      email: "bonjour@exemple.fr",
    });
    const card = spaced(words(sales.card(AMELIE)));
    expect(card).toContain("Il manque encore");
    expect(card).toContain("capital social manquant");
  });

  it("says that the register knows nobody, and that it is away", async () => {
    await section("identity");
    await sales.submit(AMELIE, { siren: "552081317" });
    expect(shown()).toContain("ne connaît aucune entreprise");
    world.faults.add({ match: { service: "register" }, kind: "500", times: "always" });
    await sales.submit(AMELIE, { siren: "732829320" });
    expect(shown()).toContain("ne répond pas");
  });

  it("checks IBAN, BIC, VAT number and days at their field", async () => {
    await openFirm();
    await section("payment");
    const wrong = await sales.submit(AMELIE, { iban: "FR76 3000 6000 0112 3456 7890 188", bic: "AGR", termsDays: "90", latePercent: "x" });
    expect(Object.keys(wrong.errors ?? {}).sort()).toEqual(["bic", "iban", "latePercent", "termsDays"]);
    await sales.submit(AMELIE, {
      iban: "FR76 3000 6000 0112 3456 7890 189",
      bic: "agrifrpp",
      termsDays: "45",
      latePercent: "12",
      earlyPayment: "Escompte de 1 % sous 10 jours.",
    });
    expect((await firm())?.seller).toMatchObject({
      iban: "FR7630006000011234567890189",
      bic: "AGRIFRPP",
      termsDays: 45,
      latePercent: "12",
      earlyPayment: "Escompte de 1 % sous 10 jours.",
    });
    await section("vat");
    expect((await sales.submit(AMELIE, { vatNumber: "FR00732829320" })).errors).toHaveProperty("vatNumber");
  });

  it("holds late penalties to the law's least, as far as the half-year's rate is known", async () => {
    await openFirm();
    await section("payment");
    const least = leastLatePercent(parisDay());
    expect(shown()).toContain(
      least === null ? "n’est pas encore connu de Passerelle" : `Au moins ${least.replace(".", ",")} % ce semestre`,
    );
    const { errors } = await sales.submit(AMELIE, { latePercent: "0,5" });
    expect(errors?.latePercent).toEqual(least === null ? undefined : expect.stringContaining("trois fois le taux légal"));
    expect((await firm())?.seller.latePercent).toBe(least === null ? "0.5" : "12");
  });

  it("asks of quotes whether they are charged for and where to complain, and lists what private persons must be told", async () => {
    await openFirm({ seller: { email: "", phone: "" } });
    const listed = spaced(await sales.say(AMELIE, "/passerelle", "facturation"));
    expect(listed).toContain("Il manque encore, pour les devis aux particuliers");
    expect(listed).toContain("dites si le devis lui-même est gratuit ou payant");
    await section("quotes");
    expect((await sales.submit(AMELIE, { quoteFeeCents: "cher", quoteDays: "0" })).errors).toHaveProperty("quoteFeeCents");
    await sales.submit(AMELIE, { quoteFeeCents: "49,90", complaints: "SAV, 1 rue de la Paix", quoteDays: "15" });
    expect((await firm())?.seller).toMatchObject({ quoteFeeCents: 49_90, complaints: "SAV, 1 rue de la Paix", quoteDays: 15 });
    const card = spaced(words(sales.card(AMELIE)));
    expect(card).toContain("valables 15 jours · devis facturés 49,90 €");
    expect(card).not.toContain("devis aux particuliers");
    await section("quotes");
    await sales.submit(AMELIE, { quoteFeeCents: "0" });
    expect(spaced(words(sales.card(AMELIE)))).toContain("devis gratuits");
  });

  it("of two admins who save in the same instant takes one, tells the other, and gives back what they had typed", async () => {
    await openFirm();
    const OTHER = "U0CLAIRE";
    await worker.DB.prepare("UPDATE people SET roles = '[\"admin\"]' WHERE slack_user = ?1").bind(OTHER).run();
    await section("payment");
    await sales.say(OTHER, "/passerelle", "facturation");
    await sales.press(OTHER, sales.answer(OTHER), "seller_section:payment");
    await Promise.all([
      sales.person(AMELIE).submit(undefined, { termsDays: "10" }),
      sales.person(OTHER).submit(undefined, { termsDays: "20" }),
    ]);
    await world.settled();
    const kept = (await firm())?.seller.termsDays;
    expect([10, 20]).toContain(kept);
    expect((await firm())?.version).toBe(2);
    const loser = kept === 10 ? OTHER : AMELIE;
    expect(spaced(words(sales.card(loser)))).toContain("entre-temps");
    await sales.press(loser, sales.card(loser), "seller_section:again");
    expect(JSON.stringify(sales.modal(loser))).toContain(`"initial_value":"${kept === 10 ? 20 : 10}"`);
    await sales.submit(loser);
    expect((await firm())?.seller.termsDays).toBe(kept === 10 ? 20 : 10);
  });

  it("continues the firm's own numbers, and no longer once the series has begun", async () => {
    await openFirm();
    await section("numbers");
    expect((await sales.submit(AMELIE, { invoice: "sans chiffres" })).errors).toHaveProperty("invoice");
    await sales.submit(AMELIE, { invoice: `FA${new Date().getFullYear()}-0117` });
    await sales.acme();
    await sales.say(CLAIRE, "/facture", "acme 1 x Conseil 100 €");
    await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_issue");
    expect(spaced(words(sales.card(CLAIRE)))).toContain(`Facture FA${new Date().getFullYear()}-0118`);
    await section("numbers");
    expect(shown()).toContain("La série a commencé");
  });

  it("takes a logo, and nothing that is none", async () => {
    await openFirm();
    await section("logo");
    const bytes = Uint8Array.from(
      atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
      (sign) => sign.charCodeAt(0),
    );
    await sales.submit(AMELIE, { logo: [sales.person(AMELIE).upload("logo.png", "not a picture", "image/png")] });
    expect(shown()).toContain("ni un PNG ni un JPEG");
    await sales.person(AMELIE).close();
    await section("logo");
    await sales.submit(AMELIE, { logo: [sales.person(AMELIE).upload("logo.png", bytes, "image/png")] });
    expect((await firm())?.seller.logo).toMatch(/^logo_/);
  });

  it("is for admins, and not over another's change", async () => {
    await openFirm();
    expect(await sales.say(CLAIRE, "/passerelle", "invoicing")).toContain("Votre rôle ne permet pas");
    await section("limits");
    await worker.DB.prepare("UPDATE firm SET version = version + 1").run();
    expect(JSON.stringify(await sales.submit(AMELIE, { discountPercent: "10" }))).toContain("modifié entre-temps");
  });
});

describe("the price list", () => {
  const give = async (text: string, how = "merge") => {
    await sales.say(CLAIRE, "/passerelle", "tarif");
    await sales.submit(CLAIRE, { file: [sales.person(CLAIRE).upload("tarif.csv", text)], how });
  };

  it("is read first: what is wrong, row by row; then it is brought in, and replaced", async () => {
    await give("code;libellé;prix;unité\nA1;Audit;850;jour\nB1;;10;h\nC1;Pose;cher;h\n");
    expect(shown(CLAIRE)).toContain("1 article lu.");
    expect(shown(CLAIRE)).toContain("Ligne 3 : valeur manquante – libellé");
    expect(shown(CLAIRE)).toContain("Ligne 4 : prix incompréhensible – prix");
    await sales.submit(CLAIRE);
    expect(await sales.rows("SELECT code FROM price_items")).toEqual([{ code: "A1" }]);
    await give("code;libellé;prix\nD1;Dalle;3,50\n", "replace");
    await sales.submit(CLAIRE);
    expect(await sales.rows("SELECT code, unit_price FROM price_items")).toEqual([{ code: "D1", unit_price: "3.50" }]);
    expect(spaced(words(sales.card(CLAIRE)))).toContain("1 article repris au tarif.");
  });

  it("without its columns says which is missing", async () => {
    await give("a;b\n1;2\n");
    expect(shown(CLAIRE)).toContain("il manque la colonne – code");
  });
});
