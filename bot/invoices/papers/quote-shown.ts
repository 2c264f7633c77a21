/** A quote that was sent, and what became of it. */
import type { House } from "../../../edge/house.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { may } from "../../../edge/people/may.ts";
import type { StoredQuote } from "../../../edge/quotes/quote.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, facts, header, section } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import { textsFor, workFacts } from "../sale/sale-words.ts";
import { draftShown } from "./draft-shown.ts";
import { pdfButtons, pdfMissing } from "./paper-file.ts";
import { ACCEPT, amountText, heading, REFUSE, type Shown, saleBlocks, TO_INVOICE, versioned } from "./paper-parts.ts";

export async function quoteShown(house: House, reader: Reader, stored: StoredQuote, name: string): Promise<Shown> {
  const t = textsFor(reader);
  if (stored.state === "draft") return draftShown(house, reader, { kind: "quote", stored }, name);
  const { card } = t;
  const title = heading(reader, `${t.papers.quote} ${stored.number}`, name);
  const decided = stored.decidedAt ? reader.say.day(parisDay(stored.decidedAt)) : "";
  const until = reader.say.day(stored.validUntil ?? "");
  const invoice = stored.invoice ? await readInvoice(house.db, stored.invoice) : null;
  const states: Partial<Record<StoredQuote["state"], string>> = {
    sent: card.sentOn(reader.say.day(stored.sentOn ?? ""), until),
    accepted: card.decidedOn.accepted(decided),
    refused: card.decidedOn.refused(decided),
    expired: card.expiredOn(until),
    invoiced: invoice?.number ? heading(reader, card.states.invoiced, invoice.number) : card.becameInvoice,
  };
  const value = versioned(stored);
  const decides = stored.state === "sent" && may(reader.person, "quote.decide");
  const spoken = (label: string) => ({ spoken: `${label} – ${stored.number}` });
  return {
    title,
    text: [title, amountText(reader, stored), states[stored.state]].filter(Boolean).join(". "),
    blocks: [
      header(title),
      section(states[stored.state] ?? ""),
      ...facts([
        [t.client, [name, stored.document?.buyer.address.city].filter(Boolean).join(" · ")],
        ...workFacts(reader, stored.sale),
        [t.order, stored.sale.purchaseOrder],
        [t.note, stored.sale.note && shorten(stored.sale.note, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...buttons(
        decides && button(ACCEPT, card.accept, value, { style: "primary", ...spoken(card.accept) }),
        stored.state === "accepted" &&
          may(reader.person, "invoice.draft") &&
          button(TO_INVOICE, card.toInvoice, value, { style: "primary", ...spoken(card.toInvoice) }),
        ...pdfButtons(reader, [stored], "quote"),
        decides && button(REFUSE, card.refuse, value, { confirm: card.refuseAsk, ...spoken(card.refuse) }),
      ),
      ...pdfMissing(reader, stored, "quote.send"),
    ],
  };
}
