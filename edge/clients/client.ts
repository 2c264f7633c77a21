/**
 * A client, supplier or contractor of the company: the shapes that travel between the doors, the run and the CRM.
 * One party can be several kinds at once.
 */
import * as z from "zod/mini";

export const KINDS = ["client", "supplier", "contractor"] as const;
export const Kind = z.lazy(() => z.enum(KINDS));
export type Kind = z.infer<typeof Kind>;

/** Kept as typed, compared in lower case. */
export const Email = z.lazy(() => z.union([z.email().check(z.maxLength(254)), z.literal("")]));
export const Phone = z.lazy(() => z.string().check(z.trim(), z.maxLength(40), z.regex(/^[+0-9 ().\-/]*$/)));

const textUpTo = (most: number) => z._default(z.string().check(z.maxLength(most)), "");
const trimmedUpTo = (most: number) => z._default(z.string().check(z.trim(), z.maxLength(most)), "");
const Name = z.lazy(() => z.string().check(z.trim(), z.minLength(1), z.maxLength(200)));
const Country = z.lazy(() => z.string().check(z.length(2)));

/** Contact person at the client. */
export const Contact = z.lazy(() =>
  z.object({
    name: trimmedUpTo(120),
    email: z._default(Email, ""),
    phone: z._default(Phone, ""),
  }),
);
export type Contact = z.infer<typeof Contact>;

export const Address = z.lazy(() =>
  z.object({
    /** Street lines as one line, without postcode and city. */
    line: textUpTo(300),
    postcode: textUpTo(16),
    city: textUpTo(120),
    /** ISO 3166-1 alpha-2. */
    country: z._default(Country, "FR"),
  }),
);
export type Address = z.infer<typeof Address>;

/**
 * What a person submits. Who it is comes in one of three ways (`identity`):
 * a French company by its SIREN (the register is re-read by the run), a foreign company by hand with an
 * EU VAT number when it has one, or a private person.
 */
export const NewClient = z.lazy(() =>
  z.object({
    identity: z.union([
      z.object({ type: z.literal("french"), siren: z.string(), siret: z.optional(z.string()), name: textUpTo(200) }),
      z.object({
        type: z.literal("foreign"),
        name: Name,
        vatNumber: z._default(z.string(), ""),
        country: Country,
      }),
      z.object({ type: z.literal("person"), name: Name }),
    ]),
    kinds: z.array(Kind).check(z.minLength(1)),
    contact: Contact,
    note: textUpTo(2000),
    /** Why a closed company is created all the same. */
    closedReason: trimmedUpTo(300),
  }),
);
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
  /** False for a private person. */
  company: boolean;
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
