/** /passerelle retry, and the button beside a request that was given up: for admins. */

import { retryRun } from "../../edge/runs/retry-run.ts";
import { findRunByPrefix } from "../../edge/runs/run-store.ts";
import type { Desk, Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { type Answer, answerOf } from "./passerelle-messages.ts";

export const RETRY_RUN = "run_retry";

/** @param typed the reference, short or whole */
export async function retry(desk: Desk, reader: Reader, typed: string): Promise<Answer> {
  await desk.allow(reader, "run.retry", { kind: "run" });
  const { person, say } = reader;
  if (!typed) return answerOf(say.health.retryUsage);
  const run = await findRunByPrefix(desk.house.db, typed);
  if (!run) return answerOf(say.health.retryNotFound);
  const again = await retryRun(desk.house, run, person);
  return answerOf(again ? say.health.retried(shortReference(run.id)) : say.health.notRetried);
}
