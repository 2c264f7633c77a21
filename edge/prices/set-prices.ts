/**
 * Brings a price list in, after its dry run was shown: merged with what is there, or in its place. Result: {items}.
 *
 * Refuses with `forbidden`, `invalid_input` (no item).
 */
import * as z from "zod/mini";
import { auditRow } from "../audit/audit.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { MOST_ITEMS, PriceItem } from "./price-item.ts";
import { dropOthers, putPrices } from "./price-store.ts";

export const SetPrices = z.object({
  items: z.array(PriceItem).check(z.maxLength(MOST_ITEMS)),
  /** False = what the list does not have stays. */
  replace: z.boolean(),
});
export type SetPrices = z.infer<typeof SetPrices>;

export async function setPrices({ actor, db, run, step }: Work, { items, replace }: SetPrices): Promise<Outcome> {
  if (!may(actor, "price-list.set")) return refuse("forbidden");
  if (items.length === 0) return refuse("invalid_input", "items");
  await step("write the price list", async () => {
    const trail = {
      actor: actor.id,
      action: "price-list.set",
      objectKind: "price-list",
      objectId: "1",
      outcome: "done",
      runId: run.id,
    } as const;
    // Killed behind it, it does no more than say the same again, unless a later list has come.
    const did = await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = 'price-list.set'").bind(run.id).first();
    if (!did) await db.batch([putPrices(db, items, run.id), auditRow(db, trail), ...(replace ? [dropOthers(db, run.id)] : [])]);
    return null;
  });
  return accept({ items: items.length });
}
