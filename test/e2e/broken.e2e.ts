/**
 * A little of what `npm run bench exactly-once`, `histories` and `import` break by the hundred: real kills, lost replies. Most
 * of it is waiting (leases, time-outs), so the three are played side by side.
 */
import { beforeAll, expect, it } from "vitest";
import { tryOut } from "../bench/exactly-once.ts";
import { finding } from "../bench/histories/account.ts";
import { judged } from "../bench/histories/judged.ts";
import { drawn, type History } from "../bench/histories/plan.ts";
import { importAFile } from "../bench/import/import-a-file.ts";
import { type BuiltWorker, withWorker } from "../bench/raw-worker.ts";
import { isDeadly } from "../bench/world/breaks.ts";
import type { CrmId } from "../bench/world/crm-stand-ins.ts";
import { isSound } from "../bench/world/verdict.ts";

const RUNS = 20;
const SEED = 2026;
const COUNT = 8;

/** On the two CRMs that the runs do not use. A kill takes a minute and more to mend, a lost answer 20 s. */
const histories = async (built: BuiltWorker) =>
  (await Promise.all((["odoo", "hubspot"] as const).map((crm) => judged(built, crm, quick(crm))))).flat();
const isQuick = (history: History) => !isDeadly(history) && history.breaks.length <= 2;

function quick(crm: CrmId): History[] {
  const found: History[] = [];
  for (let i = 0; found.length < COUNT; i++) found.push(...[drawn(SEED, crm, i)].filter(isQuick));
  return found;
}

const aFile = (built: BuiltWorker) =>
  importAFile(built, {
    lines: 1_000,
    kills: [
      ["checking", 0.3],
      ["creating", 0],
    ],
  });

const play = (built: BuiltWorker) =>
  Promise.allSettled([tryOut(built, "dolibarr", { rounds: 1, moments: 4, most: RUNS }), histories(built), aFile(built)]);

let played: Awaited<ReturnType<typeof play>>;
beforeAll(async () => {
  played = await withWorker(play);
}, 400_000);

function of<T>(one: PromiseSettledResult<T>): T {
  if (one.status === "rejected") throw one.reason;
  return one.value;
}

it("makes one client, one contact and one card, whatever is broken or killed on the way", () => {
  const account = of(played[0]);
  expect(account.findings).toEqual([]);
  expect(account).toMatchObject({ runs: RUNS, lost: 0, doubled: 0, inTheDark: 0 });
  expect(account.kills).toBeGreaterThan(2);
});

it("ends every history with one record and its people told", () => {
  const verdicts = of(played[1]);
  expect(verdicts.filter((verdict) => !isSound(verdict)).map(finding)).toEqual([]);
  expect(verdicts).toHaveLength(2 * COUNT);
  expect(verdicts.reduce((sum, { played: one }) => sum + one.met, 0)).toBeGreaterThan(COUNT / 2);
});

it("imports every line of a file once", () => {
  const account = of(played[2]);
  expect(account).toMatchObject({ lost: 0, doubled: 0, untold: 0 });
  expect(account.kills).toBeGreaterThan(0);
});
