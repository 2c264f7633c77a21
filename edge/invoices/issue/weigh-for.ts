/** All that a preview shows of a sale: what it would be today, what is missing, what is another's to decide. Reads the CRM at most once. */
import type { Actor } from "../../people/person.ts";
import type { Ports } from "../../ports.ts";
import type { Firm } from "../firm/firm.ts";
import { readFirm } from "../firm/firm-store.ts";
import { parisDay } from "../paris-day.ts";
import type { Sale } from "../sale.ts";
import { buyerOf, type Known } from "./buyer-of.ts";
import type { Limit } from "./limits.ts";
import { limitOn, type Weighed, weighSale } from "./weigh-sale.ts";

export interface Preview {
  /** Null = nobody has set it up: the first thing that is missing. */
  firm: Firm | null;
  /** Null = no such client, or not yet. */
  known: Known | null;
  /** Null without a firm or a client: totalsOf(sale) still tells the sums. */
  weighed: Weighed | null;
  limit: Limit | null;
}

/** @param sale null = only who sells and who buys @throws as Crm.read */
export async function weighFor(
  { db, ports }: { db: D1Database; ports: Pick<Ports, "crm"> },
  actor: Actor,
  { kind, clientId, sale, day = parisDay() }: { kind: "invoice" | "quote"; clientId: string | null; sale: Sale | null; day?: string },
): Promise<Preview> {
  const [firm, known] = await Promise.all([readFirm(db), clientId ? buyerOf(db, ports, clientId) : null]);
  if (!firm || !known || !sale) return { firm, known, weighed: null, limit: null };
  const weighed = weighSale({ kind: "invoice", firm, known, sale, day });
  // Until a quote is an invoice, a day to pay by and the client's SIREN may still come.
  const problems =
    kind === "quote" ? weighed.problems.filter(({ field }) => field !== "dueOn" && field !== "buyer.siren") : weighed.problems;
  return { firm, known, weighed: { ...weighed, problems }, limit: limitOn(actor, firm, weighed.invoice, kind) };
}
