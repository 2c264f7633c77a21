/** A few of what the figure `numbering` plays by the hundred: the Worker as it is uploaded, killed at each step of an issue. */
import { expect, it } from "vitest";
import { numberUnderKills, stepsMissed } from "../../bench/invoices/killed-numbering.ts";
import { withWorker } from "../../bench/raw-worker.ts";

it("workerd killed at each step of the issue leaves no gap and no double in either series", { timeout: 300_000 }, async () => {
  const killed = await withWorker((built) => numberUnderKills(built, { atOnce: 4, each: 1 }));
  expect(killed.wrong).toEqual([]);
  expect(stepsMissed(killed)).toEqual([]);
  expect(killed.kills).toBe(5);
});
