/**
 * Sets up who sells: identity (read again in the register), VAT, bank, terms, how numbers go on from those that the firm has
 * given, who may decide what. Result: {version, missing}: how many fields the law still misses (missing-of-seller.ts).
 *
 * Refuses with `forbidden`, `conflict` (changed since the form was opened), `bad_siren` · `unknown_company` · `closed_company` (field siren),
 * `invalid_input` (field: seller.siret, lastNumbers.…), `numbers_begun` (field lastNumbers.…).
 */
import { auditRow } from "../../audit/audit.ts";
import { isSiren } from "../../companies/company-numbers.ts";
import { asPasserelleError, mayPass } from "../../errors.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, type Plain, refuse, type Work } from "../../runs/run.ts";
import { beginAt, continuing, DEFAULT_FORMATS, hasBegun, type NumberFormat, prefixOn, SERIES, type Series } from "../number-series.ts";
import { parisDay } from "../paris-day.ts";
import { type Firm, numberingOf, type Rules, type SetSeller } from "./firm.ts";
import { readFirm, writeFirm } from "./firm-store.ts";
import { missingOfSeller } from "./missing-of-seller.ts";

export async function setSeller(work: Work<"register">, input: SetSeller): Promise<Outcome> {
  const { actor, db, run, step } = work;
  if (!may(actor, "seller.set")) return refuse("forbidden");
  const { siren, siret } = input.seller;
  if (!isSiren(siren)) return refuse("bad_siren", "siren");
  if (!siret.startsWith(siren)) return refuse("invalid_input", "seller.siret");
  const register = await step("read the register", () => askRegister(work, siren));
  if (register === "unknown") return refuse("unknown_company", "siren");
  if (register === "closed") return refuse("closed_company", "siren");
  const done = await step("write the settings", async () => {
    const before = await readFirm(db);
    if (await isDone(db, run.id)) return "done";
    if ((before?.version ?? 0) !== input.version) return "conflict";
    const counts = await countsOf(db, input, before, run.id);
    if ("field" in counts) return counts as Plain;
    const firm: Firm = { seller: input.seller, rules: counts.rules, version: input.version };
    const trail = { actor: actor.id, action: "seller.set", objectKind: "seller", objectId: siren, outcome: "done", runId: run.id } as const;
    const [written] = await db.batch([writeFirm(db, firm, actor.id), auditRow(db, trail), ...counts.begin]);
    return written?.meta.changes === 1 ? "done" : "conflict";
  });
  if (done === "conflict") return refuse("conflict");
  if (typeof done === "object" && done !== null) {
    const { code, field } = done as { code: "invalid_input" | "numbers_begun"; field: string };
    return refuse(code, field);
  }
  return accept({ version: input.version + 1, missing: missingOfSeller(input.seller).length });
}

/** Whoever waits for the register could not even begin: what was typed stands until it answers. */
async function askRegister({ ports }: Work<"register">, siren: string): Promise<"known" | "unknown" | "closed"> {
  try {
    const company = await ports.register.find(siren);
    return company ? (company.state === "closed" ? "closed" : "known") : "unknown";
  } catch (error) {
    if (mayPass(asPasserelleError(error).code)) return "known";
    throw error;
  }
}

const isDone = async (db: D1Database, runId: string) =>
  (await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = 'seller.set'").bind(runId).first()) !== null;

interface Counts {
  rules: Rules;
  begin: D1PreparedStatement[];
}

/** How the series go on, or the field of a last number that will not do. */
async function countsOf(
  db: D1Database,
  { rules, lastNumbers }: SetSeller,
  before: Firm | null,
  runId: string,
): Promise<Counts | { code: string; field: string }> {
  const { creditNotesApart, ...others } = rules;
  const day = parisDay();
  const formats: Record<Series, NumberFormat | null> = { ...(before?.rules.formats ?? DEFAULT_FORMATS) };
  formats["credit-note"] = creditNotesApart ? (formats["credit-note"] ?? DEFAULT_FORMATS["credit-note"]) : null;
  const lasts: [Series, number][] = [];
  for (const series of SERIES) {
    const typed = lastNumbers[series].trim();
    if (!typed || formats[series] === null) continue;
    const field = `lastNumbers.${series}`;
    const goesOn = continuing(typed, Number(day.slice(0, 4)));
    if (!goesOn) return { code: "invalid_input", field };
    const format = formats[series] ?? goesOn.format;
    if ((await hasBegun(db, { series, format, day })) || (await hasBegun(db, { series, format: goesOn.format, day })))
      return { code: "numbers_begun", field };
    formats[series] = goesOn.format;
    lasts.push([series, goesOn.last]);
  }
  const all = { ...others, formats } as Rules;
  // Two series that write the same number would stop each other.
  const prefixes = SERIES.flatMap((series) => (formats[series] ? [prefixOn(formats[series], day)] : []));
  const twice = prefixes.findIndex((prefix, i) => prefixes.indexOf(prefix) !== i);
  if (twice >= 0) return { code: "invalid_input", field: `lastNumbers.${SERIES[twice]}` };
  // Of two who save in the same instant, the one who comes too late begins no series either.
  const written = "EXISTS (SELECT 1 FROM audit WHERE run_id = ?4 AND action = 'seller.set')";
  return { rules: all, begin: lasts.map(([series, last]) => beginAt(db, numberingOf(all, series, day), last, written, [runId])) };
}
