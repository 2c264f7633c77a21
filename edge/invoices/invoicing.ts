/**
 * Port: the books in which invoices and credit notes stand. builtin keeps them on D1; accounting software keeps its own.
 *
 * Each document is known there under our reference (≤ 24 characters), which is its id here: Dolibarr's `ref_ext`, Odoo's
 * `ref` and Pennylane's `external_reference` hold it, so that whatever may have happened can be looked up before it is done
 * again. Amounts are cents, unit prices and rates decimal strings, days YYYY-MM-DD in Paris.
 */
import type { Invoice, InvoiceKind } from "./invoice.ts";
import type { Numbering } from "./number-series.ts";
import type { Sale } from "./sale.ts";

/** A draft as it is typed: no number, no day, nothing computed but its total. */
export interface BookDraft {
  /** Of the directory. */
  clientId: string;
  sale: Sale;
  /** VAT included. */
  totalCents: number;
  /** The quote that it comes from. */
  quote: string | null;
}

export interface BookRecord {
  reference: string;
  kind: InvoiceKind;
  state: "draft" | "issued";
  /** Grows with every change of a draft. */
  version: number;
  totalCents: number;
  /** Null while it is a draft. */
  number: string | null;
  issuedOn: string | null;
  /** Reference of the invoice that a credit note takes back. */
  credits: string | null;
}

export interface Issued {
  number: string;
  issuedOn: string;
}

/** Who does it, for the trail. */
export interface By {
  /** Person's id. */
  actor: string;
  runId: string;
}

export interface IssueWish {
  /** Of the draft that was looked at and checked. */
  version: number;
  /** The whole lawful document, its number "" as long as the books give it. */
  document: Invoice;
  /** Where the numbers are ours; the day is the one that the document bears. */
  numbering: Numbering;
}

export interface CreditWish extends Omit<IssueWish, "version"> {
  /** The issued invoice, which is credited whole, once. */
  of: string;
  draft: BookDraft;
}

export interface Invoicing {
  /** Which connector this is, as in `INVOICING=`. */
  readonly id: string;
  /** As people know it: "Pennylane". Empty for builtin. */
  readonly label: string;
  /**
   * Whose series gives the numbers. Pennylane numbers when it finalizes (`PUT /customer_invoices/{id}/finalize`), or takes ours
   * with our file (`POST /customer_invoices/import`); Odoo numbers in `account.move.action_post`; Dolibarr in `/invoices/{id}/validate`,
   * whose `force_number` takes ours. Source: pennylane.readme.io, Odoo 19 account, Dolibarr swagger (read 2026-11)
   */
  readonly numbers: "ours" | "vendor";
  /** Whose file is the invoice: ours is made by Passerelle, the vendor's is fetched (`file`). */
  readonly document: "ours" | "vendor";
  /** True = a write either happens or does not, and may be repeated at once (builtin); else a run makes it through runs/write-once.ts. */
  readonly repeatable: boolean;

  /** read: null when nothing stands under our reference. @throws `vendor_unavailable`, `rate_limited`, `misconfigured`, `bad_answer` */
  find(reference: string): Promise<BookRecord | null>;
  /**
   * write: a draft of an invoice (Dolibarr `POST /invoices`, Odoo `create` of `out_invoice`, Pennylane `POST /customer_invoices` with
   * `draft: true`). A reference that is there already stands, and nothing is made; so does the draft that a quote has become already.
   *
   * @throws `vendor_refused` (nothing was made; field when the vendor names it), `maybe_written`, `vendor_unavailable` (surely not written)
   */
  draft(reference: string, draft: BookDraft, by: By): Promise<void>;
  /**
   * write: what a draft says, anew. Done already by this very run: no trouble.
   *
   * @param version the one that the form showed
   * @throws `not_found`, `conflict` (changed since), `issued` (frozen); as `draft`
   */
  change(reference: string, version: number, draft: BookDraft, by: By): Promise<void>;
  /** write: a draft goes, for good. Done already by this very run: no trouble. @throws as `change` */
  discard(reference: string, version: number, by: By): Promise<void>;
  /**
   * write: number and day are given, and from then on nothing changes. Issued already: what it was issued as. In builtin the number, the
   * frozen document and the trail's row are one transaction.
   *
   * @throws `not_found`, `conflict` (changed since it was checked), `earlier_day` (a later day stands in the series already); as `draft`
   */
  issue(reference: string, wish: IssueWish, by: By): Promise<Issued>;
  /**
   * write: a credit note of the whole, issued at once (Odoo `account.move.reversal`, Dolibarr `type: 2` with `fk_facture_source`, Pennylane a
   * finalized credit note). An invoice that has one already answers that one.
   *
   * @returns its reference, which may be an earlier one's
   * @throws `not_found` (no such issued invoice), `earlier_day`; as `draft`
   */
  credit(reference: string, wish: CreditWish, by: By): Promise<Issued & { reference: string }>;
  /** read: the vendor's own file, where `document` says that it is the invoice; null while it is being made there. */
  file?(reference: string): Promise<Uint8Array<ArrayBuffer> | null>;
}
