/** What a person typed, in the query language of INSEE's search, and which answer comes first. Pure. */
import type { Company } from "../../companies/company.ts";

const MAX_WORDS = 8;
/** A letter may be wrong in words this long; INSEE's `~` forgives two. */
const LONG_ENOUGH = 5;
const OPERATORS = new Set(["AND", "OR", "NOT", "TO"]);

/**
 * Every word must be met, in the name or in the town. Words are A–Z and 0–9 only: nothing that a person types can become
 * syntax, and the register has no other letters. Null = there is nothing to look for.
 */
export function queryFor(text: string): string | null {
  const typed = words(text).map((word) => word.slice(0, 40));
  // "L", "DE": half of France; and INSEE may or may not take L'ÉTOILE apart.
  const telling = typed.filter((word) => word.length > 2);
  const used = (telling.length > 0 ? telling : typed).slice(0, MAX_WORDS);
  return used.length > 0 ? used.map(clause).join(" AND ") : null;
}

function clause(word: string): string {
  if (OPERATORS.has(word)) return `raisonSociale:"${word}"`;
  const ways = [`raisonSociale:${word}*`, `libelleCommuneEtablissement:${word}*`];
  if (/^\d{5}$/.test(word)) ways.push(`codePostalEtablissement:${word}`);
  if (word.length >= LONG_ENOUGH && !/\d/.test(word)) ways.push(`raisonSociale:${word}~`);
  return `(${ways.join(" OR ")})`;
}

/** Whole words before begun ones before nearly; names before towns; short names before long ones; the living before the closed. */
export function bestFirst(companies: Company[], text: string): Company[] {
  const typed = words(text);
  return companies
    .map((company) => ({ company, score: scoreOf(company, typed) }))
    .sort((one, other) => other.score - one.score || Number(one.company.state === "closed") - Number(other.company.state === "closed"))
    .map(({ company }) => company);
}

function scoreOf({ name, alias, address }: Company, typed: string[]): number {
  const called = words(`${name} ${alias ?? ""}`);
  const place = words(`${address.postcode} ${address.city}`);
  const total = typed.reduce((sum, word) => sum + Math.max(2 * best(called, word), best(place, word)), 0);
  return total / Math.max(called.length, 1) ** 0.25;
}

const best = (candidates: string[], word: string): number =>
  candidates.reduce((top, one) => Math.max(top, one === word ? 10 : one.startsWith(word) ? 5 : 0), 0);

const words = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "OE")
    .replace(/æ/gi, "AE")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter(Boolean);
