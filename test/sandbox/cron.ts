/** The minute cron of a local Worker: at once, each minute, and whenever workerd has come back from the dead. That is what wakes unfinished runs. */
import { setTimeout as sleep } from "node:timers/promises";
import type { LocalWorker } from "./worker.ts";

const CRON_MS = 60_000;
const LOOK_MS = 500;

/** Until `signal` ends it. `alive` is asked at every look: false ends it too. */
export async function keepTime(worker: LocalWorker, signal: AbortSignal, alive: () => boolean = () => true): Promise<void> {
  let workerd = worker.workerd();
  let lastCron = Number.NEGATIVE_INFINITY;
  while (!signal.aborted && alive()) {
    const now = worker.workerd();
    if (now && now !== workerd) {
      workerd = now;
      await worker.healthy(30_000);
      lastCron = Number.NEGATIVE_INFINITY;
    }
    if (performance.now() - lastCron >= CRON_MS) {
      lastCron = performance.now();
      void worker.cron();
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
