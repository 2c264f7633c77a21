/** A few of the runs that `npm run bench exactly-once` breaks by the hundred: real kills, lost replies, one client each. */
import { expect, it } from "vitest";
import { tryOut } from "../bench/exactly-once.ts";
import { withWorker } from "../bench/raw-worker.ts";

const RUNS = 20;

it("makes one client, one contact and one card, whatever is broken or killed on the way", async () => {
  const account = await withWorker((built) => tryOut(built, "dolibarr", { rounds: 1, moments: 4, most: RUNS }));
  expect(account.findings).toEqual([]);
  expect(account).toMatchObject({ runs: RUNS, lost: 0, doubled: 0, inTheDark: 0 });
  expect(account.kills).toBeGreaterThan(2);
}, 300_000);
