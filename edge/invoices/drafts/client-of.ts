/** Whose the sale is: a client that is there, or the one that another request is making at this moment. */
import { readClient } from "../../clients/client-store.ts";
import { PasserelleError } from "../../errors.ts";
import { hasEnded, type Work } from "../../runs/run.ts";
import { readRun } from "../../runs/run-store.ts";

/** `run` = a `create-client` that was begun before: the draft waits for its client, twin question and all. */
export type ForClient = { clientId: string } | { run: string };

/** Waiting is no failure of anybody's: asked again so often. */
const ASK_AGAIN_SECONDS = 2;

/** Null = there is none, and there will be none. */
export async function clientOf({ db, step }: Work, wish: ForClient): Promise<string | null> {
  if (!("run" in wish)) return step("look for the client", async () => (await readClient(db, wish.clientId))?.client.id ?? null);
  return step("wait for the client", async () => {
    const run = await readRun(db, wish.run);
    const made = run?.outcome?.clientId;
    if (typeof made === "string") return (await readClient(db, made))?.client.id ?? null;
    if (!run || hasEnded(run.state)) return null;
    throw new PasserelleError("taken", { retryAfterSeconds: ASK_AGAIN_SECONDS, message: "the client is being made" });
  });
}
