/** The typed line: what is printed is read back the same, and hostile text is right or refused with its place. */
import { describe, expect, it } from "vitest";
import { UNITS } from "../../../edge/invoices/sale.ts";
import { parseTyped } from "../../../edge/invoices/typed/parse-typed.ts";
import { printTyped } from "../../../edge/invoices/typed/print-typed.ts";
import type { Typed, TypedLine } from "../../../edge/invoices/typed/typed.ts";
import { type Dice, dice } from "../../fixtures/invoices.ts";
import englishLines from "../../fixtures/typed-lines-en.txt?raw";
import frenchLines from "../../fixtures/typed-lines-fr.txt?raw";

const TODAY = "2026-11-26";
const PLACE = { from: 0, to: 0 };
const NAMES = [
  "Conseil",
  "Audit",
  "de 9 à 5",
  "3 x 4",
  "Studio 54",
  '12" vinyle',
  "tva",
  "remise 5 %",
  "30j",
  "L’été, l’hiver; fin",
  "800 €",
  "n°1: suite",
  "«x»",
  "a",
  "日本語",
];

function randomTyped(roll: Dice): Typed {
  const line = (): TypedLine => ({
    quantity: roll.one([null, "1", "3", "1.5", "0.25", "1234", "-2"]),
    unit: roll.one([null, ...UNITS]),
    name: roll.one(NAMES),
    price: roll.one([null, "800", "12.5", "1200", "0.333333", "19.99"]),
    withVat: roll.one([null, true, false]),
    vat: roll.one([null, { percent: "20" }, { percent: "5.5" }, { exempt: "reverse-charge" }, { exempt: "exempt" }] as const),
    discount: roll.one([null, { type: "percent", percent: "10" }, { type: "amount", amountCents: 1250 }] as const),
    at: PLACE,
  });
  return {
    client: roll.one([null, { text: "ACME", at: PLACE }, { text: "3M", at: PLACE }, { text: 'Les "Amis": du 12, rue', at: PLACE }]),
    lines: Array.from({ length: roll.whole(1, 5) }, line),
    discount: roll.one([null, { type: "percent", percent: "2.5" }, { type: "amount", amountCents: 5_00 }] as const),
    terms: roll.one([
      null,
      { type: "days", days: 30 },
      { type: "days-end-of-month", days: 45 },
      { type: "date", dueOn: "2027-01-31" },
    ] as const),
    purchaseOrder: roll.one([null, "PO-2026/14", "12 B"]),
  };
}

const bare = (typed: Typed) => ({
  ...typed,
  client: typed.client?.text ?? null,
  // A unit is said of a quantity or of a price: without either there is nothing to say it of.
  lines: typed.lines.map(({ at, ...line }) => line),
});

describe("parse ∘ print", () => {
  it.each(["fr", "en"] as const)("is the identity, %s", (locale) => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const typed = randomTyped(dice(seed));
      for (const line of typed.lines) if (line.quantity === null && line.price === null) line.unit = null;
      const printed = printTyped(typed, locale);
      const reading = parseTyped(printed, { locale, today: TODAY });
      expect(reading.ok ? bare(reading.typed) : { printed, reading }).toEqual(bare(typed));
    }
  });
});

describe("hostile text", () => {
  const PIECES = [
    "ACME",
    " ",
    "3",
    "x",
    "€",
    "%",
    "-",
    "tva",
    "remise",
    "30j",
    ",",
    ";",
    "\n",
    '"',
    "«",
    "1 200,50",
    "31/02/2026",
    "échéance",
    "\u202e",
    "😀",
    "<!channel>",
    "\u0000",
    "BC",
    "=cmd()",
    "net",
    "HT",
    ":",
    "/",
    "1e9",
    "٣",
  ];

  it("is read or refused, and each problem has a place within the text", () => {
    for (let seed = 1; seed <= 6_000; seed++) {
      const roll = dice(seed);
      const text = Array.from({ length: roll.whole(0, 24) }, () => roll.one(PIECES)).join(roll.one(["", " "]));
      const reading = parseTyped(text, { locale: roll.one(["fr", "en"] as const), today: TODAY });
      if (reading.ok) continue;
      expect(reading.problems.length).toBeGreaterThan(0);
      for (const { at } of reading.problems)
        expect([text, at.from >= 0, at.from <= at.to, at.to <= text.length]).toEqual([text, true, true, true]);
    }
  });

  it("of 5,000 characters is refused at once", () => {
    const reading = parseTyped("1 x a ".repeat(900), { locale: "fr", today: TODAY });
    expect(reading).toEqual({ ok: false, problems: [{ code: "too_long", at: { from: 3_000, to: 5_400 } }] });
  });
});

/** Written and checked by hand: each line, and below it how it is understood, or what is wrong with it and where. */
describe.each([
  ["fr", frenchLines],
  ["en", englishLines],
] as const)("the corpus, %s", (locale, file) => {
  const lines = file.trimEnd().split("\n");
  const cases = lines.filter((_, i) => i % 2 === 0).map((text, i): [string, string] => [text, (lines[2 * i + 1] ?? "").trim()]);

  it("holds a hundred lines", () => expect(cases.length).toBeGreaterThanOrEqual(100));

  it.each(cases)("%s", (text, understood) => {
    const reading = parseTyped(text, { locale, today: TODAY });
    const told = reading.ok
      ? printTyped(reading.typed, locale)
      : reading.problems.map(({ code, at }) => `✗ ${code} [${text.slice(at.from, at.to)}]`).join(" ");
    expect(told).toBe(understood);
  });
});
