/** All histories of a world: those that kill first, one after the other; then as many at once as the house carries. */
import { setTimeout as sleep } from "node:timers/promises";
import { oneByOne } from "../world/one-by-one.ts";
import { isDeadly } from "./plan.ts";
import { play } from "./play.ts";
import type { Played } from "./played.ts";
import type { Stage } from "./stage.ts";

/** Under way at once, those that wait for a vendor, a lease or a person aside. */
const BUSY = 10;
const LOOK_MS = 200;

export async function playAll(stage: Stage): Promise<void> {
  const end = new AbortController();
  const looking = look(stage, end.signal);
  const deadly = stage.histories.filter(({ history }) => isDeadly(history));
  const started: Promise<void>[] = [];
  const begin = (played: Played) => void started.push(play(stage, played));
  await oneByOne(stage.house, deadly, begin, ({ endedAt }) => endedAt > 0);
  for (const played of stage.histories.filter((one) => !deadly.includes(one))) {
    while (busy(stage) >= BUSY) await sleep(50);
    begin(played);
    await sleep(20);
  }
  await Promise.all(started);
  end.abort();
  await looking;
}

async function look(stage: Stage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    stage.look();
    await sleep(LOOK_MS);
  }
}

function busy(stage: Stage): number {
  const isBusy = ({ asked, startedAt, endedAt }: Played) => {
    if (!startedAt || endedAt) return false;
    const open = asked.filter((one) => !one.endedAt);
    // It opens a window, or a run of it is being carried out.
    return open.length === 0 || open.some(({ runId }) => /^(queued|running)$/.test(stage.rows.get(runId)?.state ?? "queued"));
  };
  return stage.histories.filter(isBusy).length;
}
