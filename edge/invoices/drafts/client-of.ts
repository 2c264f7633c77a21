/** Whose the sale is: a client that is there, or the one that another request is making at this moment. */
import { readClient } from "../../clients/client-store.ts";
import { asPasserelleError, PasserelleError } from "../../errors.ts";
import { hasEnded, type Work } from "../../runs/run.ts";
import { readRun } from "../../runs/run-store.ts";
import { waitBehind } from "../../runs/run-turns.ts";
import type { Sale } from "../sale.ts";
import { forCountry } from "./open-sale.ts";

/** `run` = a `create-client` that was begun before: the draft waits for its client, twin question and all. */
export type ForClient = { clientId: string } | { run: string };

/** Waiting is no failure of anybody's: asked again so often. */
const ASK_AGAIN_SECONDS = 2;

/** A question on the client's card stands for a week; one step waits for three days at most. */
const WAITS = ["wait for the client", "wait on for the client", "wait longer for the client"];

/** Null = there is none, and there will be none. */
export async function clientOf(work: Work, wish: ForClient): Promise<string | null> {
  const { db, step } = work;
  if (!("run" in wish)) return step("look for the client", async () => (await readClient(db, wish.clientId))?.client.id ?? null);
  for (const name of WAITS) {
    try {
      return await step(name, () => madeBy(work, wish.run));
    } catch (error) {
      if (asPasserelleError(error).code !== "taken") throw error;
    }
  }
  return null;
}

async function madeBy({ db, run: own }: Work, runId: string): Promise<string | null> {
  await waitBehind(db, own.id, runId).run();
  const run = await readRun(db, runId);
  const made = run?.outcome?.clientId;
  if (typeof made === "string") return (await readClient(db, made))?.client.id ?? null;
  if (!run || hasEnded(run.state)) return null;
  throw new PasserelleError("taken", { retryAfterSeconds: ASK_AGAIN_SECONDS, message: "the client is being made" });
}

/** As the client's country has it: it was not known while the client was being made. */
export async function saleFor(db: D1Database, clientId: string, sale: Sale): Promise<Sale> {
  const country = (await readClient(db, clientId))?.client.country;
  return country ? forCountry(sale, country) : sale;
}
