/** How the register ranks: every word must be met, whole before begun before nearly; accents and case do not count. */
import type { SampleCompany } from "../../fixtures/companies.ts";

export interface Hit {
  company: SampleCompany;
  score: number;
}

export function search(companies: readonly SampleCompany[], text: string): Hit[] {
  const terms = words(text);
  if (terms.length === 0) return [];
  return companies
    .map((company) => ({ company, score: scoreOf(company, terms) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || Number(one.company.state === "C") - Number(other.company.state === "C"));
}

export const words = (text: string): string[] =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "oe")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function scoreOf(company: SampleCompany, terms: string[]): number {
  // Who asked not to be published is found by number only.
  if (company.partial) return 0;
  const name = words(`${company.name} ${company.acronym ?? ""} ${company.usualName ?? ""}`);
  const place = words(`${company.postcode} ${company.city} ${company.street.join(" ")}`);
  const scores = terms.map((term) => Math.max(2 * best(name, term), best(place, term)));
  return scores.includes(0) ? 0 : scores.reduce((total, score) => total + score, 0) / name.length ** 0.25;
}

const best = (candidates: string[], term: string): number =>
  candidates.reduce((top, word) => Math.max(top, word === term ? 10 : word.startsWith(term) ? 5 : nearly(word, term) ? 2 : 0), 0);

/** One letter too many, too few or wrong, in words long enough to be recognised all the same. */
function nearly(word: string, term: string): boolean {
  if (term.length < 5 || Math.abs(word.length - term.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === term[start]) start += 1;
  let end = 0;
  while (end < Math.min(word.length, term.length) - start && word.at(-1 - end) === term.at(-1 - end)) end += 1;
  return Math.max(word.length, term.length) - start - end <= 1;
}
