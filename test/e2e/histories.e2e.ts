/** A few of the histories that `npm run bench histories` plays by the thousand, on the two CRMs that have no run of the other figure's here. */
import { expect, it } from "vitest";
import { finding, isSound } from "../bench/histories/account.ts";
import { judged } from "../bench/histories/judged.ts";
import { drawn, type History, isDeadly } from "../bench/histories/plan.ts";
import { withWorker } from "../bench/raw-worker.ts";
import type { CrmId } from "../bench/world/crm-stand-ins.ts";

const SEED = 2026;
const COUNT = 8;
/** A time-out or a lost answer takes some 20 s to mend, one after the other; a kill a minute and more. */
const isQuick = (history: History) => !isDeadly(history) && history.breaks.length <= 2;

function quick(crm: CrmId): History[] {
  const found: History[] = [];
  for (let i = 0; found.length < COUNT; i++) found.push(...[drawn(SEED, crm, i)].filter(isQuick));
  return found;
}

it("ends every history with one record and its people told, whatever breaks on the way", async () => {
  const worlds = await withWorker((built) => Promise.all((["odoo", "hubspot"] as const).map((crm) => judged(built, crm, quick(crm)))));
  const verdicts = worlds.flat();
  expect(verdicts.filter((verdict) => !isSound(verdict)).map(finding)).toEqual([]);
  expect(verdicts).toHaveLength(2 * COUNT);
  expect(verdicts.reduce((sum, { played }) => sum + played.met, 0)).toBeGreaterThan(COUNT / 2);
}, 240_000);
