/** What Slack does with the answer to a view_submission: nothing, errors under fields, or another view. */
import { checked, pushView, replaceView } from "./api/views.ts";
import { isObject } from "./block-kit/checks.ts";
import type { Inside } from "./inside.ts";
import { type Answer, failureOf, jsonBody } from "./outgoing/signed.ts";
import type { View } from "./workspace.ts";

/** What Slack itself says after an action; what the app shows is read from `modal()`, `messages()` and the like. */
export interface Seen {
  notice?: string;
  /** block_id → sentence, under the fields of the modal. */
  errors?: Record<string, string>;
}

export function closeView(view: View, userId: string, { workspace }: Inside): void {
  workspace.state.stacks[userId] = view.clear_on_close ? [] : workspace.stackOf(userId).filter(({ id }) => id !== view.id);
  workspace.touch();
}

/** `undefined` is what Slack calls "some trouble connecting": no answer, a bad one, errors for fields that are not there. */
export function followAnswer(answer: Answer, view: View, userId: string, slack: Inside): Seen | undefined {
  if (failureOf(answer) || answer.kind !== "answered") return undefined;
  const said = answer.body.trim() === "" ? {} : jsonBody(answer);
  if (!said) return undefined;
  try {
    return obey(said, view, userId, slack);
  } catch {
    // A view that Slack refuses, or a fourth one on the stack.
    return undefined;
  }
}

function obey(said: Record<string, unknown>, view: View, userId: string, slack: Inside): Seen | undefined {
  switch (said.response_action) {
    case undefined:
      closeView(view, userId, slack);
      return {};
    case "clear":
      slack.workspace.state.stacks[userId] = [];
      slack.workspace.touch();
      return {};
    case "update":
      replaceView(view, checked(said.view, "modal"), slack);
      return {};
    case "push":
      pushView(userId, checked(said.view, "modal"), slack);
      return {};
    case "errors":
      return fieldErrors(said.errors, view);
    default:
      return undefined;
  }
}

function fieldErrors(errors: unknown, view: View): Seen | undefined {
  if (!isObject(errors) || Object.keys(errors).length === 0) return undefined;
  const fields = view.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id);
  const known = Object.entries(errors).every(([blockId, sentence]) => fields.includes(blockId) && typeof sentence === "string");
  return known ? { errors: errors as Record<string, string> } : undefined;
}
