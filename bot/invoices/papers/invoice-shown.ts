/** An invoice or a credit note that was issued. */
import type { House } from "../../../edge/house.ts";
import { readInvoice, type StoredInvoice } from "../../../edge/invoices/invoice-store.ts";
import { may } from "../../../edge/people/may.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, context, facts, header, section } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import { natureText, textsFor } from "../sale/sale-words.ts";
import { draftShown } from "./draft-shown.ts";
import { pdfButtons, pdfMissing } from "./paper-file.ts";
import { amountText, CREDIT, heading, type Shown, saleBlocks } from "./paper-parts.ts";

export async function invoiceShown(house: House, reader: Reader, stored: StoredInvoice, name: string): Promise<Shown> {
  const t = textsFor(reader);
  if (stored.state === "draft") return draftShown(house, reader, { kind: "invoice", stored }, name);
  const { db } = house;
  const { document, number } = stored;
  const title = heading(reader, `${t.papers[stored.kind]} ${number}`, name);
  const other = stored.credits ?? stored.creditedBy;
  const against = other ? await readInvoice(db, other) : null;
  const day = reader.say.day(stored.issuedOn ?? "");
  const isCredit = stored.kind === "credit-note";
  const state = isCredit ? t.card.credits(against?.number ?? "") : against ? t.card.credited(against.number ?? "") : "";
  const credit =
    !isCredit &&
    !stored.creditedBy &&
    may(reader.person, "invoice.credit") &&
    button(CREDIT, t.card.credit, stored.id, { spoken: `${t.card.credit} – ${number}` });
  return {
    title,
    text: [title, amountText(reader, stored), state].filter(Boolean).join(". "),
    blocks: [
      header(title),
      context(
        [isCredit ? t.card.creditIssuedOn(day) : t.card.issuedOn(day), natureText(reader, stored.sale)].filter(Boolean).join("  ·  "),
      ),
      ...(state ? [section(state)] : []),
      ...facts([
        [t.client, [name, document?.buyer.address.city].filter(Boolean).join(" · ")],
        [t.due, document?.dueOn && reader.say.day(document.dueOn)],
        [t.order, stored.sale.purchaseOrder],
        [isCredit ? t.card.reason : t.note, document?.freeNote && shorten(document.freeNote, 300)],
      ]),
      ...saleBlocks(reader, stored),
      ...buttons(...pdfButtons(reader, [stored, ...(against ? [against] : [])]), credit),
      ...pdfMissing(reader, stored, isCredit ? "invoice.credit" : "invoice.issue"),
    ],
  };
}
