/** The small print. An invoice keeps its notes in French, as the e-invoice wants them; a document in English shows the law's English. */
import { inForce } from "../../../law/law.ts";
import { MENTIONS } from "../../../law/mentions.ts";
import type { Locale } from "../../../people/person.ts";
import type { Note } from "../../invoice.ts";

/** What a note says to the reader; REG, ABL and BAR are for machines, or stand in the footer. */
const PRINTED: readonly Note["code"][] = ["PMD", "PMT", "AAB", "AAI", "TXD"];

export function termsOf(notes: Note[], issuedOn: string, language: Locale): string[] {
  const notApplicable = inForce(MENTIONS, "consumer", issuedOn)?.fr;
  return PRINTED.flatMap((code) => notes.filter((note) => note.code === code))
    .filter(({ text }) => text !== notApplicable)
    .map(({ text }) => (language === "fr" ? text : inEnglish(text, issuedOn)));
}

/** The row of the law whose French this is, in English with the same values; what people wrote themselves stays as it is. */
function inEnglish(text: string, day: string): string {
  for (const { id } of MENTIONS) {
    const row = inForce(MENTIONS, id, day);
    if (!row) continue;
    const names = [...row.fr.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const values = new RegExp(
      `^${row.fr
        .split(/\{\w+\}/)
        .map(escaped)
        .join("(.+)")}$`,
    ).exec(text);
    if (values) return row.en.replace(/\{(\w+)\}/g, (_, name: string) => asEnglish(values[names.indexOf(name) + 1] ?? ""));
  }
  return text;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** "7,86" → "7.86", "40 €" → "€40". */
const asEnglish = (value: string) => value.replace(",", ".").replace(/^(.+?)\s€$/, "€$1");
