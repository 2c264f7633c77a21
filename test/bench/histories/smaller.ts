/** What may be left out of a history of `/client`. */
import { without } from "../world/smaller.ts";
import type { Action, History } from "./plan.ts";

/** One thing less each. */
export function variantsOf(history: History): History[] {
  const { actions, breaks } = history;
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
