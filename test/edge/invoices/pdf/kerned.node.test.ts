/** Our way of setting text against fontkit's: the same glyphs at the same places. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create, type Font } from "fontkit";
import { describe, expect, it } from "vitest";
import { kerned } from "../../../../edge/invoices/pdf/paper/kerned.ts";
import { dice } from "../../../fixtures/invoices.ts";
import { root } from "../../../sandbox/set-up.mjs";

const fontOf = (weight: string): Font => create(readFileSync(join(root, `edge/invoices/pdf/fonts/inter-${weight}.ttf`)));
const CASES = 500;

it("knows the character of a glyph that was met inside another before", () => {
  const font = kerned(fontOf("regular"));
  expect(font.glyphForCodePoint(0xc9).path.commands.length).toBeGreaterThan(0); // É, and the E in it
  expect(font.layout("E").glyphs[0]?.codePoints).toEqual([0x45]);
});

describe.each(["regular", "semibold"])("text in %s", (weight) => {
  it(`stands where fontkit would put it, ${CASES} times at random`, () => {
    const [ours, theirs] = [kerned(fontOf(weight)), fontOf(weight)];
    const letters = theirs.characterSet.filter((code) => code > 0x20 && code !== 0x200b).map((code) => String.fromCodePoint(code));
    const roll = dice(7);
    let kernedAtAll = 0;
    for (let i = 0; i < CASES; i++) {
      const from = roll.chance(0.5) ? [..."AVToé à,.L’ÎŒ1 234,50€"] : letters;
      const text = Array.from({ length: roll.whole(1, 12) }, () => roll.one(from))
        .join("")
        .normalize("NFC");
      const [a, b] = [ours.layout(text), theirs.layout(text, undefined, "latn")];
      expect(
        a.glyphs.map(({ id }) => id),
        text,
      ).toEqual(b.glyphs.map(({ id }) => id));
      expect(
        a.positions.map(({ xAdvance }) => xAdvance),
        text,
      ).toEqual(b.positions.map(({ xAdvance }) => xAdvance));
      if (a.positions.some(({ xAdvance }, n) => xAdvance !== a.glyphs[n]?.advanceWidth)) kernedAtAll += 1;
    }
    expect(kernedAtAll).toBeGreaterThan(CASES / 10);
  });
});
