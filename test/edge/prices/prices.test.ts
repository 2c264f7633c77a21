/** The price list: read from a spreadsheet, dry run first; found by words however long it is. */
import { beforeEach, describe, expect, it } from "vitest";
import type { PriceItem } from "../../../edge/prices/price-item.ts";
import { findPrices, isNamed, listPrices, putPrices } from "../../../edge/prices/price-store.ts";
import { readPriceList } from "../../../edge/prices/read-price-list.ts";
import { aPerson, worker } from "../carry.ts";
import { ask, emptyBooks, sellingHouse } from "../invoices/selling.ts";

const db = worker.DB;
const house = sellingHouse();
const read = (text: string) => readPriceList(new TextEncoder().encode(text));
const codes = (items: PriceItem[]) => items.map(({ code }) => code);

beforeEach(emptyBooks);

describe("a price list", () => {
  it("is read in either language, with prices as people write them", () => {
    const french = read(
      "\ufeffRéférence;Désignation;Unité;Prix unitaire HT;TVA\r\ncons-j;Conseil, à la journée;jour;1 200,50 €;20 %\r\nDEP;Déplacement;;150;5,5\r\n",
    );
    expect(french.problems).toEqual([]);
    expect(french.items).toEqual([
      {
        code: "CONS-J",
        labelFr: "Conseil, à la journée",
        labelEn: "Conseil, à la journée",
        unit: "day",
        unitPrice: "1200.50",
        nature: "services",
        vat: { percent: "20" },
      },
      {
        code: "DEP",
        labelFr: "Déplacement",
        labelEn: "Déplacement",
        unit: "piece",
        unitPrice: "150",
        nature: "goods",
        vat: { percent: "5.5" },
      },
    ]);
    const english = read('code,label,name_en,unit,price,vat,type\nA1,Vis,"Screw, small",piece,"1,200.50",reverse charge,goods\n');
    expect(english.items).toMatchObject([{ labelEn: "Screw, small", unitPrice: "1200.50", vat: { exempt: "reverse-charge" } }]);
  });

  it("says of each row what is wrong with it, as the spreadsheet counts them", () => {
    const { items, problems } = read(
      'code;libellé;unité;prix;tva\nA;Un;jour;10;20\nA;Encore;jour;10;20\n;Sans code;;1;\nB;;;1;\nC;Trois;parsec;1;\nD;Quatre;;beaucoup;\nE;Cinq;;-1;\nF;Six;;1;200\n\nG;Sept;;"1\n',
    );
    expect(codes(items)).toEqual(["A"]);
    expect(problems.map(({ row, code, column }) => `${row} ${code} ${column}`)).toEqual([
      ...[
        "3 twice code",
        "4 missing code",
        "5 missing labelFr",
        "6 unit unit",
        "7 price unitPrice",
        "8 price unitPrice",
        "9 vat vat",
        "11 broken null",
      ],
    ]);
    expect(read("code;prix\nA;1").problems).toEqual([{ row: 0, code: "no_columns", column: "labelFr" }]);
    expect(read("code;libellé;prix\n").problems).toEqual([{ row: 0, code: "nothing", column: null }]);
    expect(read("code;libellé;prix\nA;Un;1,200").problems).toMatchObject([{ code: "price" }]);
  });

  it("is merged with the former one, or takes its place", async () => {
    const accountant = await aPerson("accounting");
    const set = (text: string, replace: boolean) =>
      ask(house, accountant, "set-prices", { items: read(`code;libellé;prix\n${text}`).items, replace });
    expect(await set("A;Audit;1\nB;Bilan;2", false)).toMatchObject({ state: "done", outcome: { items: 2 } });
    await set("B;Bilan annuel;3\nC;Conseil;4", false);
    expect(codes(await listPrices(db, "", 10))).toEqual(["A", "B", "C"]);
    expect((await findPrices(db, "bilan annuel", 5))[0]).toMatchObject({ code: "B", unitPrice: "3" });
    await set("C;Conseil;5", true);
    expect(codes(await listPrices(db, "", 10))).toEqual(["C"]);
    expect(await findPrices(db, "audit", 5)).toEqual([]);
    expect(await ask(house, await aPerson("sales"), "set-prices", { items: [], replace: true })).toMatchObject({ code: "forbidden" });
    expect(await set("", true)).toMatchObject({ code: "invalid_input" });
  });

  it("is searched by code and by words, with rows read that do not grow with it", async () => {
    const many = (count: number): PriceItem[] =>
      Array.from({ length: count }, (_, i) => ({
        code: `P${String(i).padStart(4, "0")}`,
        labelFr: `Prestation ${i % 7 === 0 ? "audit" : "conseil"} n° ${i}`,
        labelEn: `Service ${i}`,
        ...({ unit: "day", unitPrice: "1", nature: "services", vat: null } as const),
      }));
    await putPrices(db, [...many(1_500), { ...(many(1)[0] as PriceItem), code: "AUD", labelFr: "Audit", labelEn: "Audit" }], "r1").run();
    const [exact] = await findPrices(db, "audit", 5);
    expect(exact?.code).toBe("AUD");
    expect(exact && isNamed(exact, "Audit")).toBe(true);
    expect(codes(await findPrices(db, "p0007", 5))).toEqual(["P0007"]);
    let rows = 0;
    const counting = {
      prepare: (sql: string) => db.prepare(sql),
      batch: async <T>(statements: D1PreparedStatement[]) => {
        const answers = await db.batch<T>(statements);
        rows += answers.reduce((sum, { meta }) => sum + meta.rows_read, 0);
        return answers;
      },
    };
    expect(await findPrices(counting, "conseil", 10)).toHaveLength(10);
    expect(rows).toBeLessThan(150);
  });
});
