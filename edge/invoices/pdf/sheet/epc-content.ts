/** What banks' apps read from the QR code of a transfer. Source: EPC069-12, version 002 (read 2026-11). */
import { writtenCents } from "../../decimal.ts";
import type { Invoice } from "../../invoice.ts";

const MOST_CENTS = 99_999_999_999;
const MOST_BYTES = 331;

/** Null when nobody can pay it so: no account, nothing due, a credit note, a draft. */
export function epcContent({ kind, number, currency, seller, totals, paymentReference }: Invoice): string | null {
  const { dueCents } = totals;
  if (kind === "credit-note" || number === "" || currency !== "EUR" || !seller.iban || dueCents <= 0 || dueCents > MOST_CENTS) return null;
  const oneLine = (text: string, most: number) => [...text.replace(/\s+/g, " ").trim()].slice(0, most).join("");
  const content = [
    "BCD",
    "002",
    "1", // UTF-8
    "SCT",
    seller.bic?.replace(/\s/g, "") ?? "",
    oneLine(seller.name, 70),
    seller.iban.replace(/\s/g, ""),
    `EUR${writtenCents(dueCents)}`,
    "", // purpose
    "", // structured reference
    oneLine(paymentReference, 140),
  ].join("\n");
  return new TextEncoder().encode(content).length <= MOST_BYTES ? content : null;
}
