/**
 * Why a line bears no VAT: VATEX code, category and the text that stands on the invoice (BT-120, BT-121). The articles are
 * moving from the CGI to the CIBS: old references stay good on invoices until the end of 2027.
 */
import type { LegalText } from "./law.ts";

export interface Exemption extends LegalText {
  category: "E" | "AE" | "K" | "G" | "O";
  /** BT-121; null = the list has none for it, and the text alone says it (BR-O-10 and its like want one of the two). */
  vatex: string | null;
  /** What people pick from in a form; the others are for connectors and imports. */
  offered: boolean;
}

const TRANSITION_END = "2027-12-31";
const FX = "Codes VATEX de Factur-X 1.09 ; CGI ann. II art. 242 nonies A, I 12° et 13°";

const row = (
  id: string,
  category: Exemption["category"],
  fr: string,
  en: string,
  { offered = false, from = "2014-01-01", source = FX } = {},
): Exemption => ({
  id,
  category,
  vatex: id.startsWith("VATEX-") ? id : null,
  ...{ fr, en, offered, from, to: TRANSITION_END, source, readOn: "2026-11-22" },
});

export const EXEMPTIONS: readonly Exemption[] = [
  row("VATEX-FR-FRANCHISE", "E", "TVA non applicable, art. 293 B du CGI", "VAT not applicable, art. 293 B of the CGI (small business)"),
  row("VATEX-FR-AE", "AE", "Autoliquidation", "Reverse charge", { offered: true }),
  row("VATEX-EU-AE", "AE", "Autoliquidation, art. 196 de la directive 2006/112/CE", "Reverse charge, art. 196 of Directive 2006/112/EC", {
    offered: true,
  }),
  row(
    "VATEX-EU-IC",
    "K",
    "Exonération de TVA, art. 262 ter I du CGI (livraison intracommunautaire)",
    "VAT exempt, art. 262 ter I of the CGI (intra-Community supply)",
    { offered: true },
  ),
  row("VATEX-EU-G", "G", "Exonération de TVA, art. 262 I du CGI (exportation)", "VAT exempt, art. 262 I of the CGI (export)", {
    offered: true,
  }),
  row("VATEX-EU-O", "O", "Hors du champ de la TVA", "Outside the scope of VAT", { offered: true }),
  // Guyane and Mayotte are outside of the Union's VAT (directive 2006/112, art. 6): no exemption (E), and no code of the list names the
  // article. The code is that of what is outside of VAT, the text says why.
  {
    ...row("FR-CGI294", "O", "TVA non applicable, art. 294 du CGI", "VAT not applicable, art. 294 of the CGI (Guyane, Mayotte)", {
      source: "CGI art. 294, 1 ; directive 2006/112/CE, art. 6 ; CGI ann. II art. 242 nonies A, I 12°",
    }),
    vatex: "VATEX-EU-O",
  },
  row("VATEX-FR-CGI261-4", "E", "Exonération de TVA, art. 261, 4 du CGI", "VAT exempt, art. 261, 4 of the CGI (health, teaching)", {
    offered: true,
  }),
  row("VATEX-FR-CGI261C-1", "E", "Exonération de TVA, art. 261 C, 1° du CGI", "VAT exempt, art. 261 C, 1° of the CGI (finance)"),
  row("VATEX-FR-CGI261D-2", "E", "Exonération de TVA, art. 261 D, 2° du CGI", "VAT exempt, art. 261 D, 2° of the CGI (bare letting)"),
  row("VATEX-FR-CGI261D-4", "E", "Exonération de TVA, art. 261 D, 4° du CGI", "VAT exempt, art. 261 D, 4° of the CGI (furnished letting)"),
  row("VATEX-FR-CGI261E-1", "E", "Exonération de TVA, art. 261 E, 1° du CGI", "VAT exempt, art. 261 E, 1° of the CGI"),
  row("VATEX-FR-CNWVAT", "E", "Avoir net de taxe", "Credit note without VAT"),
];
