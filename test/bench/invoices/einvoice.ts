/** Random invoices through the official rules, and what the rules refuse of mutated ones held against our own checker. */
import { checkInvoice } from "../../../edge/invoices/check/check-invoice.ts";
import { ciiOf } from "../../../edge/invoices/cii.ts";
import { dice, randomInvoice } from "../../fixtures/invoices.ts";
import { judge } from "./judge.ts";
import { MUTATIONS } from "./mutations.ts";

const LONG = 300;

export interface Judged {
  invoices: number;
  long: number;
  /** Official fatal rules broken by what we would issue, with the seed. */
  fatal: string[];
  /** What our checker refuses of them, though the rules do not. */
  refused: string[];
}

/** @param long how many of them have 300 lines */
export function judgeInvoices(count: number, long: number, seed = 1): Judged {
  const rules = judge();
  const result: Judged = { invoices: 0, long: 0, fatal: [], refused: [] };
  for (let i = 0; i < count; i++) {
    const roll = dice(seed + i);
    const invoice = randomInvoice(roll, i < long ? LONG : undefined);
    result.invoices += 1;
    if (invoice.lines.length === LONG) result.long += 1;
    result.fatal.push(...rules(ciiOf(invoice)).map((rule) => `${seed + i}: ${rule}`));
    result.refused.push(...checkInvoice(invoice).map(({ code, field }) => `${seed + i}: ${code} at ${field}`));
  }
  return result;
}

export interface Checked {
  mutations: number;
  /** Of those, how many the official rules refuse. */
  fatal: number;
  /** Fatal, and not said by ours at a field that could be mended. */
  missed: string[];
  rules: string[];
}

export function checkMutations(count: number, seed = 1): Checked {
  const rules = judge();
  const result: Checked = { mutations: 0, fatal: 0, missed: [], rules: [] };
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) {
    const roll = dice(seed + i);
    const mutation = MUTATIONS[i % MUTATIONS.length] as (typeof MUTATIONS)[number];
    const right = randomInvoice(roll);
    const invoice = { ...right, ...mutation.apply(right, roll) };
    result.mutations += 1;
    const broken = rules(ciiOf(invoice));
    if (broken.length === 0) continue;
    result.fatal += 1;
    for (const rule of broken) seen.add(rule);
    const said = checkInvoice(invoice);
    if (!said.some(({ field }) => mutation.fields.some((wanted) => field.startsWith(wanted)))) {
      result.missed.push(
        `${seed + i} ${mutation.name}: ${broken.join(" ")} (ours: ${said.map(({ field }) => field).join(" ") || "nothing"})`,
      );
    }
  }
  result.rules = [...seen].sort();
  return result;
}
