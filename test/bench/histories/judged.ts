/** Histories played in a world of their own, and what is to be said of each. */
import type { BuiltWorker } from "../raw-worker.ts";
import type { CrmId } from "../world/crm-stand-ins.ts";
import { type Verdict, verdicts } from "./account.ts";
import type { History } from "./plan.ts";
import { playAll } from "./play-all.ts";
import { openStage } from "./stage.ts";

export type Judged = Verdict[] & { kills: number };

export async function judged(built: BuiltWorker, crm: CrmId, histories: History[]): Promise<Judged> {
  const stage = await openStage(built, crm, histories);
  try {
    await playAll(stage);
    return Object.assign(verdicts(stage), { kills: stage.house.kills() });
  } finally {
    await stage.close();
  }
}
