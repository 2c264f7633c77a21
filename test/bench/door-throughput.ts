/** Verify, parse, route, acknowledge: our door against slack-edge's, 60 listeners each, no database, in alternating pairs. */
import { runLoop } from "./closed-loop.ts";
import type { Figure } from "./figure.ts";
import { median } from "./figure.ts";
import { build, open, type RawWorker } from "./raw-worker.ts";
import { slashCommand, toBytes } from "./slack-requests.ts";
import { LISTENERS } from "./workers/listeners.ts";

const PAIRS = 5;
const CONNECTIONS = 16;
const SECONDS = 4;

export const doorThroughput: Figure = {
  id: "door-throughput",
  name: `signed slash commands, 60 listeners, against slack-edge 1.3.17, median of ${PAIRS} pairs`,
  unit: "requests/s",
  goal: "≥ 1.0 × peer",
  async measure() {
    const built = [await build("our-door.ts"), await build("slack-edge-door.ts")] as const;
    const [ours, theirs] = [await open(built[0]), await open(built[1])];
    try {
      await rate(ours, 2); // warm
      await rate(theirs, 2);
      const pairs: { ours: number; theirs: number }[] = [];
      for (let pair = 0; pair < PAIRS; pair++) {
        // Who goes first changes, so that a machine that warms up favours nobody.
        const first = pair % 2 === 0 ? await rate(ours, SECONDS) : undefined;
        const second = await rate(theirs, SECONDS);
        pairs.push({ ours: first ?? (await rate(ours, SECONDS)), theirs: second });
      }
      const ratio = median(pairs.map((pair) => pair.ours / pair.theirs));
      return [{ value: median(pairs.map((pair) => pair.ours)), peer: median(pairs.map((pair) => pair.theirs)), ratio, ok: ratio >= 1 }];
    } finally {
      await Promise.all([ours.close(), theirs.close()]);
      for (const worker of built) worker.dispose();
    }
  },
};

async function rate({ url }: RawWorker, seconds: number): Promise<number> {
  const requests = LISTENERS.map((name) => toBytes(slashCommand(`/${name}`, "ACME"), url.host));
  const until = performance.now() + seconds * 1_000;
  let sent = 0;
  const next = () => (performance.now() < until ? requests[sent++ % requests.length] : undefined);
  const times = await runLoop({ url, connections: CONNECTIONS, next });
  return times.length / seconds;
}
