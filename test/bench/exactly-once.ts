/** From /client to the card, with everything broken that can break: one client, one contact, one card, and an end that is told. */

import { type Account, accountOf } from "./exactly-once/account.ts";
import { type Crm, trialsOf } from "./exactly-once/plan.ts";
import { openStage, PATIENCE_MS, playWave } from "./exactly-once/stage.ts";
import type { Figure } from "./figure.ts";
import { type BuiltWorker, withWorker } from "./raw-worker.ts";

const FULL = { rounds: 2, moments: 32, waves: 1 };
const RUNS = 300;
const KILLS = 100;

export const exactlyOnce: Figure = {
  id: "exactly-once",
  name: "signed submissions with faults at every request and real kills, builtin and Dolibarr; cron each minute and after a death",
  unit: "",
  goal: `≥ ${RUNS} runs, ≥ ${KILLS} kills, 0 lost, doubled or in the dark, each ended ≤ ${PATIENCE_MS / 1_000} s`,
  async measure() {
    const [builtin, dolibarr] = await withWorker((built) => Promise.all([tryOut(built, "builtin", FULL), tryOut(built, "dolibarr", FULL)]));
    const sum = (pick: (account: Account) => number) => pick(builtin) + pick(dolibarr);
    const none = (part: string, value: number) => ({ part, value, ok: value === 0 });
    const slowest = Math.max(builtin.slowestSeconds, dolibarr.slowestSeconds);
    return [
      { part: "runs", value: sum(({ runs }) => runs), ok: sum(({ runs }) => runs) >= RUNS },
      { part: "kills", value: sum(({ kills }) => kills), ok: sum(({ kills }) => kills) >= KILLS },
      none(
        "lost",
        sum(({ lost }) => lost),
      ),
      none(
        "doubled",
        sum(({ doubled }) => doubled),
      ),
      none(
        "in-the-dark",
        sum(({ inTheDark }) => inTheDark),
      ),
      { part: "slowest-end-s", value: slowest, ok: slowest <= PATIENCE_MS / 1_000 },
    ];
  },
};

export interface Counts {
  /** How often each combination. */
  rounds: number;
  /** Kills at any moment. */
  moments: number;
  waves: number;
  /** Only the first so many. */
  most?: number;
}

export async function tryOut(built: BuiltWorker, crm: Crm, { rounds, moments, waves, most }: Counts): Promise<Account> {
  const stage = await openStage(built, crm, trialsOf(crm, { rounds, moments }).slice(0, most));
  try {
    const size = Math.ceil(stage.runs.length / waves);
    for (let from = 0; from < stage.runs.length; from += size) await playWave(stage, stage.runs.slice(from, from + size));
    return accountOf(stage);
  } finally {
    await stage.close();
  }
}
