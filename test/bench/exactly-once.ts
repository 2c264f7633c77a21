/** From /client to the card, with everything broken that can break: one client, one contact, one card, and an end that is told. */

import { type Account, accountOf } from "./exactly-once/account.ts";
import { type Crm, trialsOf } from "./exactly-once/plan.ts";
import { openStage, PATIENCE_MS, playAll } from "./exactly-once/stage.ts";
import type { Figure } from "./figure.ts";
import { type BuiltWorker, withWorker } from "./raw-worker.ts";

const FULL = { rounds: 2, moments: 32 };
/** Dolibarr has the more requests to break: its runs are shared between two houses, side by side. */
const HOUSES: [Crm, NonNullable<Counts["part"]>][] = [
  ["builtin", { of: 1, is: 0 }],
  ["dolibarr", { of: 2, is: 0 }],
  ["dolibarr", { of: 2, is: 1 }],
];
const RUNS = 300;
const KILLS = 100;

export const exactlyOnce: Figure = {
  id: "exactly-once",
  name: "signed submissions with faults at every request and real kills, builtin and Dolibarr; cron each minute and after a death",
  unit: "",
  goal: `≥ ${RUNS} runs, ≥ ${KILLS} kills, 0 lost, doubled or in the dark, each ended ≤ ${PATIENCE_MS / 1_000} s`,
  patient: true,
  async measure() {
    const accounts = await withWorker((built) => Promise.all(HOUSES.map(([crm, part]) => tryOut(built, crm, { ...FULL, part }))));
    const sum = (pick: (account: Account) => number) => accounts.reduce((total, account) => total + pick(account), 0);
    const none = (part: string, value: number) => ({ part, value, ok: value === 0 });
    const slowest = Math.max(...accounts.map(({ slowestSeconds }) => slowestSeconds));
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
  /** Every `of`th, beginning with `is`. */
  part?: { of: number; is: number };
  /** Only the first so many. */
  most?: number;
}

export async function tryOut(
  built: BuiltWorker,
  crm: Crm,
  { rounds, moments, part: { of, is } = { of: 1, is: 0 }, most }: Counts,
): Promise<Account> {
  const trials = trialsOf(crm, { rounds, moments }).filter((_, i) => i % of === is);
  const stage = await openStage(built, crm, trials.slice(0, most));
  try {
    await playAll(stage);
    return accountOf(stage);
  } finally {
    await stage.close();
  }
}
