/** Who we are on our own quotes and invoices: what an admin set up once, checked against the register. */
import * as z from "zod/mini";
import { Address } from "../clients/client.ts";

/** How the firm stands to VAT. Each regime's texts and categories are dated rows of edge/law/. */
export const VatRegime = z.enum(["normal", "franchise"]);
export type VatRegime = z.infer<typeof VatRegime>;

export const Seller = z.object({
  siren: z.string().check(z.length(9)),
  /** Head office. */
  siret: z.string().check(z.length(14)),
  /** As registered. */
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** "SAS", "EI": what stands behind the name by law. */
  legalForm: z.string().check(z.maxLength(80)),
  /** Share capital in cents; null for those that have none (sole traders, associations). */
  capitalCents: z.nullable(z.int().check(z.nonnegative())),
  /** "RCS Lyon", "RNE": where it is registered; the SIREN follows. */
  register: z.string().check(z.maxLength(120)),
  address: Address,
  /** Null only in the franchise regime. */
  vatNumber: z.nullable(z.string().check(z.maxLength(20))),
  vatRegime: VatRegime,
  /** VAT is due on the invoice, not on payment: « Option pour le paiement de la taxe d'après les débits ». */
  vatOnDebits: z.boolean(),
  email: z.string().check(z.maxLength(254)),
  phone: z.string().check(z.maxLength(40)),
  website: z.string().check(z.maxLength(200)),
  iban: z.nullable(z.string().check(z.maxLength(34))),
  bic: z.nullable(z.string().check(z.maxLength(11))),
  /** Document id of the logo (edge/documents/). */
  logo: z.nullable(z.string()),
  /** Days from the issue when nothing else was agreed. */
  termsDays: z.int().check(z.minimum(0), z.maximum(60)),
  /** "45 jours fin de mois": month end and then the days, or the days and then the month end (L441-10 allows both readings). */
  endOfMonth: z.enum(["days-then-month-end", "month-end-then-days"]),
  /** Yearly, in per cent as a decimal string; null = ECB's rate + 10 points, what applies when nothing was agreed. */
  latePercent: z.nullable(z.string()),
  /** What is said of paying early; "" = none is granted. */
  earlyPayment: z.string().check(z.maxLength(300)),
  /** Insurance of builders and the like, printed as it stands. */
  insurance: z.string().check(z.maxLength(500)),
  /** Days that a quote stands open. */
  quoteDays: z.int().check(z.minimum(1), z.maximum(365)),
  /** What drawing up a quote costs, VAT included; 0 = nothing, null or absent = nobody has said. */
  quoteFeeCents: z.optional(z.nullable(z.int().check(z.nonnegative()))),
  /** Whom to turn to with a complaint, as it is printed on quotes; "" or absent = the firm's own e-mail and telephone. */
  complaints: z.optional(z.string().check(z.maxLength(300))),
});
export type Seller = z.infer<typeof Seller>;
