/** Set-up of invoicing: what is there, what the law still misses, and a window for each part of it. */
import type { KnownBlock } from "@slack/types";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { House } from "../../../edge/house.ts";
import type { Firm, SetSeller } from "../../../edge/invoices/firm/firm.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { lastDay, type Numbering } from "../../../edge/invoices/number-series.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import {
  complaintsOf,
  franchiseWarning,
  missingOfQuotes,
  missingOfSeller,
  numberingOf,
  prefixOn,
  soldInYear,
} from "../../../edge/invoices/part.ts";
import type { Seller } from "../../../edge/invoices/seller.ts";
import { may } from "../../../edge/people/may.ts";
import { hasEnded, type Run } from "../../../edge/runs/run.ts";
import { addressText } from "../../clients/client-card.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, context, entry, header, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import type { Card } from "../../run-cards.ts";
import { simpleRunCard } from "../../simple-run-card.ts";
import { franchiseText } from "../sale/notices.ts";
import { problemSection } from "../sale/preview.ts";
import { money, percent, textsFor } from "../sale/sale-words.ts";

/** Opens the hub, or with a section's name its window. */
export const SET_UP = "seller_set_up";
export const SECTION = /^seller_section:\w+$/;
export const SECTIONS = ["identity", "vat", "payment", "quotes", "logo", "numbers", "limits"] as const;
export type Section = (typeof SECTIONS)[number];

export async function hubMessage(desk: Desk, reader: Reader): Promise<Answer> {
  await desk.allow(reader, "seller.set", { kind: "seller" });
  const t = textsFor(reader).setUp;
  return answerOf(t.hub, [header(t.hub), ...(await hubBlocks(desk.house, reader))]);
}

async function hubBlocks({ db }: Pick<House, "db">, reader: Reader): Promise<KnownBlock[]> {
  const t = textsFor(reader).setUp;
  const firm = await readFirm(db);
  if (!firm) return [section(t.nobody), ...buttons(button("seller_section:identity", t.begin, "identity", { style: "primary" }))];
  const missing = missingOfSeller(firm.seller);
  const ofQuotes = missingOfQuotes(firm.seller).map(({ code }) => textsFor(reader).problems[code] ?? code);
  const said = missing.map(({ code }) => textsFor(reader).problems[code] ?? code);
  const stands = await Promise.all(SECTIONS.map((one) => stateOf(db, reader, firm, one)));
  return [
    ...(missing.length > 0 ? [problemSection(t.missing, said)] : [section(`✓ ${t.complete}`)]),
    ...(ofQuotes.length > 0 ? [problemSection(t.missingOfQuotes, ofQuotes)] : []),
    ...SECTIONS.map((one, i) =>
      entry(
        t.sections[one],
        stands[i] ?? "",
        button(`seller_section:${one}`, textsFor(reader).edit, one, { spoken: t.editSection(t.sections[one]) }),
      ),
    ),
  ];
}

async function stateOf(db: D1Database, reader: Reader, { seller, rules }: Firm, one: Section): Promise<string> {
  const t = textsFor(reader).setUp;
  const line = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(" · ") || t.none;
  switch (one) {
    case "identity":
      return line(seller.name, seller.legalForm, formatCompanyNumber(seller.siren), addressText(reader.say, seller.address));
    case "vat":
      return line(
        ...[t.regimes[seller.vatRegime], seller.vatNumber && formatCompanyNumber(seller.vatNumber), seller.vatOnDebits && t.debitsOn],
        await franchiseState(db, reader, seller),
      );
    case "payment":
      return line(seller.iban?.replace(/(.{4})(?=.)/g, "$1 ") ?? null, t.terms(String(seller.termsDays)));
    case "quotes":
      return line(t.validDays(String(seller.quoteDays)), feeState(reader, seller), complaintsOf(seller));
    case "logo":
      return line(seller.logo && t.hasLogo);
    case "numbers": {
      const [invoice, credit, quote] = await Promise.all(
        (["invoice", "credit-note", "quote"] as const).map((kind) => nextNumber(db, numberingOf(rules, kind, parisDay()))),
      );
      return t.nextIs(invoice ?? "", credit ?? "", quote ?? "");
    }
    case "limits":
      return line(
        rules.discountPercent === null ? t.noLimit : t.upTo(percent(reader, rules.discountPercent)),
        rules.secondPersonCents !== null && t.from(money(reader, rules.secondPersonCents)),
      );
  }
}

function feeState(reader: Reader, { quoteFeeCents = null }: Seller): string | null {
  const t = textsFor(reader).setUp;
  return quoteFeeCents === null ? null : quoteFeeCents === 0 ? t.quoteFree : t.quotePaid(money(reader, quoteFeeCents));
}

/** How near the year is to the franchise's thresholds. */
async function franchiseState(db: D1Database, reader: Reader, seller: Seller): Promise<string | null> {
  if (seller.vatRegime !== "franchise") return null;
  const day = parisDay();
  const warning = franchiseWarning(seller, day, await soldInYear(db, day));
  return warning && `⚠ ${franchiseText(reader, warning)}`;
}

/** The one that the next paper would bear today. */
export async function nextNumber(db: D1Database, { series, format, day }: Numbering): Promise<string> {
  const year = /\{YY/.test(format.prefix) ? Number(day.slice(0, 4)) : 0;
  const last = await db.prepare("SELECT last FROM number_series WHERE series = ?1 AND year = ?2").bind(series, year).first<number>("last");
  return `${prefixOn(format, day)}${String((last ?? 0) + 1).padStart(format.width, "0")}`;
}

/** True once it has given a number of ours. */
export async function hasBegun(db: D1Database, numbering: Numbering): Promise<boolean> {
  return ((await lastDay(db, numbering)) ?? "0") > "1";
}

/** What came of a change, and what is still missing. */
export async function setUpCard(house: House, reader: Reader, run: Run): Promise<Card> {
  const t = textsFor(reader);
  const isPrices = run.kind === "set-prices";
  const title = reader.say.run.kinds[run.kind] ?? run.kind;
  const done = isPrices ? t.setUp.prices.done(Number(run.outcome?.items ?? 0)) : t.setUp.saved;
  const sets = !isPrices && hasEnded(run.state) && may(reader.person, "seller.set");
  const more = sets ? await hubBlocks(house, reader) : [];
  const crm = reader.say.client.card.builtin;
  const card = simpleRunCard(reader, run, { title, crm, done, more, outcome: reader.say.nothingChanged });
  const field = run.field?.replace(/^(seller|lastNumbers)\./, "");
  const wrong =
    run.state === "refused" && field ? (t.setUp.wrong as Record<string, unknown>)[run.field?.startsWith("last") ? "number" : field] : null;
  const { section: one } = (run.input ?? {}) as Partial<SetSeller>;
  // Somebody was quicker: what was typed is a button away, over what the other one has saved.
  const again =
    sets &&
    run.code === "conflict" &&
    one !== undefined &&
    button("seller_section:again", textsFor(reader).card.again, `${one} ${run.id}`, { style: "primary" });
  return { ...card, blocks: [...card.blocks, ...(typeof wrong === "string" ? [context(wrong)] : []), ...buttons(again)] };
}
