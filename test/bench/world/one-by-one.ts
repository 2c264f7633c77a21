/** Those that kill, one after the other: each has time to come to its kill, and the house to go on with what the last one broke. */
import { setTimeout as sleep } from "node:timers/promises";
import type { KillableHouse } from "./killable-house.ts";

/** How long one may take to come to its kill before the next begins, on a machine that has time. */
const KILLS_WITHIN_MS = 3_000;

/** @param begin answers at once; what it began goes on */
export async function oneByOne<T>(house: KillableHouse, deadly: T[], begin: (one: T) => void, isOver: (one: T) => boolean): Promise<void> {
  for (const one of deadly) {
    await house.standing();
    // Killed again before anything is done, nothing would ever be.
    await sleep(house.pace());
    await house.standing();
    const kills = house.kills();
    begin(one);
    const until = Date.now() + Math.max(KILLS_WITHIN_MS, 2 * house.pace());
    while (house.kills() === kills && !isOver(one) && Date.now() < until) await sleep(20);
  }
  await house.standing();
}
