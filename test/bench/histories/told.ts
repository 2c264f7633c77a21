/** A history in a line, for a reader of a report. */
import type { Action, Break, History } from "./plan.ts";

export function told({ id, subject, actions, breaks }: History): string {
  const [first, ...others] = actions;
  const then = others.map((action) => `${action.does === "create" && action.alongside ? " ∥ " : "; "}${actionText(action)}`);
  const broken = breaks.length > 0 ? breaks.map(breakText).join(", ") : "nothing";
  return `${id}: ${subject}: ${first && actionText(first)}${then.join("")} | broken: ${broken}`;
}

function actionText(action: Action): string {
  if (action.does === "create") return `P${action.who} creates (${action.way}${action.sent === "once" ? "" : `, sent ${action.sent}`})`;
  if (action.does === "lookalike") return `P${action.who} creates its namesake → ${action.answer}`;
  return `${action.who.map((who) => `P${who}`).join(" and ")} change${action.who.length > 1 ? ` ${action.together}` : "s it"}`;
}

function breakText(broken: Break): string {
  if (broken.at === "moment") return `kill after ${broken.afterMs} ms`;
  return [`${broken.at}#${broken.nth}`, broken.kind, broken.when, broken.delayMs && `${broken.delayMs} ms`].filter(Boolean).join(" ");
}
