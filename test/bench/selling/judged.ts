/** Histories of invoices played in a world of their own, and what is to be said of each, and of all their numbers. */
import type { BuiltWorker } from "../raw-worker.ts";
import { playAll } from "../world/play-all.ts";
import { type Verdict, verdicts } from "./account.ts";
import { isSaleTold } from "./ends.ts";
import { numbersWrong } from "./numbers.ts";
import type { History } from "./plan.ts";
import { play } from "./play.ts";
import { openStage, type Played, type Stage } from "./stage.ts";

export interface Judged {
  verdicts: Verdict[];
  numbers: string[];
  runs: number;
  kills: number;
}

export async function judged(built: BuiltWorker, histories: History[]): Promise<Judged> {
  const stage = await openStage(built, histories);
  try {
    await playAll(
      stage,
      (played) => play(stage, played),
      (played) => isBusy(stage, played),
    );
    const found = await verdicts(stage);
    return { verdicts: found, numbers: numbersWrong(stage.house), runs: stage.runs.size, kills: stage.house.kills() };
  } finally {
    await stage.close();
  }
}

/** Somebody types or presses, or a run of it is being carried out; not one that waits for a lease or a time-out. */
function isBusy(stage: Stage, { sales, credits }: Played): boolean {
  const open = [...sales.filter((sale) => !isSaleTold(stage, sale)), ...credits];
  return open.length === 0 || open.some(({ runId }) => /^(queued|running)$/.test(stage.runs.get(runId)?.state ?? "queued"));
}
