/**
 * Is it lawful? Looked at before it is issued, so that what is wrong is said at the field where it can be mended, in an
 * accountant's words, and never by a platform that refuses the invoice. Rules are named as the official validators name
 * them (EN 16931 1.3.16, BR-FR-Flux2); the figure `checker` holds the two against each other.
 */
import type { Invoice, InvoiceProblem } from "../invoice.ts";
import { amountProblems } from "./amounts.ts";
import { documentProblems } from "./document.ts";
import { lineProblems } from "./lines.ts";
import { partyProblems } from "./parties.ts";

/** None = it may be issued. The first of a field is the one to show. */
export function checkInvoice(invoice: Invoice): InvoiceProblem[] {
  return [...documentProblems(invoice), ...partyProblems(invoice), ...lineProblems(invoice), ...amountProblems(invoice)];
}
