/** How a sale stands at this moment: who buys, what it comes to, when it is due, and what keeps it from being issued, in words. */
import type { Client } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import type { OpenSale } from "../../../edge/invoices/drafts/open-sale.ts";
import type { Where } from "../../../edge/invoices/drafts/usual-vat.ts";
import type { Firm } from "../../../edge/invoices/firm/firm.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import type { FranchiseWarning } from "../../../edge/invoices/firm/franchise.ts";
import type { InvoiceProblem } from "../../../edge/invoices/invoice.ts";
import type { Known } from "../../../edge/invoices/issue/buyer-of.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import {
  buyerOf,
  dueDateOf,
  forCountry,
  franchiseWarning,
  isKnown,
  isWhole,
  knownPart,
  limitOn,
  missingOfSeller,
  soldIn,
  soldInYear,
  totalsOf,
  weighQuote,
  weighSale,
} from "../../../edge/invoices/part.ts";
import type { Totals } from "../../../edge/invoices/totals.ts";
import { may } from "../../../edge/people/may.ts";
import type { Ports } from "../../../edge/ports.ts";
import { hasEnded } from "../../../edge/runs/run.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import type { Desk, Reader } from "../../desk.ts";
import type { Kept, PaperKind } from "./kept.ts";
import { textsFor } from "./sale-words.ts";

export interface Weighing {
  firm: Firm | null;
  client: Client | null;
  /** With reverse charge as the client's country has it. */
  sale: OpenSale;
  totals: Totals;
  /** Null = nobody has said, for lack of a firm. */
  dueOn: string | null;
  problems: InvoiceProblem[];
  /** What this sale brings the year to, where that comes near the franchise's thresholds; null on a quote, which sells nothing yet. */
  franchise: FranchiseWarning | null;
}

/** A CRM that is slow or dead must not keep anybody from seeing a preview: the directory says as much then. */
const PATIENCE_MS = 2_500;

async function knownOf({ house: { db, ports } }: Pick<Desk, "house">, clientId: string, ask: boolean): Promise<Known | null> {
  const asked = ask
    ? await Promise.race([
        buyerOf(db, ports, clientId).catch(() => undefined),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ])
    : undefined;
  return asked === undefined ? buyerOf(db, { crm: { id: "" } } as Pick<Ports, "crm">, clientId) : asked;
}

/** Where a line would be sold: who sells, and who buys as far as the directory says. */
export async function whereOf(desk: Pick<Desk, "house">, client: Kept["client"]): Promise<Where> {
  const clientId = client && "id" in client ? client.id : null;
  const [firm, known] = await Promise.all([readFirm(desk.house.db), clientId ? knownOf(desk, clientId, false) : null]);
  return { seller: firm?.seller ?? null, known, day: parisDay() };
}

/** @param ask false = from our own tables alone: somebody waits for an answer */
export async function weigh(
  desk: Pick<Desk, "house">,
  { person }: Reader,
  { kind, client, sale }: Pick<Kept, "kind" | "client" | "sale">,
  ask = true,
): Promise<Weighing> {
  const { db } = desk.house;
  const day = parisDay();
  const clientId = client && "id" in client ? client.id : null;
  const [firm, known] = await Promise.all([readFirm(db), clientId ? knownOf(desk, clientId, ask) : null]);
  const fitted = known ? forCountry(sale, known.buyer.address.country || "FR") : sale;
  const totals = totalsOf(knownPart(fitted));
  const dueOn = firm ? dueDateOf(day, fitted.terms, firm.seller) : null;
  const first: InvoiceProblem[] = [
    ...(clientId && known ? [] : [{ field: "client", code: "client" }]),
    ...fitted.lines.flatMap((line, i) => (isKnown(line) ? [] : [{ field: `lines.${i}.price`, code: line.name ? "price" : "line_name" }])),
    ...(fitted.lines.length === 0 ? [{ field: "lines", code: "no_lines" }] : []),
    ...(firm ? [] : [{ field: "seller.siren", code: "seller" }]),
  ];
  const isFranchise = kind === "invoice" && firm?.seller.vatRegime === "franchise";
  const franchise = isFranchise
    ? franchiseWarning(firm.seller, day, await soldInYear(db, day), soldIn(knownPart(fitted).lines, totals))
    : null;
  const stand = { firm, client: known?.client ?? null, sale: fitted, totals, dueOn, franchise };
  if (!firm || !known || !isWhole(fitted))
    return { ...stand, problems: [...first, ...(firm ? missingOfSeller(firm.seller).map(ofSeller) : [])] };
  const wish = { firm, known, sale: fitted, day };
  const { invoice, problems } = kind === "quote" ? weighQuote(wish) : weighSale({ ...wish, kind });
  const limit = limitOn(person, firm, invoice, kind);
  return { ...stand, problems: [...first, ...problems, ...(limit ? [{ field: limit.field, code: limit.code }] : [])] };
}

const ofSeller = (problem: InvoiceProblem): InvoiceProblem => ({ ...problem, field: `seller.${problem.field}` });

/** One sentence each, the line named; whoever cannot mend the firm's own is told who can. */
export function problemLines(reader: Reader, problems: InvoiceProblem[], sale: OpenSale): string[] {
  const t = textsFor(reader);
  const lines = problems.map(({ code, field }) => {
    const said = t.problems[code] ?? t.problems.other ?? code;
    const [, at] = /^lines\.(\d+)/.exec(field) ?? [];
    const name = at === undefined ? "" : sale.lines[Number(at)]?.name;
    const before = at === undefined ? "" : name ? `${t.form.line(String(Number(at) + 1))} (${name})` : t.form.line(String(Number(at) + 1));
    return before ? t.forWhom(before, said) : said.charAt(0).toUpperCase() + said.slice(1);
  });
  const ours = problems.some(({ field }) => field.startsWith("seller."));
  return [...new Set(lines), ...(ours && !may(reader.person, "seller.set") ? [t.card.askAdmin] : [])];
}

/** The client that another request was making, once it is there; the same when it is not yet, and nobody when it will never be. */
export async function settleClient(db: D1Database, client: Kept["client"]): Promise<Kept["client"]> {
  if (!client || "id" in client) return client;
  const run = await readRun(db, client.run);
  const made = run?.outcome?.clientId;
  if (typeof made === "string" && (await readClient(db, made))) return { id: made };
  return run && hasEnded(run.state) ? null : client;
}

export const mayIssue = ({ person }: Reader, kind: PaperKind) => may(person, kind === "invoice" ? "invoice.issue" : "quote.send");
