/** The file of a quote, an invoice or a credit note, on its card: its link, or how it comes to be. */
import type { Button, KnownBlock } from "@slack/types";
import type { StoredInvoice } from "../../../edge/invoices/invoice-store.ts";
import { type Action, may } from "../../../edge/people/may.ts";
import type { StoredQuote } from "../../../edge/quotes/quote.ts";
import type { Reader } from "../../desk.ts";
import { documentButton } from "../../documents.ts";
import { button, buttons, context } from "../../forms.ts";
import { textsFor } from "../sale/sale-words.ts";

export const MAKE_PDF = "paper_pdf";

/** For those who may: a press gets a link of five minutes, and a row in the trail. */
export function pdfButtons(reader: Reader, papers: (StoredInvoice | StoredQuote)[], kind: "invoice" | "quote" = "invoice"): Button[] {
  const { card } = textsFor(reader);
  if (!may(reader.person, `document.read/${kind}`)) return [];
  return papers.flatMap(({ file, number }, i) =>
    file
      ? [
          documentButton(file, i === 0 ? card.pdf : card.pdfOf(number ?? ""), {
            ...(i === 0 && kind === "invoice" && { style: "primary" as const }),
            spoken: card.pdfOf(number ?? ""),
          }),
        ]
      : [],
  );
}

/** After so long somebody may ask for it again: whoever made it has given up, or is about to. */
const PDF_OVERDUE_MS = 120_000;

export function pdfMissing(reader: Reader, { id, file, updatedAt, number }: StoredInvoice | StoredQuote, asks: Action): KnownBlock[] {
  const { card } = textsFor(reader);
  if (file || !may(reader.person, `document.read/${id.startsWith("q") ? "quote" : "invoice"}`)) return [];
  if (Date.now() - updatedAt < PDF_OVERDUE_MS) return [context(card.pdfSoon)];
  return [
    context(card.pdfMissing),
    ...buttons(may(reader.person, asks) && button(MAKE_PDF, card.makePdf, id, { spoken: `${card.makePdf} – ${number}` })),
  ];
}
