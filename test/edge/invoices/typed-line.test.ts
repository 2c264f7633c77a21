/** The typed line: what is printed is read back the same, and hostile text is right or refused with its place. */
import { describe, expect, it } from "vitest";
import { parseTyped } from "../../../edge/invoices/typed/parse-typed.ts";
import { corpusOf, hostile, readBack, TODAY, told } from "../../bench/invoices/typed-lines.ts";
import englishLines from "../../fixtures/typed-lines-en.txt?raw";
import frenchLines from "../../fixtures/typed-lines-fr.txt?raw";

describe("parse ∘ print", () => {
  it.each(["fr", "en"] as const)("is the identity, %s", (locale) => expect(readBack(locale, 3_000)).toEqual([]));
});

describe("hostile text", () => {
  it("is read or refused, and each problem has a place within the text", () => expect(hostile(6_000)).toEqual([]));

  it("of 5,000 characters is refused at once", () => {
    const reading = parseTyped("1 x a ".repeat(900), { locale: "fr", today: TODAY });
    expect(reading).toEqual({ ok: false, problems: [{ code: "too_long", at: { from: 3_000, to: 5_400 } }] });
  });
});

describe.each([
  ["fr", frenchLines],
  ["en", englishLines],
] as const)("the corpus, %s", (locale, file) => {
  const cases = corpusOf(file);

  it("holds a hundred lines", () => expect(cases.length).toBeGreaterThanOrEqual(100));

  it.each(cases)("%s", (text, understood) => expect(told(text, locale)).toBe(understood));
});
