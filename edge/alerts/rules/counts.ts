/** Counting as the trail goes by: so many in the last hour, and whether that is worth telling once more. */
import { DAY_MS, type Memory } from "../alert.ts";

/** [slot, how many], oldest first. */
export type Counts = [number, number][];

/** One more in `slot`; how many there are in the last `keep` slots. */
export function countUp(counts: Counts, slot: number, keep: number): number {
  while (counts[0] && counts[0][0] <= slot - keep) counts.shift();
  const last = counts.at(-1);
  if (last && last[0] >= slot) last[1]++;
  else counts.push([slot, 1]);
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/** Once a day, and again whenever it has doubled since. */
export function isNews(memory: Memory, at: number, count: number): boolean {
  const [before, told] = (memory.told as [number, number] | undefined) ?? [Number.NEGATIVE_INFINITY, 0];
  if (at < before + DAY_MS && count < 2 * told) return false;
  memory.told = [at, count];
  return true;
}
