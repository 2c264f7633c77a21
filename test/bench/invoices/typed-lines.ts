/** The typed line under test: what is printed is read back the same, hostile text is right or refused with its place, and a corpus by hand. */
import { UNITS } from "../../../edge/invoices/sale.ts";
import { parseTyped } from "../../../edge/invoices/typed/parse-typed.ts";
import { printTyped } from "../../../edge/invoices/typed/print-typed.ts";
import type { Typed, TypedLine } from "../../../edge/invoices/typed/typed.ts";
import type { Locale } from "../../../edge/people/person.ts";
import { type Dice, dice } from "../../fixtures/invoices.ts";

export const TODAY = "2026-11-26";
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

/** @returns what is read back otherwise than it was written */
export function readBack(locale: Locale, count: number, seed = 1): string[] {
  const wrong: string[] = [];
  for (let i = 0; i < count; i++) {
    const typed = randomTyped(dice(seed + i));
    for (const line of typed.lines) if (line.quantity === null && line.price === null) line.unit = null;
    const printed = printTyped(typed, locale);
    const reading = parseTyped(printed, { locale, today: TODAY });
    if (!reading.ok || JSON.stringify(sorted(bare(reading.typed))) !== JSON.stringify(sorted(bare(typed)))) wrong.push(printed);
  }
  return wrong;
}

/** Keys in one order: it is what they hold that counts. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, one]) => [key, sorted(one)]),
        )
      : value;

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

/** @returns texts that are refused without a problem, or with a place that is not within them */
export function hostile(count: number, seed = 1): string[] {
  const wrong: string[] = [];
  for (let i = 0; i < count; i++) {
    const roll = dice(seed + i);
    const text = Array.from({ length: roll.whole(0, 24) }, () => roll.one(PIECES)).join(roll.one(["", " "]));
    const reading = parseTyped(text, { locale: roll.one(["fr", "en"] as const), today: TODAY });
    if (reading.ok) continue;
    const placed = reading.problems.every(({ at }) => at.from >= 0 && at.from <= at.to && at.to <= text.length);
    if (reading.problems.length === 0 || !placed) wrong.push(JSON.stringify(text));
  }
  return wrong;
}

/** Written and checked by hand: each line, and below it how it is understood, or what is wrong with it and where. */
export function corpusOf(file: string): [text: string, understood: string][] {
  const lines = file.trimEnd().split("\n");
  return lines.filter((_, i) => i % 2 === 0).map((text, i) => [text, (lines[2 * i + 1] ?? "").trim()]);
}

export function told(text: string, locale: Locale): string {
  const reading = parseTyped(text, { locale, today: TODAY });
  if (reading.ok) return printTyped(reading.typed, locale);
  return reading.problems.map(({ code, at }) => `✗ ${code} [${text.slice(at.from, at.to)}]`).join(" ");
}
