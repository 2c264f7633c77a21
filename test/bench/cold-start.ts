/** From nothing (no process) to the first answer: ours against a bare Hono Worker, in turns, so that both meet the same machine. */
import { type Alone, alone } from "./alone.ts";
import type { Figure } from "./figure.ts";
import { median } from "./figure.ts";
import { bindings, build } from "./raw-worker.ts";

const ROUNDS = 11;
const MOST_MORE_MS = 60;

export const coldStart: Figure = {
  id: "cold-start",
  name: `workerd's process to first answer, median of ${ROUNDS}, against a bare Hono Worker`,
  unit: "ms",
  goal: `≤ peer + ${MOST_MORE_MS}`,
  async measure() {
    const built = [await build(), await build("bare-hono.ts")] as const;
    const [ours, bare] = [alone(built[0], bindings), alone(built[1], bindings)];
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
      for (const one of [ours, bare, ...built]) one.dispose();
    }
  },
};

async function firstAnswer(worker: Alone): Promise<number> {
  const { status, ms } = await worker.firstAnswer();
  if (status !== 404) throw new Error(`asked for nothing, got ${status}`);
  return ms;
}
