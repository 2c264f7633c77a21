/** Histories played in a world of their own, and what is to be said of each. */
import type { BuiltWorker } from "../raw-worker.ts";
import type { CrmId } from "../world/crm-stand-ins.ts";
import { playAll } from "../world/play-all.ts";
import { type Verdict, verdicts } from "./account.ts";
import type { History } from "./plan.ts";
import { play } from "./play.ts";
import type { Played } from "./played.ts";
import { openStage, type Stage } from "./stage.ts";

export type Judged = Verdict[] & { kills: number };

export async function judged(built: BuiltWorker, crm: CrmId, histories: History[]): Promise<Judged> {
  const stage = await openStage(built, crm, histories);
  try {
    await playAll(
      stage,
      (played) => play(stage, played),
      (played) => isBusy(stage, played),
    );
    return Object.assign(verdicts(stage), { kills: stage.house.kills() });
  } finally {
    await stage.close();
  }
}

/** It opens a window, or a run of it is being carried out. */
function isBusy(stage: Stage, { asked }: Played): boolean {
  const open = asked.filter((one) => !one.endedAt);
  return open.length === 0 || open.some(({ runId }) => /^(queued|running)$/.test(stage.rows.get(runId)?.state ?? "queued"));
}
