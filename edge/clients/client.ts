/**
 * A client, supplier or contractor of the company: the shapes that travel between the doors, the run and the CRM.
 * One party can be several kinds at once.
 */
import * as z from "zod";

export const KINDS = ["client", "supplier", "contractor"] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

/** Contact person at the client. `email` is kept as typed, compared in lower case. */
export const Contact = z.object({
  name: z.string().trim().max(120).default(""),
  email: z.email().max(254).or(z.literal("")).default(""),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+0-9 ().\-/]*$/)
    .default(""),
});
export type Contact = z.infer<typeof Contact>;

export const Address = z.object({
  /** Street lines as one line, without postcode and city. */
  line: z.string().max(300).default(""),
  postcode: z.string().max(16).default(""),
  city: z.string().max(120).default(""),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2).default("FR"),
});
export type Address = z.infer<typeof Address>;

/**
 * What a person submits. Who it is comes in one of three ways (`identity`):
 * a French company by its SIREN (the register is re-read by the run), a foreign company by hand with an
 * EU VAT number when it has one, or a private person.
 */
export const NewClient = z.object({
  identity: z.discriminatedUnion("type", [
    z.object({ type: z.literal("french"), siren: z.string(), siret: z.string().optional(), name: z.string().max(200).default("") }),
    z.object({
      type: z.literal("foreign"),
      name: z.string().trim().min(1).max(200),
      vatNumber: z.string().default(""),
      country: z.string().length(2),
    }),
    z.object({ type: z.literal("person"), name: z.string().trim().min(1).max(200) }),
  ]),
  kinds: z.array(Kind).min(1),
  contact: Contact,
  note: z.string().max(2000).default(""),
  /** Why a closed company is created all the same. */
  closedReason: z.string().trim().max(300).default(""),
});
export type NewClient = z.infer<typeof NewClient>;

/** Whether the official register (or, for a foreign company, VIES) has confirmed who it is. */
export type Verification =
  /** Read in the register at `verifiedAt`. */
  | "verified"
  /** The register could not be asked; the run asks again. Never shown as "invalid". */
  | "pending"
  /** There is nothing to verify it against (a private person, a foreign company without EU VAT number). */
  | "none";

/** One row of the directory: the link into the CRM and the searchable shadow of what it holds. */
export interface Client {
  id: string;
  /** Our reference at the vendor (≤ 24 characters, it is also Dolibarr's code_client). */
  reference: string;
  connector: string;
  externalId: string | null;
  name: string;
  kinds: Kind[];
  siren: string | null;
  siret: string | null;
  vatNumber: string | null;
  email: string | null;
  postcode: string | null;
  city: string | null;
  country: string;
  state: "active" | "closed" | "unknown";
  /** YYYY-MM-DD, where the register says so. */
  closedOn: string | null;
  verification: Verification;
  /** UTC ms. */
  verifiedAt: number | null;
  createdBy: string | null;
  createdAt: number;
  updatedAt: number;
  version: number;
}
