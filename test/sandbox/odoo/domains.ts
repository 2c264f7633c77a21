/**
 * Odoo's search domains, in its prefix notation: `["|", ["ref", "=", "A"], ["vat", "=ilike", "FR%"]]`. Criteria that no
 * operator joins are joined by "and"; patterns are PostgreSQL's, so `%`, `_` and `\` mean something.
 */
import { valueError } from "./answers.ts";

export type Value = string | number | boolean;
export type Row = Record<string, Value>;
type Test = (row: Row) => boolean;

/** @throws Exception as a malformed domain does */
export function domainOf(domain: unknown, fields: readonly string[], model: string): Test {
  if (!Array.isArray(domain)) throw valueError(`Domain() invalid item in domain: ${JSON.stringify(domain)}`);
  const rest = [...domain];
  const tests: Test[] = [];
  while (rest.length > 0) tests.push(next(rest, fields, model));
  return (row) => tests.every((test) => test(row));
}

function next(rest: unknown[], fields: readonly string[], model: string): Test {
  const item = rest.shift();
  if (item === "|" || item === "&") {
    const [one, other] = [next(rest, fields, model), next(rest, fields, model)];
    return item === "|" ? (row) => one(row) || other(row) : (row) => one(row) && other(row);
  }
  if (item === "!") {
    const one = next(rest, fields, model);
    return (row) => !one(row);
  }
  if (!Array.isArray(item) || item.length !== 3) throw valueError(`Domain() invalid item in domain: ${JSON.stringify(item)}`);
  const [field, operator, value] = item as [string, string, Value | Value[]];
  if (!fields.includes(field)) throw valueError(`Invalid field ${model}.${field} in condition ${JSON.stringify(item)}`);
  return criterion(field, operator, value);
}

function criterion(field: string, operator: string, value: Value | Value[]): Test {
  const of = (row: Row) => row[field] ?? false;
  switch (operator) {
    case "=":
      return (row) => of(row) === value;
    case "!=":
      return (row) => of(row) !== value;
    case "in":
      return (row) => (value as Value[]).includes(of(row));
    case ">":
      return (row) => of(row) > (value as Value);
    case "<":
      return (row) => of(row) < (value as Value);
    case "=like":
    case "=ilike": {
      const pattern = likePattern(String(value), operator === "=ilike" ? "isu" : "su");
      return (row) => of(row) !== false && pattern.test(String(of(row)));
    }
  }
  throw valueError(`Invalid operator '${operator}'`);
}

function likePattern(value: string, flags: string): RegExp {
  const source = value.replace(/\\(.)|[%_]|[^\\%_]/gsu, (sign, escaped: string | undefined) => {
    if (sign === "%") return ".*";
    if (sign === "_") return ".";
    return (escaped ?? sign).replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
  });
  return new RegExp(`^${source}$`, flags);
}
