/** All histories of a world: those that kill first, one after the other; then as many at once as the house carries. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Break, type Breaking, isDeadly } from "./breaks.ts";
import type { KillableHouse } from "./killable-house.ts";
import { oneByOne } from "./one-by-one.ts";

/** Under way at once, those that wait for a vendor, a lease or a person aside. */
const BUSY = 10;
const LOOK_MS = 200;

interface Theatre<P> {
  house: KillableHouse;
  histories: P[];
  look(): void;
}

/** @param isBusy of one that has begun and not ended: it is being carried out just now */
export async function playAll<P extends Breaking & { history: { breaks: Break[] } }>(
  stage: Theatre<P>,
  play: (played: P) => Promise<void>,
  isBusy: (played: P) => boolean,
): Promise<void> {
  const end = new AbortController();
  const looking = look(stage, end.signal);
  const deadly = stage.histories.filter(({ history }) => isDeadly(history));
  const started: Promise<void>[] = [];
  const begin = (played: P) => void started.push(play(played));
  await oneByOne(stage.house, deadly, begin, ({ endedAt }) => endedAt > 0);
  const busy = () => stage.histories.filter((one) => one.startedAt > 0 && !one.endedAt && isBusy(one)).length;
  for (const played of stage.histories.filter((one) => !deadly.includes(one))) {
    while (busy() >= BUSY) await sleep(50);
    begin(played);
    await sleep(20);
  }
  await Promise.all(started);
  end.abort();
  await looking;
}

async function look(stage: { look(): void }, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    stage.look();
    await sleep(LOOK_MS);
  }
}
