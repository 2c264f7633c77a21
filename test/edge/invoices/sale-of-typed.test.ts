/** From one typed line to a sale: the price list, prices with VAT, whose VAT it is. */
import { beforeEach, describe, expect, it } from "vitest";
import { saleOf } from "../../../edge/invoices/drafts/sale-of-typed.ts";
import type { Where } from "../../../edge/invoices/drafts/usual-vat.ts";
import type { Known } from "../../../edge/invoices/issue/buyer-of.ts";
import { totalsOf } from "../../../edge/invoices/totals.ts";
import { parseTyped } from "../../../edge/invoices/typed/parse-typed.ts";
import { putPrices } from "../../../edge/prices/price-store.ts";
import { A_BUYER, A_SELLER } from "../../fixtures/invoices.ts";
import { worker } from "../carry.ts";
import { emptyBooks } from "./selling.ts";

const db = worker.DB;
const home: Where = { seller: A_SELLER, known: null, day: "2026-11-26" };
const abroad = (country: string, vatNumber: string | null, company = true): Where => ({
  ...home,
  known: { buyer: { ...A_BUYER, vatNumber, siren: null, address: { ...A_BUYER.address, country } }, client: { company } } as Known,
});

async function read(text: string, where = home) {
  const reading = parseTyped(text, { locale: "fr", today: "2026-11-26" });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return saleOf(db, reading.typed, where, "fr");
}

beforeEach(async () => {
  await emptyBooks();
  const item = { unit: "day", unitPrice: "800", nature: "services", vat: null } as const;
  await putPrices(
    db,
    [
      { ...item, code: "CONS", labelFr: "Conseil", labelEn: "Consulting" },
      { ...item, code: "AUD1", labelFr: "Audit interne", labelEn: "Internal audit" },
      { ...item, code: "AUD2", labelFr: "Audit externe", labelEn: "External audit", vat: { percent: "10" } },
    ],
    "r1",
  ).run();
});

describe("a typed line becomes a sale", () => {
  it("with what was said", async () => {
    const { sale, wants } = await read("ACME 3 x Déplacement 150 € HT 30j, 2j Formation 1 200 € TTC tva 20%");
    expect(wants).toEqual([]);
    expect(sale.lines.map(({ name, quantity, unitPrice, unitPriceWithVat }) => [name, quantity, unitPrice, unitPriceWithVat])).toEqual([
      ["Déplacement", "3", "150", null],
      ["Formation", "2", "1000", "1200"],
    ]);
    expect(sale.terms).toEqual({ type: "days", days: 30 });
    expect(totalsOf(sale).totalCents).toBe(294_000);
  });

  it("with a price of the list, a choice where several may be meant, and a question where there is none", async () => {
    const { sale, wants } = await read("ACME 2 x conseil, 1 x audit, 1 x dépannage");
    expect(sale.lines[0]).toMatchObject({ name: "Conseil", unit: "day", unitPrice: "800", itemId: "CONS" });
    expect(wants.map(({ line, what, items }) => [line, what, items.map(({ code }) => code)])).toEqual([
      [1, "item", ["AUD1", "AUD2"]],
      [2, "price", []],
    ]);
  });

  it("with the VAT of the regime and of where the buyer is", async () => {
    const vat = async (text: string, where: Where) =>
      (await read(text, where)).sale.lines.map((line) => `${line.vat.category} ${line.vat.exemption}`);
    const line = "X 1 x Conseil 100 €, 2 kg Vis 10 €";
    expect(await vat(line, home)).toEqual(["S null", "S null"]);
    expect(await vat(line, abroad("DE", "DE123456788"))).toEqual(["AE VATEX-EU-AE", "K VATEX-EU-IC"]);
    expect(await vat(line, abroad("US", null))).toEqual(["O VATEX-EU-O", "G VATEX-EU-G"]);
    expect(await vat(line, abroad("DE", null, false))).toEqual(["S null", "S null"]);
    const franchise: Where = { ...home, seller: { ...A_SELLER, vatRegime: "franchise" } };
    expect(await vat(`${line} tva 20%`, franchise)).toEqual(["E VATEX-FR-FRANCHISE", "E VATEX-FR-FRANCHISE"]);
    expect(await vat("X 1 x Sous-traitance 100 € autoliquidation", home)).toEqual(["AE VATEX-FR-AE"]);
    expect((await read("X 1 x Cours 100 € exonéré")).wants).toEqual([{ line: 0, what: "exemption", items: [] }]);
  });
});
