/** How near a firm without VAT is to the thresholds above which it must charge it: from what it has invoiced this year, and what it is about to. */
import { FRANCHISE_THRESHOLDS, NEAR_PERCENT } from "../../law/franchise.ts";
import { inForce } from "../../law/law.ts";
import type { Line } from "../sale.ts";
import type { Seller } from "../seller.ts";
import type { Totals } from "../totals.ts";

/** Cents without VAT. */
export type ByNature = Record<Line["nature"], number>;

export interface FranchiseWarning {
  /** `near`: 90 % of the base · `base`: the franchise ends with the year · `upper`: VAT is due from that day on. */
  level: "near" | "base" | "upper";
  /** Which threshold: all that is sold, or the services alone. */
  of: "goods" | "services";
  /** What the year comes to, this sale included. */
  soldCents: number;
  thresholdCents: number;
}

/** Invoiced in the year of this day, credit notes taken off. */
export async function soldInYear(db: D1Database, day: string): Promise<ByNature> {
  const { results } = await db
    .prepare("SELECT nature, net_cents AS cents FROM yearly_sales WHERE year = ?1")
    .bind(Number(day.slice(0, 4)))
    .all<{ nature: Line["nature"]; cents: number }>();
  const of = (nature: Line["nature"]) => results.find((row) => row.nature === nature)?.cents ?? 0;
  return { goods: of("goods"), services: of("services") };
}

/** What one sale adds; a discount on the whole is shared out by what the lines weigh. */
export function soldIn(lines: Pick<Line, "nature">[], totals: Pick<Totals, "lines" | "netCents" | "linesCents">): ByNature {
  const services = lines.reduce((sum, { nature }, i) => sum + (nature === "services" ? (totals.lines[i]?.netCents ?? 0) : 0), 0);
  const share = totals.linesCents === 0 ? 0 : Math.round((services * totals.netCents) / totals.linesCents);
  return { goods: totals.netCents - share, services: share };
}

/** The worst that there is to say; null = nothing, or not a firm of the franchise. */
export function franchiseWarning(
  { vatRegime }: Pick<Seller, "vatRegime">,
  day: string,
  before: ByNature,
  more: ByNature = { goods: 0, services: 0 },
): FranchiseWarning | null {
  if (vatRegime !== "franchise") return null;
  const services = before.services + more.services;
  const sold = { services, goods: services + before.goods + more.goods };
  const found = (["services", "goods"] as const).flatMap((of): FranchiseWarning[] => {
    const threshold = inForce(FRANCHISE_THRESHOLDS, of, day);
    const soldCents = sold[of];
    if (!threshold) return [];
    const { baseCents, upperCents } = threshold;
    if (soldCents > upperCents) return [{ level: "upper", of, soldCents, thresholdCents: upperCents }];
    if (soldCents > baseCents) return [{ level: "base", of, soldCents, thresholdCents: baseCents }];
    return soldCents * 100 >= baseCents * NEAR_PERCENT ? [{ level: "near", of, soldCents, thresholdCents: baseCents }] : [];
  });
  const order = ["upper", "base", "near"];
  return found.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level))[0] ?? null;
}
