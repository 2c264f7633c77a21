/**
 * Marks a quote as sent: it takes its number, what it says is frozen, its PDF is made. Bringing it to the client is another
 * matter. Result: {quoteId, number, sentOn, validUntil, file}.
 *
 * Refuses with `forbidden`, `not_found` (also with field client), `conflict`, `not_open`, `seller_incomplete` (field seller.…), `unlawful` (field; the
 * noted result has `problem`), `discount_limit`, `earlier_day`.
 */
import { auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import type { QuoteMaker } from "../invoices/document-maker.ts";
import { numberingOf } from "../invoices/firm/firm.ts";
import { readFirm } from "../invoices/firm/firm-store.ts";
import { isSellerClosed } from "../invoices/firm/is-seller-closed.ts";
import { readLogo } from "../invoices/firm/keep-logo.ts";
import { buyerOf } from "../invoices/issue/buyer-of.ts";
import { isNot, type Not, refuseWith } from "../invoices/issue/issue-invoice.ts";
import { fileName, keepFile } from "../invoices/issue/keep-file.ts";
import { limitOn } from "../invoices/issue/weigh-sale.ts";
import { parisDay } from "../invoices/paris-day.ts";
import type { QuoteDocument } from "../invoices/pdf/quote-document.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, type Plain, refuse, type UseCase, type Work } from "../runs/run.ts";
import { attachQuoteFile, readQuote, sendDraft } from "./quote-store.ts";
import { quoteOf, weighQuote } from "./weigh-quote.ts";

export interface SendQuote {
  quoteId: string;
  /** Of what was shown. */
  version: number;
}

type Sent = { number: string; sentOn: string; validUntil: string };

export const sendQuote =
  (make: QuoteMaker): UseCase =>
  async (work: Work, input: SendQuote): Promise<Outcome> => {
    const { actor, step } = work;
    const { quoteId } = input;
    if (!may(actor, "quote.send")) return refuse("forbidden");
    const answer = (await step("send the quote", async () => ({ ...(await sendNow(work, input)) }) as Plain)) as Not | Sent;
    if (isNot(answer)) return refuseWith(work, answer, { quoteId });
    await work.note({ quoteId, ...answer, file: null });
    const file = await step("make the document", () => makeQuoteDocument(work, quoteId, make));
    return accept({ quoteId, ...answer, file });
  };

/** Made once, as the invoice's. */
async function makeQuoteDocument({ db, files, actor }: Work, quoteId: string, make: QuoteMaker): Promise<string> {
  const found = await readQuote(db, quoteId);
  if (!found?.document) throw new PasserelleError("not_found", { message: "a document of what was not sent" });
  const { document, file } = found;
  if (file) return file;
  const id = `quote_${quoteId}`;
  const logo = await readLogo({ db, files }, document.seller.logo);
  const wish = { id, class: "quote", owner: { kind: "quote", id: quoteId }, name: fileName(document.number), createdBy: actor.id } as const;
  await keepFile({ db, files }, wish, () => make(document, { logo }));
  await attachQuoteFile(db, quoteId, id).run();
  return id;
}

async function sendNow({ actor, db, ports, run }: Work<"crm" | "register">, { quoteId, version }: SendQuote): Promise<Not | Sent> {
  const no = (code: Not["code"], field = "", problem = ""): Not => ({ code, field, problem });
  const found = await readQuote(db, quoteId);
  if (!found) return no("not_found");
  if (found.document) return sentBy(found.document);
  if (found.version !== version) return no("conflict");
  const firm = await readFirm(db);
  if (!firm) return no("seller_incomplete", "seller.siren");
  const known = await buyerOf(db, ports, found.clientId);
  if (!known) return no("not_found", "client");
  const day = parisDay();
  const { invoice, problems } = weighQuote({ firm, known, sale: found.sale, day });
  const [first] = problems;
  if (first) return no(first.field.startsWith("seller.") ? "seller_incomplete" : "unlawful", first.field, first.code);
  const limit = limitOn(actor, firm, invoice, "quote");
  if (limit) return no(limit.code, limit.field);
  if (await isSellerClosed({ db, ports }, firm.seller.siren, day)) return no("unlawful", "seller.siren", "seller_closed");
  const document = quoteOf(invoice, found.sale);
  const numbering = numberingOf(firm.rules, "quote", day);
  const trail = { actor: actor.id, action: "quote.send", objectKind: "quote", objectId: quoteId, outcome: "done", runId: run.id } as const;
  const now = Date.now();
  await db.batch([...sendDraft(db, { id: quoteId, version, document, numbering }, now), auditRow(db, trail, now)]);
  const after = await readQuote(db, quoteId);
  if (after?.document) return sentBy(after.document);
  return after?.version === version ? no("earlier_day") : no("conflict");
}

const sentBy = ({ number, issuedOn, validUntil }: QuoteDocument): Sent => ({ number, sentOn: issuedOn, validUntil });
