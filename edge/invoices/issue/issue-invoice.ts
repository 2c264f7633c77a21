/**
 * Issues a draft: all checks anew, then number, frozen document and the trail's row in one transaction, then its file. Whatever
 * is killed or asked for twice: one number. Result: {invoiceId, number, issuedOn, file}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (the draft has changed since), `seller_incomplete` (field seller.…), `unlawful` (field;
 * the noted result has `problem`), `discount_limit`, `second_person`, `earlier_day` · `invalid_input` (field issuedOn), `not_found` (field client).
 */
import type { ErrorCode } from "../../errors.ts";
import { may } from "../../people/may.ts";
import { accept, type Outcome, type Plain, refuse, type UseCase, type Work } from "../../runs/run.ts";
import { isDay } from "../check/wrong.ts";
import type { DocumentMaker } from "../document-maker.ts";
import { numberingOf } from "../firm/firm.ts";
import { readFirm } from "../firm/firm-store.ts";
import { isSellerClosed } from "../firm/is-seller-closed.ts";
import { readInvoice, type StoredInvoice } from "../invoice-store.ts";
import { lastDay } from "../number-series.ts";
import { parisDay } from "../paris-day.ts";
import { buyerOf } from "./buyer-of.ts";
import { makeDocument } from "./make-document.ts";
import { limitOn, weighSale } from "./weigh-sale.ts";

export interface IssueInvoice {
  invoiceId: string;
  /** Of the draft that was shown. */
  version: number;
  /** YYYY-MM-DD: another day than the one on which it is issued, not before the series' last, not in the future. Null = today. */
  issuedOn: string | null;
}

export type Not = { code: ErrorCode; field: string; problem: string };
export const isNot = (answer: object): answer is Not => "code" in answer;
const not = (code: ErrorCode, field = "", problem = ""): Not => ({ code, field, problem });

export const issueInvoice =
  (make: DocumentMaker): UseCase =>
  async (work: Work, input: IssueInvoice): Promise<Outcome> => {
    const { actor, step } = work;
    const { invoiceId } = input;
    if (!may(actor, "invoice.issue")) return refuse("forbidden");
    const answer = (await step("issue", async () => ({ ...(await issueNow(work, input)) }) as Plain)) as Not | Numbered;
    if (isNot(answer)) return refuseWith(work, answer, { invoiceId });
    const { number, issuedOn } = answer;
    await work.note({ invoiceId, number, issuedOn, file: null });
    const file = await step("make the document", () => makeDocument(work, invoiceId, make));
    return accept({ invoiceId, number, issuedOn, file });
  };

/** Which rule it is goes along: the card says it in its own words. */
export async function refuseWith(work: Work, { code, field, problem }: Not, about: Record<string, string>): Promise<Outcome> {
  if (problem) await work.note({ ...about, problem });
  return refuse(code, field || undefined);
}

type Numbered = { number: string; issuedOn: string };

async function issueNow(
  work: Work<"crm" | "invoicing" | "register">,
  { invoiceId, version, issuedOn }: IssueInvoice,
): Promise<Not | Numbered> {
  const { actor, db, ports, run } = work;
  const found = await readInvoice(db, invoiceId);
  if (found?.kind !== "invoice") return not("not_found");
  // By this run before it was killed, or by whoever was quicker: one number.
  if (found.number && found.issuedOn) return { number: found.number, issuedOn: found.issuedOn };
  if (found.version !== version) return not("conflict");
  const day = issuedOn ?? parisDay();
  const weighed = await weigh(work, found, day);
  if (isNot(weighed)) return weighed;
  if (await isSellerClosed(work, weighed.invoice.seller.siren, day)) return not("unlawful", "seller.siren", "seller_closed");
  const numbering = numberingOf(weighed.rules, "invoice", day);
  if (((await lastDay(db, numbering)) ?? "") > day) return not("earlier_day", "issuedOn");
  return ports.invoicing.issue(invoiceId, { version, document: weighed.invoice, numbering }, { actor: actor.id, runId: run.id });
}

async function weigh({ actor, db, ports }: Work<"crm">, { clientId, sale }: StoredInvoice, day: string) {
  if (!isDay(day) || day > parisDay()) return not("invalid_input", "issuedOn");
  const firm = await readFirm(db);
  if (!firm) return not("seller_incomplete", "seller.siren");
  const known = await buyerOf(db, ports, clientId);
  if (!known) return not("not_found", "client");
  const { invoice, problems } = weighSale({ kind: "invoice", firm, known, sale, day });
  const [first] = problems;
  if (first) return not(first.field.startsWith("seller.") ? "seller_incomplete" : "unlawful", first.field, first.code);
  const limit = limitOn(actor, firm, invoice, "invoice");
  return limit ? not(limit.code, limit.field) : { invoice, rules: firm.rules };
}
