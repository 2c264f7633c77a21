/** What may be left out of a history of an invoice: one thing less each. */
import { without } from "../world/smaller.ts";
import type { Action, History } from "./plan.ts";

export function variantsOf(history: History): History[] {
  const { actions, breaks } = history;
  return [
    ...breaks.map((_, i) => ({ ...history, breaks: without(breaks, i) })),
    ...actions.flatMap((action, i) => (i > 0 && mayGo(actions, action) ? [{ ...history, actions: without(actions, i) }] : [])),
    ...actions.flatMap((action, i) => simpler(action).map((one) => ({ ...history, actions: actions.with(i, one) }))),
  ];
}

/** The last sale may go when nobody credits it. */
const mayGo = (actions: Action[], action: Action) =>
  action.does === "credit" || !actions.some((one) => one.does === "credit" && one.sale > 0);

function simpler(action: Action): Action[] {
  if (action.does === "credit")
    return [
      ...(action.sent === "once" ? [] : [{ ...action, sent: "once" as const }]),
      ...(action.who.length === 1 ? [] : action.who.map((one) => ({ ...action, who: [one] }))),
    ];
  return [
    ...(action.pressed === "once" ? [] : [{ ...action, pressed: "once" as const }]),
    ...(action.way === "issue" ? [] : [{ ...action, way: "issue" as const }]),
    ...(action.way !== "both" ? [] : [{ ...action, way: "draft" as const }]),
    ...(action.issuers.length === 1 ? [] : action.issuers.map((one) => ({ ...action, issuers: [one] }))),
  ];
}
