/**
 * views.*: a trigger is worth 3 seconds and one use, a stack holds three modals, an update may name the hash it saw.
 * Source: https://docs.slack.dev/reference/methods/views.open and neighbours (read 2026-11).
 */
import { valuesOf } from "../block-kit/answers.ts";
import { checkView } from "../block-kit/blocks.ts";
import { isObject } from "../block-kit/checks.ts";
import type { Inside } from "../inside.ts";
import { APP, type Block, type View } from "../workspace.ts";
import { withIds } from "./messages.ts";
import type { Args, Method } from "./method.ts";
import { refuseWith, SlackRefusal } from "./refusal.ts";

const STACK_LIMIT = 3;
const VIEW_LIMIT_BYTES = 250_000;

/** Throws `invalid_arguments` with Slack's pointers. */
export function checked(view: unknown, surface: "modal" | "home"): Record<string, unknown> {
  const problems: [string, string][] = [];
  checkView(view, surface, (message, pointer) => problems.push([message, pointer]));
  if (problems.length > 0 || !isObject(view)) throw refuseWith("invalid_arguments", problems);
  if (JSON.stringify(view).length > VIEW_LIMIT_BYTES) throw new SlackRefusal("view_too_large");
  return view;
}

/** The view as Slack keeps it. */
export function viewFrom(sent: Record<string, unknown>, slack: Inside, before?: View): View {
  const id = before?.id ?? slack.workspace.mint("V");
  const blocks = withIds((sent.blocks ?? []) as Block[], slack);
  return {
    id,
    team_id: slack.team.id,
    type: sent.type as "modal" | "home",
    blocks,
    private_metadata: String(sent.private_metadata ?? ""),
    callback_id: String(sent.callback_id ?? ""),
    external_id: String(sent.external_id ?? ""),
    state: { values: valuesOf(blocks, before?.state.values) },
    hash: `${Math.floor(slack.now() / 1000)}.${slack.workspace.mint("H").slice(2)}`,
    ...(sent.type === "modal"
      ? {
          title: sent.title as View["title"],
          submit: (sent.submit ?? null) as View["submit"],
          close: (sent.close ?? null) as View["close"],
        }
      : {}),
    clear_on_close: sent.clear_on_close === true,
    notify_on_close: sent.notify_on_close === true,
    root_view_id: before?.root_view_id ?? id,
    previous_view_id: before?.previous_view_id ?? null,
    app_id: APP.id,
    bot_id: APP.botId,
  };
}

/** Uses up a trigger; gives the person who made it. */
function exchange(triggerId: unknown, { workspace, now }: Inside): string {
  const trigger = workspace.state.triggers[String(triggerId)];
  if (!trigger) throw new SlackRefusal("invalid_trigger_id");
  if (trigger.used) throw new SlackRefusal("exchanged_trigger_id");
  if (now() > trigger.expiresAt) throw new SlackRefusal("expired_trigger_id");
  trigger.used = true;
  return trigger.userId;
}

function refuseTwins(sent: Record<string, unknown>, { workspace }: Inside, except?: View): void {
  if (!sent.external_id) return;
  const open = Object.values(workspace.state.stacks).flat();
  if (open.some((view) => view.external_id === sent.external_id && view.id !== except?.id)) throw new SlackRefusal("duplicate_external_id");
}

/** Puts a view on top of the person's stack. */
export function pushView(userId: string, sent: Record<string, unknown>, slack: Inside): View {
  const stack = slack.workspace.stackOf(userId);
  if (stack.length >= STACK_LIMIT) throw new SlackRefusal("push_limit_reached");
  const below = stack.at(-1);
  const view = viewFrom(sent, slack);
  if (below) Object.assign(view, { root_view_id: below.root_view_id, previous_view_id: below.id });
  stack.push(view);
  slack.workspace.touch();
  return view;
}

export function replaceView(before: View, sent: Record<string, unknown>, slack: Inside): View {
  const view = viewFrom(sent, slack, before);
  for (const stack of Object.values(slack.workspace.state.stacks)) {
    const index = stack.findIndex(({ id }) => id === before.id);
    if (index >= 0) stack[index] = view;
  }
  slack.workspace.touch();
  return view;
}

function open(args: Args, slack: Inside) {
  const sent = checked(args.view, "modal");
  refuseTwins(sent, slack);
  const userId = exchange(args.trigger_id, slack);
  slack.workspace.state.stacks[userId] = [];
  return { view: pushView(userId, sent, slack) };
}

function push(args: Args, slack: Inside) {
  const sent = checked(args.view, "modal");
  refuseTwins(sent, slack);
  const userId = exchange(args.trigger_id, slack);
  if (slack.workspace.stackOf(userId).length === 0) throw new SlackRefusal("not_found");
  return { view: pushView(userId, sent, slack) };
}

function update(args: Args, slack: Inside) {
  if (args.view_id === undefined && args.external_id === undefined)
    throw refuseWith("invalid_arguments", [["missing required field: view_id", ""]]);
  const sent = checked(args.view, "modal");
  const open = Object.values(slack.workspace.state.stacks).flat();
  const before = open.find(({ id, external_id }) => (args.view_id === undefined ? external_id === args.external_id : id === args.view_id));
  if (!before) throw new SlackRefusal("not_found");
  if (args.hash !== undefined && args.hash !== before.hash) throw new SlackRefusal("hash_conflict");
  refuseTwins(sent, slack, before);
  return { view: replaceView(before, sent, slack) };
}

function publish(args: Args, slack: Inside) {
  const sent = checked(args.view, "home");
  const userId = String(args.user_id);
  if (!slack.workspace.person(userId)) throw refuseWith("invalid_arguments", [["user not found", "/user_id"]]);
  const before = slack.workspace.state.homes[userId];
  if (args.hash !== undefined && before && args.hash !== before.hash) throw new SlackRefusal("hash_conflict");
  const view = viewFrom(sent, slack, before);
  slack.workspace.state.homes[userId] = view;
  slack.workspace.touch();
  return { view };
}

export const viewMethods: Record<string, Method> = {
  "views.open": { needs: ["trigger_id", "view"], run: open },
  "views.push": { needs: ["trigger_id", "view"], run: push },
  "views.update": { needs: ["view"], run: update },
  "views.publish": { needs: ["user_id", "view"], run: publish },
};
