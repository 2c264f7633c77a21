/**
 * What is asked about a person, as the law means one: a private client (or a sole trader), a contact person known by their e-mail, one
 * of our own employees, or whoever bought in one shop, as far as that shop knows them.
 */
import * as z from "zod/mini";

/** Art. 17 (1): they asked (b, c), it is needed no more (a), it should never have been kept (d). */
export const REASONS = ["asked", "unneeded", "unlawful"] as const;

export const Subject = z.lazy(() =>
  z.union([
    z.object({ kind: z.literal("client"), id: z.string() }),
    // Null once it was forgotten, with the person.
    z.object({ kind: z.literal("contact"), email: z.nullable(z.email().check(z.maxLength(254))) }),
    z.object({ kind: z.literal("employee"), id: z.string() }),
    z.object({
      kind: z.literal("buyer"),
      site: z.string(),
      email: z.nullable(z.email().check(z.maxLength(254))),
      /** Ids of orders that are theirs, whatever address stands in them. */
      orders: z.array(z.string()),
    }),
  ]),
);
export type Subject = z.infer<typeof Subject>;

/** Name of the shop whose platform asks, for the card; absent when somebody here asks. */
const Shop = z.lazy(() => z.optional(z.string()));

export const ErasePerson = z.lazy(() => z.object({ subject: Subject, reason: z.enum(REASONS), shop: Shop }));
export type ErasePerson = z.infer<typeof ErasePerson>;

export const ExportPerson = z.lazy(() => z.object({ subject: Subject, shop: Shop }));
export type ExportPerson = z.infer<typeof ExportPerson>;
