/** The query language of INSEE's search, as far as it is used: AND, OR, brackets, `word`, `word*`, `word~`, "words". */
import type { SampleCompany } from "../../fixtures/companies.ts";

export type Match = (company: SampleCompany) => boolean;

export class SyntaxProblem extends Error {}

const TOKEN = /\s*(\(|\)|AND\b|OR\b|(\w+):("[^"]*"|[^\s()":~*\\/!^[\]{}?+&|-]+)([*~]?)(?=[\s)]|$))/y;

/** @throws SyntaxProblem where INSEE answers 400 */
export function parse(q: string): Match {
  const tokens = read(q);
  let at = 0;
  const peek = () => tokens[at]?.[1];
  const either = (): Match => chain("OR", () => chain("AND", one, every), some);

  function chain(word: string, operand: () => Match, join: (parts: Match[]) => Match): Match {
    const parts = [operand()];
    while (peek() === word) {
      at += 1;
      parts.push(operand());
    }
    return join(parts);
  }

  function one(): Match {
    const token = tokens[at];
    at += 1;
    if (token?.[1] === "(") {
      const inside = either();
      if (peek() !== ")") throw new SyntaxProblem(q);
      at += 1;
      return inside;
    }
    const [, , field, value, ending] = token ?? [];
    if (!field || !value) throw new SyntaxProblem(q);
    return term(field, value, ending ?? "");
  }

  const match = either();
  if (at < tokens.length) throw new SyntaxProblem(q);
  return match;
}

function read(q: string): RegExpExecArray[] {
  const tokens: RegExpExecArray[] = [];
  TOKEN.lastIndex = 0;
  while (q.slice(TOKEN.lastIndex).trim() !== "") {
    const token = TOKEN.exec(q);
    if (!token) throw new SyntaxProblem(q);
    tokens.push(token);
  }
  return tokens;
}

const every =
  (parts: Match[]): Match =>
  (company) =>
    parts.every((part) => part(company));
const some =
  (parts: Match[]): Match =>
  (company) =>
    parts.some((part) => part(company));

function term(field: string, value: string, ending: string): Match {
  const valuesOf = FIELDS[field];
  if (!valuesOf) throw new SyntaxProblem(field);
  const wanted = words(value);
  if (ending === "*") return (company) => valuesOf(company).some((word) => word.startsWith(wanted[0] ?? ""));
  if (ending === "~") return (company) => valuesOf(company).some((word) => distance(word, wanted[0] ?? "") <= 2);
  return (company) => wanted.every((one) => valuesOf(company).includes(one));
}

/** Who asked not to be published has no name to be found by. */
const FIELDS: Record<string, (company: SampleCompany) => string[]> = {
  siren: ({ siren }) => [siren],
  siret: ({ siret }) => [siret],
  etablissementSiege: () => ["true"],
  raisonSociale: ({ name, acronym, usualName, partial }) => (partial ? [] : words(`${name} ${acronym ?? ""} ${usualName ?? ""}`)),
  libelleCommuneEtablissement: ({ city, partial }) => (partial ? [] : words(city)),
  codePostalEtablissement: ({ postcode, partial }) => (partial ? [] : [postcode]),
};

const words = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/œ/gi, "oe")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Letters to add, drop or change (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(one[i - 1] !== other[j - 1]));
    }
    row = next;
  }
  return row[other.length]!;
}
