/** From nothing (no process) to the first answer: ours against a bare Hono Worker, in turns, so that both meet the same machine. */
import type { Figure } from "./figure.ts";
import { median } from "./figure.ts";
import { type BuiltWorker, build, open } from "./raw-worker.ts";

const ROUNDS = 11;
const MOST_MORE_MS = 60;

export const coldStart: Figure = {
  id: "cold-start",
  name: `process to first answer, median of ${ROUNDS}, against a bare Hono Worker`,
  unit: "ms",
  goal: `≤ peer + ${MOST_MORE_MS}`,
  async measure() {
    const [ours, bare] = [await build(), await build("bare-hono.ts")];
    try {
      const times = { ours: [] as number[], bare: [] as number[] };
      await firstAnswer(bare); // the disk's cache is warm for both
      await firstAnswer(ours);
      for (let round = 0; round < ROUNDS; round++) {
        times.ours.push(await firstAnswer(ours));
        times.bare.push(await firstAnswer(bare));
      }
      const [value, peer] = [median(times.ours), median(times.bare)];
      return [{ value, peer, ratio: value / peer, ok: value - peer <= MOST_MORE_MS }];
    } finally {
      ours.dispose();
      bare.dispose();
    }
  },
};

async function firstAnswer(built: BuiltWorker): Promise<number> {
  const started = performance.now();
  const worker = await open(built);
  const answer = await fetch(new URL("/not-there", worker.url)); // no database stands behind it
  await answer.text();
  const took = performance.now() - started;
  await worker.close();
  if (answer.status !== 404) throw new Error(`asked for nothing, got ${answer.status}`);
  return took;
}
