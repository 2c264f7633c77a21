/**
 * Dolibarr's filter syntax, `((t.nom:like:'A%') or (t.siren:=:'…')) and (t.status:=:1)`, as its own parser reads it:
 * a value cannot hold brackets, `=` takes quotes inside its quotes, `like` does not, and MySQL compares without
 * case or accents.
 */
export type Row = Record<string, string | number | null>;

/** What a bad filter is answered with: 400 for its syntax, 503 for a column that the table lacks. */
export class FilterError extends Error {
  override readonly name = "FilterError";
  readonly status: 400 | 503;
  constructor(status: 400 | 503, message: string) {
    super(message);
    this.status = status;
  }
}

type Test = (row: Row) => boolean;

const CRITERION = /\(([a-zA-Z0-9_.]+):([<>!=insotlke]+):([^()]+)\)/iy;
const WORD = /\s*(\(|\)|and\b|or\b)\s*/iy;

/** @throws FilterError */
export function filterOf(text: string, columns: readonly string[]): Test {
  if (!text) return () => true;
  const bad = () => new FilterError(400, `Error when validating parameter sqlfilters -> Bad syntax of the search string: ${text}`);
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const takeWord = (word: string): boolean => {
    const before = at;
    if (take(WORD)?.[1]?.toLowerCase() === word) return true;
    at = before;
    return false;
  };

  function one(): Test {
    take(/\s*/y);
    const criterion = take(CRITERION);
    if (criterion) return testOf(criterion[1] ?? "", (criterion[2] ?? "").toLowerCase(), criterion[3] ?? "", columns);
    if (!takeWord("(")) throw bad();
    const inside = any();
    if (!takeWord(")")) throw bad();
    return inside;
  }
  function all(): Test {
    const tests = [one()];
    while (takeWord("and")) tests.push(one());
    return (row) => tests.every((test) => test(row));
  }
  function any(): Test {
    const tests = [all()];
    while (takeWord("or")) tests.push(all());
    return (row) => tests.some((test) => test(row));
  }

  const whole = any();
  if (at !== text.length) throw bad();
  return whole;
}

function testOf(field: string, operator: string, raw: string, columns: readonly string[]): Test {
  const column = field.replace(/^\w+\./, "");
  if (!columns.includes(column)) throw new FilterError(503, `Error when retrieving the list : Unknown column '${field}' in 'where clause'`);
  const value = operator.endsWith("like") ? likeValue(raw) : equalValue(raw);
  switch (operator) {
    case "=":
      return (row) => row[column] !== null && folded(row[column]) === folded(value);
    case "!=":
      return (row) => row[column] !== null && folded(row[column]) !== folded(value);
    case "like":
      return (row) => row[column] !== null && likePattern(value).test(folded(row[column]));
    case "notlike":
      return (row) => row[column] !== null && !likePattern(value).test(folded(row[column]));
    case "in":
      return (row) => value.split(",").some((part) => folded(part) === folded(row[column]));
    case "is":
      return (row) => row[column] === null;
    case "isnot":
      return (row) => row[column] !== null;
    case "<":
      return (row) => Number(row[column]) < Number(value);
    case ">":
      return (row) => Number(row[column]) > Number(value);
    case "<=":
      return (row) => Number(row[column]) <= Number(value);
    case ">=":
      return (row) => Number(row[column]) >= Number(value);
  }
  throw new FilterError(503, `Error when retrieving the list : You have an error in your SQL syntax near '${operator}'`);
}

/** Without quotes, everything but letters, digits and `_` is thrown away. */
const equalValue = (raw: string) => /^'(.*)'$/s.exec(raw)?.[1] ?? raw.replace(/[^a-z0-9_,.]/gi, "");

/** A quote inside makes the outer quotes part of the pattern, which then matches nothing. */
const likeValue = (raw: string) => /^'([^']*)'$/.exec(raw)?.[1] ?? raw;

function likePattern(value: string): RegExp {
  const parts = [...folded(value)].map((sign) => (sign === "%" ? ".*" : sign === "_" ? "." : sign.replace(/[\\^$.*+?()[\]{}|]/, "\\$&")));
  return new RegExp(`^${parts.join("")}$`, "su");
}

const folded = (value: unknown) => String(value).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
