/** What is visible: each letter of French has a drawing of its own in both fonts, and each kind of space is a blank of some width, not a box. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "fontkit";
import { root } from "../../../sandbox/set-up.mjs";

const LETTERS = "àâäæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’“”–—…€°²³·−0123456789";
const SPACES = " \u00a0\u202f";

export function fontProblems(): string[] {
  return ["regular", "semibold"].flatMap((weight) => {
    const bytes = readFileSync(join(root, `edge/invoices/pdf/fonts/inter-${weight}.ttf`));
    const font = create(bytes);
    const glyph = (character: string) => font.glyphForCodePoint(character.codePointAt(0) as number);
    const problems: string[] = [];
    for (const letter of LETTERS) {
      const { id, path } = glyph(letter);
      if (id === 0 || path.commands.length === 0) problems.push(`${weight}: ${letter} cannot be seen`);
    }
    for (const space of SPACES) {
      const { id, advanceWidth, path } = glyph(space);
      if (id === 0 || advanceWidth <= 0 || path.commands.length > 0)
        problems.push(`${weight}: U+${space.charCodeAt(0).toString(16)} is no blank`);
    }
    return problems;
  });
}
