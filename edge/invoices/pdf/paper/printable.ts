/**
 * What the font can show of a text. A PDF/A may show no missing glyph (ISO 19005-3, 6.2.11.8): pictures among the text are
 * left out, and what else there is no glyph for is told by a question mark. The e-invoice inside has it all.
 */
const PICTURES = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no paper shows
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\ufeff]/g;

/** French has no line that begins with "%" or ends with "«", whatever spaces people typed. */
export const unbroken = (text: string) => text.replace(/ (?=[:;!?%€»])/g, "\u00a0").replace(/« /g, "«\u00a0");

export function printable(text: string, has: (codePoint: number) => boolean): string {
  const tidy = text.toWellFormed().normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(CONTROLS, "");
  let clean = "";
  for (const character of tidy) {
    if (character === "\n" || has(character.codePointAt(0) as number)) clean += character;
    else if (!PICTURES.test(character)) clean += "?";
  }
  return clean.replace(/ {2,}/g, " ");
}
