/** Every sentence is set as it would be printed: French keeps its signs on the line, and nobody gets typewriter quotes. */
import { describe, expect, it } from "vitest";
import { sellingTexts } from "../../bot/invoices/text/texts.ts";
import { reviewTexts } from "../../bot/reviews/text/texts.ts";
import { textsOf } from "../../bot/text/text.ts";

/** All that a catalogue says, sentences with a gap too: each is called with words, else with numbers or lists, as it wants. */
function sentences(of: unknown): string[] {
  if (typeof of === "string") return [of];
  if (typeof of === "function") return ["Un", 2, ["un", "deux"]].flatMap((gap) => said(() => of(gap, gap, gap, gap, gap)));
  return of && typeof of === "object" ? Object.values(of).flatMap(sentences) : [];
}

function said(sentence: () => unknown): string[] {
  try {
    const text = sentence();
    return typeof text === "string" ? [text] : [];
  } catch {
    return []; // it wants another kind of gap
  }
}

const [fr = [], en = []] = (["fr", "en"] as const).map((locale) => sentences([textsOf(locale), sellingTexts(locale), reviewTexts(locale)]));

describe("sentences", () => {
  it("are found in both languages", () => {
    expect(fr.length).toBeGreaterThan(600);
    expect(Math.abs(fr.length - en.length)).toBeLessThan(40);
  });

  it("have no space in French at which a sign could fall onto the next line", () => {
    expect(fr.filter((text) => / [:;!?»]|« /.test(text))).toEqual([]);
  });

  it("have no sign in French that stands without its space", () => {
    expect(fr.filter((text) => /[\p{L})][;!?»]|«\p{L}|\p{L}:(?= |$)/u.test(text))).toEqual([]);
  });

  it("have none of French's spaces in English", () => {
    expect(en.filter((text) => /[\u00a0\u202f][:;!?]/.test(text))).toEqual([]);
  });

  it("have real apostrophes and quotes", () => {
    expect([...fr, ...en].filter((text) => /\p{L}'\p{L}|(?<!=)"\p{L}/u.test(text))).toEqual([]);
  });

  it("end a pause with one character", () => {
    expect([...fr, ...en].filter((text) => text.includes("..."))).toEqual([]);
  });
});
