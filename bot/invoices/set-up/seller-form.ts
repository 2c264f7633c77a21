/** The windows of the set-up, one for each part. What the register knows is shown and not typed. */
import type { KnownBlock, ModalView } from "@slack/types";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { Firm } from "../../../edge/invoices/firm/firm.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { leastLatePercent, numberingOf } from "../../../edge/invoices/part.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { addressText } from "../../clients/client-card.ts";
import type { Desk, Reader } from "../../desk.ts";
import { checkboxes, context, facts, input, modal, option, section, textBox } from "../../forms.ts";
import { select } from "../sale/form/fields.ts";
import { figure, percent, textsFor } from "../sale/sale-words.ts";
import { hasBegun, nextNumber, type Section } from "./hub.ts";

export const SELLER = "seller_submit";
export const SIREN = "seller_siren";

export interface Memory {
  section: Section;
  version: number;
  /** What the register said of who sells, until it is confirmed. */
  found?: Partial<Seller>;
}

export function sirenForm(reader: Reader, problem = ""): ModalView {
  const t = textsFor(reader).setUp;
  return modal({
    callback: SIREN,
    title: t.title,
    submit: t.next,
    close: reader.say.cancel,
    blocks: [
      ...(problem ? [section(problem)] : []),
      input("siren", t.siren, textBox("siren", { most: 30, placeholder: "732 829 320", focus: true }), { hint: t.sirenHint }),
    ],
  });
}

/** Cents as one types euros. */
const euros = (reader: Reader, cents: number | null) => (cents === null ? "" : figure(reader, (cents / 100).toString()));

export async function sectionForm(
  desk: Desk,
  reader: Reader,
  one: Section,
  { seller, rules, version }: Firm,
  found?: Partial<Seller>,
): Promise<ModalView> {
  const t = textsFor(reader).setUp;
  const blocks =
    one === "numbers"
      ? await numberFields(desk, reader, rules)
      : fieldsOf(reader, one, { ...seller, ...found }, rules, found !== undefined);
  return modal({
    callback: SELLER,
    title: t.sections[one],
    submit: t.save,
    close: reader.say.cancel,
    blocks,
    memory: { section: one, version, ...(found && { found }) } satisfies Memory,
  });
}

function fieldsOf(reader: Reader, one: Section, seller: Seller, rules: Firm["rules"], isNew: boolean): KnownBlock[] {
  const t = textsFor(reader).setUp;
  const box = (name: string, label: string, initial: string | null, hint = "", most = 120) =>
    input(name, label, textBox(name, { initial: initial ?? "", most, multiline: most > 200 }), { optional: true, ...(hint && { hint }) });
  switch (one) {
    case "identity":
      return [
        ...(isNew ? [section(t.confirm)] : []),
        ...facts([
          [t.sections.identity, seller.name],
          ["SIREN", formatCompanyNumber(seller.siren)],
          [reader.say.client.card.siret, formatCompanyNumber(seller.siret)],
          [reader.say.client.card.address, addressText(reader.say, seller.address)],
        ]),
        box("legalForm", t.legalForm, seller.legalForm, "", 80),
        box("capitalCents", t.capital, euros(reader, seller.capitalCents), t.capitalHint, 20),
        box("register", t.register, seller.register, t.registerHint),
        box("email", t.email, seller.email),
        box("phone", t.phone, seller.phone, "", 40),
        box("website", t.website, seller.website, "", 200),
        box("insurance", t.insurance, seller.insurance, t.insuranceHint, 500),
      ];
    case "vat":
      return [
        input("vatRegime", t.regime, select("vatRegime", Object.entries(t.regimes), seller.vatRegime)),
        box("vatNumber", t.vatNumber, seller.vatNumber, "", 20),
        input("vatOnDebits", t.debits, checkboxes("vatOnDebits", [option(t.debitsOn, "on")], seller.vatOnDebits ? ["on"] : []), {
          optional: true,
        }),
      ];
    case "payment":
      return [
        box("iban", t.iban, seller.iban, "", 42),
        box("bic", t.bic, seller.bic, "", 11),
        box("termsDays", t.termsDays, String(seller.termsDays), t.termsHint, 3),
        input("endOfMonth", t.endOfMonth, select("endOfMonth", Object.entries(t.endsOfMonth), seller.endOfMonth)),
        box("latePercent", t.late, seller.latePercent && figure(reader, seller.latePercent), lateHint(reader), 6),
        box("earlyPayment", t.early, seller.earlyPayment, t.earlyHint, 300),
      ];
    case "quotes":
      return [
        box("quoteDays", t.quoteDays, String(seller.quoteDays), "", 3),
        box("quoteFeeCents", t.quoteFee, euros(reader, seller.quoteFeeCents ?? null), t.quoteFeeHint, 12),
        box("complaints", t.complaints, seller.complaints ?? "", t.complaintsHint, 300),
      ];
    case "logo":
      return [
        ...(seller.logo ? [context(t.hasLogo)] : []),
        input("logo", t.logo, { type: "file_input", action_id: "logo", filetypes: ["png", "jpg", "jpeg"], max_files: 1 }),
      ];
    default:
      return [
        box("discountPercent", t.discount, rules.discountPercent && figure(reader, rules.discountPercent), t.discountHint, 6),
        box("secondPersonCents", t.second, euros(reader, rules.secondPersonCents), t.secondHint, 20),
        input("size", t.size, select("size", Object.entries(t.sizes), rules.size)),
      ];
  }
}

/** The floor of this half-year, or that nobody has entered it yet. */
function lateHint(reader: Reader): string {
  const t = textsFor(reader).setUp;
  const least = leastLatePercent(parisDay());
  return `${t.lateHint} ${least === null ? t.lateUnknown : t.lateLeast(percent(reader, least))}`;
}

/** A series that has given a number goes on as it began: nothing to type there. */
async function numberFields({ house: { db } }: Desk, reader: Reader, rules: Firm["rules"]): Promise<KnownBlock[]> {
  const t = textsFor(reader).setUp;
  const day = parisDay();
  const field = async (kind: "invoice" | "credit-note" | "quote", label: string): Promise<KnownBlock> => {
    const numbering = numberingOf(rules, kind, day);
    const next = await nextNumber(db, numbering);
    if (await hasBegun(db, numbering)) return context(`${label} – ${next}. ${t.begunHint}`);
    return input(kind, label, textBox(kind, { most: 40 }), { optional: true, hint: t.lastHint(next) });
  };
  const own = rules.formats["credit-note"] !== null;
  return [
    await field("invoice", t.lastInvoice),
    ...(own ? [await field("credit-note", t.lastCredit)] : []),
    await field("quote", t.lastQuote),
    input("creditNotesApart", t.creditsApart, checkboxes("creditNotesApart", [option(t.creditsOwn, "on")], own ? ["on"] : []), {
      optional: true,
    }),
  ];
}
