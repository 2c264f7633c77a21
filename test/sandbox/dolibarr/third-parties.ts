/**
 * Dolibarr's third parties as its class Societe keeps them: cleaning of values, customer and supplier codes by the
 * numbering rule of the set-up, unique codes, and columns of a certain width (MySQL in strict mode).
 */
import type { Row } from "./filters.ts";

/** leopard (the default) takes any code; monkey wants 11 characters and more; elephant a mask, here CU{yy}-{0000}. */
export type NumberingRule = "leopard" | "monkey" | "elephant";

/** A refusal of the class: 500 with these words, and nothing written. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly words: string[];
  constructor(...words: string[]) {
    super(words.join(" "));
    this.words = words;
  }
}

/** Column and width of each property that may be written; the API names some of them otherwise. */
const PROPERTIES: Record<string, { column: string; width: number }> = {
  name: { column: "nom", width: 128 },
  ref_ext: { column: "ref_ext", width: 255 },
  code_client: { column: "code_client", width: 24 },
  code_fournisseur: { column: "code_fournisseur", width: 24 },
  client: { column: "client", width: 4 },
  fournisseur: { column: "fournisseur", width: 4 },
  typent_id: { column: "fk_typent", width: 11 },
  idprof1: { column: "siren", width: 128 },
  idprof2: { column: "siret", width: 128 },
  tva_intra: { column: "tva_intra", width: 20 },
  email: { column: "email", width: 128 },
  phone: { column: "phone", width: 30 },
  address: { column: "address", width: 255 },
  zip: { column: "zip", width: 25 },
  town: { column: "town", width: 50 },
  country_id: { column: "fk_pays", width: 11 },
  note_private: { column: "note_private", width: 65_535 },
  status: { column: "status", width: 4 },
};

export const PARTY_COLUMNS = ["rowid", "datec", ...Object.values(PROPERTIES).map(({ column }) => column)];

const NUMBERS = new Set(["client", "fournisseur", "fk_typent", "fk_pays", "status"]);

const EMPTY: Row = {
  ...Object.fromEntries(PARTY_COLUMNS.map((column) => [column, NUMBERS.has(column) ? 0 : null])),
  status: 1,
};

/** @throws Refused */
export function created(body: Record<string, unknown>, others: Row[], rule: NumberingRule, rowid: number, now: Date): Row {
  const row: Row = { ...EMPTY, ...columnsOf(body), rowid, datec: now.toISOString().slice(0, 19).replace("T", " ") };
  for (const [flag, code] of CODES) {
    if (row[code] === "-1" || row[code] === "auto") row[code] = nextCode(rule, code, others, now);
    if (!row[flag]) row[code] = null; // a code is kept for customers and suppliers only
  }
  verify(row, others, rule);
  return row;
}

/** @throws Refused */
export function updated(row: Row, body: Record<string, unknown>, others: Row[], rule: NumberingRule): Row {
  const { code_client, code_fournisseur, ...changes } = columnsOf(body); // the API changes no codes
  const changed = { ...row, ...changes };
  verify(changed, others, rule);
  return changed;
}

const CODES = [
  ["client", "code_client"],
  ["fournisseur", "code_fournisseur"],
] as const;

function columnsOf(body: Record<string, unknown>): Row {
  const known = Object.entries(body).filter(([name]) => name in PROPERTIES);
  return Object.fromEntries(
    known.map(([name, value]) => [PROPERTIES[name]!.column, cleaned(PROPERTIES[name]!.column, String(value ?? ""))]),
  );
}

/** Tags and double quotes are stripped from one-line values, scripts from notes, blanks and dots from phone numbers. */
function cleaned(column: string, value: string): string | number | null {
  if (NUMBERS.has(column)) return Number.parseInt(value, 10) || 0;
  if (column === "note_private") return value.replace(/<script.*?<\/script>|<script[^>]*>/gis, "").trim() || null;
  const line = value
    .replace(/<[^>]*>/g, "")
    .replace(/"/g, "")
    .trim();
  const kept = column === "phone" ? line.replace(/[\s.]/g, "") : line;
  return kept || null;
}

function verify(row: Row, others: Row[], rule: NumberingRule) {
  if (!row.nom) throw new Refused("", "ErrorBadThirdPartyName");
  for (const [flag, column] of CODES) {
    if (row[flag]) checkCode(row, column, others, rule);
  }
  for (const { column, width } of Object.values(PROPERTIES)) {
    if ([...String(row[column] ?? "")].length > width) throw new Refused(`Data too long for column '${column}' at row 1`);
  }
  // What the database itself holds unique, whatever the rule.
  for (const [, column] of CODES) {
    if (row[column] && taken(row, column, others)) throw new Refused("ErrorDuplicateField");
  }
}

function checkCode(row: Row, column: "code_client" | "code_fournisseur", others: Row[], rule: NumberingRule) {
  if (rule === "leopard") return;
  const whose = column === "code_client" ? "Customer" : "Supplier";
  const code = String(row[column] ?? "").toUpperCase();
  if (!code && rule === "monkey") return;
  if (!code) throw new Refused("", `Error${whose}CodeRequired`);
  const fits = rule === "monkey" ? code.length >= 11 : /^[CS]U\d\d-\d{4}$/.test(code);
  if (!fits) throw new Refused("", `ErrorBad${whose}CodeSyntax`);
  row[column] = code;
  if (taken(row, column, others)) throw new Refused("", `Error${whose}CodeAlreadyUsed`);
}

const taken = (row: Row, column: string, others: Row[]) =>
  others.some((other) => other.rowid !== row.rowid && String(other[column] ?? "").toLowerCase() === String(row[column]).toLowerCase());

function nextCode(rule: NumberingRule, column: string, others: Row[], now: Date): string | null {
  if (rule === "leopard") return null;
  const [year, month] = now.toISOString().slice(2, 7).split("-");
  const prefix = `${column === "code_client" ? "CU" : "SU"}${year}${rule === "monkey" ? month : ""}-`;
  const last = Math.max(0, ...others.map((other) => Number(/-(\d+)$/.exec(String(other[column] ?? ""))?.[1] ?? 0)));
  return prefix + String(last + 1).padStart(rule === "monkey" ? 5 : 4, "0");
}
