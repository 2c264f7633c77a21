/** Where in a mail its writer's own words end and the signature stands: in French and English, deterministic, line by line. */
import { fold } from "../../companies/names.ts";

export interface Zone {
  /** What was written, without the signature and without what is quoted. */
  words: string;
  /** The signature's lines, none of them empty. */
  lines: string[];
  /** What stands below the lines that say who it is: legal mentions, disclaimers. */
  below: string[];
  /** A closing phrase, a "--" or the writer's own name marks it; else it is only the end of the mail. */
  marked: boolean;
}

const MOST_LINES = 400;
const LINES = 15;
const UNMARKED_LINES = 6;

const QUOTE_BEGINS = [
  /^(le|on)\b.{5,200}\b(a écrit|wrote)\s*:\s*$/i,
  /^\W*(message d['’]origine|original message|forwarded message|message transféré)\W*$/i,
  /^(de|from)\s*:.*@/i,
  /^_{20,}$/,
];
const BELOW =
  /^(envoyé (de|depuis)|sent from|ce (message|courriel|mail)|cet e-?mail|this (e-?mail|message)|avant d['’]imprimer|pensez à|please consider|avis de confidentialité|confidential|disclaimer|les informations|the information|t[ée]l[ée]charger outlook|get outlook)/i;
const CLOSING =
  /^(?:(?:bien |très )?cordialement|cdlt|cdt|bien à (?:vous|toi)|sincèrement|respectueusement|amicalement|(?:votre )?bien dévouée?|(?:belle|bonne|excellente) (?:fin de )?(?:journée|soirée|semaine|réception|continuation|après-midi)|à (?:bientôt|très vite|très bientôt)|dans l['’]attente.{0,60}|merci(?: beaucoup| d['’]avance| par avance| et .{0,30})?|(?:best|kind|warm|kindest|many)? ?regards|(?:yours )?(?:sincerely|faithfully|truly)|cheers|(?:many |with )?thanks(?: again| in advance)?|thank you|best(?: wishes)?|all the best|.{0,80}salutations(?: distinguées| les meilleures| cordiales)?.{0,30})(?=[\s,.!:;-]|$)[\s,.!:;-]*/i;

/** @param name what is known of the writer's name, "" when nothing is */
export function signatureZone(text: string, name: string): Zone {
  const lines = ownLines(text);
  const { start, rest, closing = start } = startOf(lines, name);
  const marked = start >= 0;
  const from = marked ? start : Math.max(0, lines.length - UNMARKED_LINES);
  const tail = [rest, ...lines.slice(from)].filter(Boolean);
  const end = tail.findIndex((line) => BELOW.test(line));
  const shown = (end < 0 ? tail : tail.slice(0, end)).slice(0, LINES);
  return {
    words: (marked ? lines.slice(0, closing) : lines).join("\n").trim(),
    lines: shown,
    below: tail.slice(shown.length, shown.length + 20),
    marked,
  };
}

/** Without what is quoted. */
function ownLines(text: string): string[] {
  const lines = text.split("\n", MOST_LINES).map((line) =>
    line
      .slice(0, 300)
      .replace(/[\u00a0\u202f\u2007]/g, " ")
      .replace(/\*/g, "")
      .trim(),
  );
  // "Le … a écrit :" may be broken over two lines.
  const quoted = lines.findIndex((line, i) =>
    QUOTE_BEGINS.some((begins) => begins.test(line) || begins.test(`${line} ${lines[i + 1] ?? ""}`)),
  );
  return (quoted < 0 ? lines : lines.slice(0, quoted)).filter((line) => !line.startsWith(">"));
}

/** The line it begins with, and what stands behind the closing phrase on its own line ("Cordialement, Jean Dupont"). */
function startOf(lines: string[], name: string): { start: number; rest: string; closing?: number } {
  const isNear = (at: number) => at >= 0 && lines.slice(at).filter(Boolean).length <= LINES * 2;
  const dashes = lines.findLastIndex((line) => /^(--|—|_{3,15})$/.test(line));
  if (isNear(dashes) && dashes < lines.length - 1) return { start: dashes + 1, rest: "" };
  const closing = lines.findLastIndex((line) => line.length <= 120 && CLOSING.test(line));
  if (isNear(closing)) {
    const rest = (lines[closing] as string).replace(CLOSING, "").trim();
    // A sentence may begin like a closing phrase.
    if (/^(\p{Lu}[\p{L}'’.-]*\s*){0,4}$/u.test(rest) && (rest || lines.slice(closing + 1).some(Boolean)))
      return { start: closing + 1, rest, closing };
  }
  const own = fold(name);
  const named = own.includes(" ") ? lines.findLastIndex((line) => line.length <= 80 && fold(line).startsWith(own)) : -1;
  return { start: isNear(named) ? named : -1, rest: "" };
}
