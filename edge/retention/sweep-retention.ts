/** A job of the cron: forgets what is kept no longer (retention.ts). A turn takes little; what is left over, the next ones take. */
import { asPasserelleError } from "../errors.ts";
import { SWEEPS } from "./retention.ts";

const DAY_MS = 86_400_000;
/** Rows that one statement touches at most; of runs, whose stories hang on them. */
const ROWS = 500;
const RUNS = 100;

/** One rule that fails keeps the others from nothing. */
export async function sweepRetention(db: D1Database, now = Date.now()): Promise<void> {
  for (const { table, days, sql } of SWEEPS) {
    try {
      await db.batch(sql.map((one) => db.prepare(one).bind(now - days * DAY_MS, table === "runs" ? RUNS : ROWS)));
    } catch (error) {
      console.error("not forgotten", table, days, asPasserelleError(error).message);
    }
  }
}
