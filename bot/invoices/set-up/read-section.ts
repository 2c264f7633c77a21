/** What was typed into a window of the set-up, held against what can be checked there; a problem stands at its field. */
import type { SlackViewAction } from "@slack/bolt";
import { checkVatNumber } from "../../../edge/companies/company-numbers.ts";
import type { Firm, SetSeller } from "../../../edge/invoices/firm/firm.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { continuing, isIban, leastLatePercent } from "../../../edge/invoices/part.ts";
import { chosen, ticked, typed } from "../../answers.ts";
import { isEmail } from "../../clients/new-client/read-draft.ts";
import type { Reader } from "../../desk.ts";
import { centsOf, decimalOf } from "../sale/form/read-typed.ts";
import { percent, textsFor } from "../sale/sale-words.ts";
import type { Section } from "./hub.ts";

export const asInput = (
  { seller, rules, version }: Firm,
  lastNumbers: Partial<SetSeller["lastNumbers"]> = {},
  creditNotesApart = rules.formats["credit-note"] !== null,
): SetSeller => ({
  version,
  seller,
  rules: { discountPercent: rules.discountPercent, secondPersonCents: rules.secondPersonCents, size: rules.size, creditNotesApart },
  lastNumbers: { invoice: "", "credit-note": "", quote: "", ...lastNumbers },
});

type Read = { input: SetSeller } | { errors: Record<string, string> };

export function readSection(reader: Reader, view: SlackViewAction["view"], one: Section, before: Firm): Read {
  const { wrong } = textsFor(reader).setUp;
  const { locale } = reader.say;
  const errors: Record<string, string> = {};
  const text = (name: string) => typed(view, name);
  /** "" = null. */
  const value = <T>(name: string, of: (text: string) => T | null, problem: string): T | null => {
    const said = text(name);
    const read = said ? of(said) : null;
    if (said && read === null) errors[name] = problem;
    return read;
  };
  const days = (name: string, most: number, now: number) => {
    const said = text(name);
    const number = said ? Number(said) : now;
    if (!Number.isInteger(number) || number < 0 || number > most) errors[name] = wrong.days(most);
    return number;
  };
  const percentOf = (said: string) => {
    const read = decimalOf(said.replace(/%$/, "").trim(), 2, locale);
    return read !== null && Number(read) <= 100 ? read : null;
  };
  const { seller, rules } = before;
  const done = (firm: Firm, ...more: [SetSeller["lastNumbers"]?, boolean?]): Read =>
    Object.keys(errors).length > 0 ? { errors } : { input: asInput(firm, ...more) };
  if (one === "identity") {
    if (text("email") && !isEmail(text("email"))) errors.email = wrong.email;
    const capitalCents = value("capitalCents", (said) => centsOf(said, locale), wrong.amount);
    return done({
      ...before,
      seller: {
        ...seller,
        legalForm: text("legalForm"),
        capitalCents,
        register: text("register"),
        email: text("email"),
        phone: text("phone"),
        website: text("website"),
        insurance: text("insurance"),
      },
    });
  }
  if (one === "vat") {
    const vatNumber = value("vatNumber", (said) => vatNumberOf(said), wrong.vatNumber);
    const vatRegime = chosen(view, "vatRegime") === "franchise" ? "franchise" : "normal";
    return done({ ...before, seller: { ...seller, vatNumber, vatRegime, vatOnDebits: ticked(view, "vatOnDebits").length > 0 } });
  }
  if (one === "payment") {
    const iban = value("iban", (said) => (isIban(said) ? said.replace(/\s/g, "").toUpperCase() : null), wrong.iban);
    const bic = value("bic", (said) => (/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/i.test(said) ? said.toUpperCase() : null), wrong.bic);
    const latePercent = value("latePercent", percentOf, wrong.percent);
    const least = leastLatePercent(parisDay());
    if (least !== null && latePercent !== null && Number(latePercent) < Number(least))
      errors.latePercent = wrong.late(percent(reader, least));
    const termsDays = days("termsDays", 60, seller.termsDays);
    const endOfMonth = chosen(view, "endOfMonth") === "month-end-then-days" ? "month-end-then-days" : "days-then-month-end";
    const earlyPayment = text("earlyPayment");
    return done({ ...before, seller: { ...seller, iban, bic, latePercent, termsDays, endOfMonth, earlyPayment } });
  }
  if (one === "quotes") {
    const quoteDays = Math.max(1, days("quoteDays", 365, seller.quoteDays));
    const quoteFeeCents = value("quoteFeeCents", (said) => centsOf(said, locale), wrong.fee);
    return done({ ...before, seller: { ...seller, quoteDays, quoteFeeCents, complaints: text("complaints") } });
  }
  if (one === "numbers") {
    const year = Number(parisDay().slice(0, 4));
    for (const kind of ["invoice", "credit-note", "quote"]) value(kind, (said) => continuing(said, year), wrong.number);
    const last = { invoice: text("invoice"), "credit-note": text("credit-note"), quote: text("quote") };
    return done(before, last, ticked(view, "creditNotesApart").length > 0);
  }
  const discountPercent = value("discountPercent", percentOf, wrong.percent);
  const cents = value("secondPersonCents", (said) => centsOf(said, locale), wrong.amount);
  const size = chosen(view, "size") === "large" ? "large" : "small";
  return done({ ...before, rules: { ...rules, discountPercent, secondPersonCents: cents || null, size } });
}

function vatNumberOf(said: string): string | null {
  const check = checkVatNumber(said);
  return check?.ok ? check.number : null;
}
