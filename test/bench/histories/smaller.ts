/** A history that failed, made smaller: whatever can be left out while it still fails is left out. Variants are played side by side in a fresh world. */
import type { BuiltWorker } from "../raw-worker.ts";
import type { CrmId } from "../world/crm-stand-ins.ts";
import { isSound, type Verdict } from "./account.ts";
import { judged } from "./judged.ts";
import type { Action, History } from "./plan.ts";
import { told } from "./told.ts";

/** Timing is not drawn from the seed: each variant gets so many chances to fail. */
const CHANCES = 3;
const ROUNDS = 3;

export async function smallest(built: BuiltWorker, crm: CrmId, history: History): Promise<string> {
  let found: History | undefined;
  let candidates = [history, ...variantsOf(history)];
  for (let round = 0; round < ROUNDS && candidates.length > 0; round++) {
    const failing = await failingOf(built, crm, candidates);
    if (!failing) break;
    found = failing;
    candidates = variantsOf(failing);
  }
  return found ? `still fails when it is only this: ${told(found)}` : "does not fail again by itself";
}

/** The smallest of those that fail. */
async function failingOf(built: BuiltWorker, crm: CrmId, candidates: History[]): Promise<History | undefined> {
  const verdicts = await judged(
    built,
    crm,
    candidates.flatMap((one) => Array.from({ length: CHANCES }, () => one)),
  );
  const failed = verdicts.filter((verdict: Verdict) => !isSound(verdict)).map(({ played }) => played.history);
  const size = ({ actions, breaks }: History) => actions.length * 2 + breaks.length;
  return failed.sort((a, b) => size(a) - size(b))[0];
}

/** One thing less each. */
function variantsOf(history: History): History[] {
  const { actions, breaks } = history;
  const without = <T>(list: T[], at: number) => list.filter((_, i) => i !== at);
  return [
    ...breaks.map((_, i) => ({ ...history, breaks: without(breaks, i) })),
    ...actions.slice(1).map((_, i) => ({ ...history, actions: without(actions, i + 1) })),
    ...actions.flatMap((action, i) => simpler(action).map((one) => ({ ...history, actions: actions.with(i, one) }))),
  ].filter(({ actions: left }) => canBePlayed(left));
}

const simpler = (action: Action): Action[] => (action.does === "create" && action.sent !== "once" ? [{ ...action, sent: "once" }] : []);

/** Who changes a client has a card that shows it. */
function canBePlayed(actions: Action[]): boolean {
  const creators = new Set<number>();
  return actions.every((action) => {
    if (action.does === "create") creators.add(action.who);
    return action.does !== "edit" || action.who.every((who) => creators.has(who));
  });
}
