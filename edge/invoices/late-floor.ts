/** The least that may be agreed for late payment between businesses. */
import { LEAST_TIMES_LEGAL, LEGAL_RATES } from "../law/late-rates.ts";
import { inForce } from "../law/law.ts";
import { decimal, times, written } from "./decimal.ts";

/** Per cent a year, "7.86". Of a half-year whose legal rate has not been entered nothing is known: null, and never the former one's. */
export function leastLatePercent(day: string): string | null {
  const legal = inForce(LEGAL_RATES, "legal", day);
  return legal && written(times(decimal(legal.percent), decimal(String(LEAST_TIMES_LEGAL))));
}
