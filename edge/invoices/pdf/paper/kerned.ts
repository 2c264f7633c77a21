/**
 * Sets text with a font that has kerned pairs and nothing else: letter by letter, the space between two of them asked for
 * once. fontkit's engine, which knows every script of the world, takes most of the time of a PDF for the same result.
 */
import type { Font, Glyph, Run } from "fontkit";

/** Far more than any language has; what is kept must not grow with what strangers are called. */
const MOST_PAIRS = 20_000;

export function kerned(font: Font): Font {
  const engine = font.layout.bind(font);
  const kerns = new Map<string, number>();
  const kern = (pair: string): number => {
    let between = kerns.get(pair);
    if (between === undefined) {
      const { glyphs, positions } = engine(pair, undefined, "latn"); // one script for all: a comma and a space have none of their own
      between = (positions[0]?.xAdvance ?? 0) - (glyphs[0]?.advanceWidth ?? 0);
      if (kerns.size >= MOST_PAIRS) kerns.clear();
      kerns.set(pair, between);
    }
    return between;
  };
  // Glyphs of our own: fontkit's forget their character when they are first met inside another ("É" has an E in it).
  const known = new Map<string, Glyph>();
  const glyphOf = (character: string): Glyph => {
    let glyph = known.get(character);
    if (!glyph) {
      const codePoint = character.codePointAt(0) as number;
      const { id, advanceWidth } = font.glyphForCodePoint(codePoint);
      glyph = { id, advanceWidth, codePoints: [codePoint] };
      known.set(character, glyph);
    }
    return glyph;
  };
  const layout = (text: string): Run => {
    const characters = [...text];
    const glyphs = characters.map(glyphOf);
    const positions = glyphs.map(({ advanceWidth }, i) => {
      const after = characters[i + 1];
      const xAdvance = advanceWidth + (after === undefined ? 0 : kern((characters[i] as string) + after));
      return { xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 };
    });
    return runOf(glyphs, positions);
  };
  return Object.assign(font, { layout });
}

/** pdfkit scales the positions in place before it asks how wide they are in all. */
const runOf = (glyphs: Run["glyphs"], positions: Run["positions"]): Run => ({
  glyphs,
  positions,
  get advanceWidth() {
    return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  },
});
