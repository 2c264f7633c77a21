/** The person's name: as signed, else as their mail program shows it. */
import { fold } from "../../companies/names.ts";
import type { Mailbox } from "../message/mailbox.ts";
import { likeness, segmentsOf, TRADE, trimmed } from "./segments.ts";

const TITLES = /^(m\.|mme|mlle|mr\.?|mrs\.?|ms\.?|dr\.?|docteur|ma[iî]tre|me|pr\.?)\s+/i;
const PARTICLE = /^(de|du|des|d|la|le|les|van|von|der|den|da|di|el|al|ben|bin|y|et)$/i;
/** What is a firm or a greeting is no person. */
const NO_PERSON =
  /(?<!\p{L})(studio|atelier|agence|cabinet|garage|h[ôo]tel|transports|groupe|soci[ée]t[ée]|sarl|sas|eurl|ltd|limited|inc|gmbh|llc|mairie|bonjour|hello|merci|thanks)(?!\p{L})/iu;

/** A name as mail programs show it: "DURAND Sophie", "Green, Robert", "Ahmed Khan (Khan & Sons)", "Marie | Agence Boréal". */
export function displayed({ name, address }: Mailbox, label: string): { person: string; company: string; sure: boolean } {
  const [, front = name, inside = ""] = /^(.*?)\s*[([](.*?)[)\]]\s*$/.exec(name) ?? [];
  const [first = "", ...others] = segmentsOf(front.replace(/^([^,]+),\s*([^,]+)$/, "$2 $1"));
  const person = trimmed(first).replace(TITLES, "");
  const beside = inside || others[0] || "";
  const isPerson = looksLikePerson(person) && (likeness(person, label) < 0.8 || sharesWord(person, localWords(address)));
  // A single word may be a first name, or a department.
  return { person: isPerson ? person : "", company: beside || (isPerson ? "" : person), sure: beside !== "" };
}

/** @param shown as the mail program shows it, "" when that is no person's */
export function personIn(lines: string[], { address }: Mailbox, shown: string): string {
  const known = [...fold(shown).split(" "), ...localWords(address)].filter((word) => word.length > 1);
  const signed = lines
    .slice(0, 5)
    .flatMap((line) => segmentsOf(line).slice(0, 2))
    .map((segment) => trimmed(segment).replace(TITLES, ""))
    .filter(looksLikePerson)
    .filter((name) => sharesWord(name, known));
  const whole = wordsOf(shown).filter((word) => /\p{L}{2}/u.test(word)).length >= 2;
  // What the mail program shows in full is sure; the signature then only says how it is written.
  return (whole ? signed.find((name) => shared(name, shown) >= 2) : signed[0]) ?? shown;
}

const shared = (a: string, b: string): number => {
  const words = fold(b).split(" ");
  return fold(a)
    .split(" ")
    .filter((word) => words.includes(word)).length;
};
const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const localWords = (address: string): string[] => fold(address.split("@")[0] ?? "").split(/[ \d]+/);
const sharesWord = (name: string, words: string[]): boolean =>
  fold(name)
    .split(" ")
    .some(
      (word) => word.length > 1 && words.some((known) => known === word || (known.length > 3 && word.length > 3 && known.includes(word))),
    );

/** Two to six words of letters, each with a capital, but for particles. */
function looksLikePerson(text: string): boolean {
  const words = wordsOf(text);
  if (words.length < 2 || words.length > 6 || text.length > 60 || NO_PERSON.test(text) || TRADE.test(text)) return false;
  return words.every((word) => /^[\p{L}'’.-]+$/u.test(word) && (/^\p{Lu}/u.test(word) || PARTICLE.test(word)));
}
