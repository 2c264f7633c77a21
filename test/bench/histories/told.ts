/** A history in a line, for a reader of a report. */
import { breaksText } from "../world/breaks.ts";
import type { Action, History } from "./plan.ts";

export function told({ id, subject, actions, breaks }: History): string {
  const [first, ...others] = actions;
  const then = others.map((action) => `${action.does === "create" && action.alongside ? " ∥ " : "; "}${actionText(action)}`);
  return `${id}: ${subject}: ${first && actionText(first)}${then.join("")} | broken: ${breaksText(breaks)}`;
}

function actionText(action: Action): string {
  if (action.does === "create") return `P${action.who} creates (${action.way}${action.sent === "once" ? "" : `, sent ${action.sent}`})`;
  if (action.does === "lookalike") return `P${action.who} creates its namesake → ${action.answer}`;
  return `${action.who.map((who) => `P${who}`).join(" and ")} change${action.who.length > 1 ? ` ${action.together}` : "s it"}`;
}
