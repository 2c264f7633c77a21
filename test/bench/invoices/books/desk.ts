/** A Slack that keeps one list of states per card, and loses or refuses what it is told to. */
import { PasserelleError } from "../../../../edge/errors.ts";
import type { CardDesk } from "../../../../edge/runs/progress.ts";

export type SlackFault = "lose" | "down";

export interface Card {
  runId: string;
  ts: string;
  last: string;
}

export function aSlack(faultAt: (call: number) => SlackFault | undefined): CardDesk & { cards: Card[] } {
  const cards: Card[] = [];
  let calls = 0;
  async function answer<T>(apply: () => T): Promise<T> {
    const fault = faultAt(++calls);
    if (fault === "down") throw new PasserelleError("vendor_unavailable");
    const value = apply();
    if (fault === "lose") throw new PasserelleError("maybe_written");
    return value;
  }
  return {
    cards,
    openDm: async (person) => `D-${person}`,
    post: (_channel, run) =>
      answer(() => {
        const ts = `${cards.length + 1}.0`;
        cards.push({ runId: run.id, ts, last: run.state });
        return ts;
      }),
    update: (_channel, ts, run) =>
      answer(() => {
        const card = cards.find((one) => one.ts === ts);
        if (card) card.last = run.state;
      }),
    findPosted: async (_channel, runId) => cards.find((card) => card.runId === runId)?.ts ?? null,
  };
}
