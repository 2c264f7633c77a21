/** A company as the official register describes it. Everything here is public data. */
import * as z from "zod/mini";
import { Address } from "../clients/client.ts";

export const Company = z.lazy(() =>
  z.object({
    siren: z.string().check(z.length(9)),
    /** Head office. */
    siret: z.nullable(z.string().check(z.length(14))),
    name: z.string(),
    /** Sign or acronym, when it differs from the name. */
    alias: z.nullable(z.string()),
    /** Active French VAT number as the tax office lists it; null = not listed, which proves nothing. */
    vatNumber: z.nullable(z.string()),
    /** INSEE "catégorie juridique", 4 digits (5710 = SAS). */
    legalForm: z.nullable(z.string()),
    /** Main activity, NAF rév. 2 ("62.02A"). */
    activity: z.nullable(z.string()),
    /** The same in NAF 2025, the official one from 1 January 2027. */
    activity2025: z.nullable(z.string()),
    state: z.enum(["active", "closed"]),
    /** YYYY-MM-DD; null when it is active or nobody says since when. Kept answers of before have none. */
    closedOn: z.nullish(z.string()),
    address: Address,
    /** The person behind it asked INSEE not to publish name and address: they are empty here, keep what the client gave. */
    partial: z.boolean(),
  }),
);
export type Company = z.infer<typeof Company>;
