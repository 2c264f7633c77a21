/** Reading a message as an app sends it, whether through chat.* or a response_url. */
import { checkBlocks, elementsIn } from "../block-kit/blocks.ts";
import { isObject } from "../block-kit/checks.ts";
import type { Inside } from "../inside.ts";
import { APP, type Block, type Message } from "../workspace.ts";
import type { Args } from "./method.ts";
import { refuseWith, SlackRefusal } from "./refusal.ts";

export type Content = Partial<Pick<Message, "text" | "blocks" | "metadata">>;

/** Throws `no_text`, `msg_too_long`, `invalid_blocks`, `metadata_…`; fields that were not sent stay absent. */
export function contentOf(args: Args, slack: Inside): Content {
  const content: Content = {};
  if (args.text !== undefined) content.text = String(args.text);
  if ((content.text ?? "").length > 40_000) throw new SlackRefusal("msg_too_long");
  if (args.blocks !== undefined && args.blocks !== null) content.blocks = blocksOf(args.blocks, slack);
  if (args.metadata !== undefined) content.metadata = metadataOf(args.metadata);
  return content;
}

export function requireContent(content: Content): void {
  if (!content.text && (content.blocks ?? []).length === 0) throw new SlackRefusal("no_text");
}

export function blocksOf(blocks: unknown, slack: Inside): Block[] {
  if (!Array.isArray(blocks) || !blocks.every(isObject)) throw new SlackRefusal("invalid_blocks_format");
  const problems: [string, string][] = [];
  checkBlocks(blocks, "message", "/blocks", (message, pointer) => problems.push([message, pointer]));
  if (problems.length > 0) throw refuseWith("invalid_blocks", problems);
  if (blocks.filter(({ type }) => type === "table").length > 1) throw new SlackRefusal("invalid_attachments");
  return withIds(blocks as Block[], slack);
}

/** Slack names every block and action that came without a name. */
export function withIds(blocks: Block[], slack: Inside): Block[] {
  const named = structuredClone(blocks);
  for (const block of named) {
    block.block_id ??= slack.workspace.mint("b").slice(2);
    for (const element of elementsIn(block)) if (element.type !== "image") element.action_id ??= slack.workspace.mint("a").slice(2);
  }
  return named;
}

function metadataOf(metadata: unknown): Message["metadata"] {
  if (!isObject(metadata)) throw new SlackRefusal("invalid_metadata_format");
  if (typeof metadata.event_type !== "string" || !isObject(metadata.event_payload)) throw new SlackRefusal("invalid_metadata_schema");
  if (JSON.stringify(metadata).length > 16_000) throw new SlackRefusal("metadata_too_large");
  return metadata as NonNullable<Message["metadata"]>;
}

export function botMessage(content: Content, slack: Inside): Message {
  return {
    type: "message",
    ts: slack.workspace.mintTs(),
    text: "",
    user: APP.userId,
    team: slack.team.id,
    bot_id: APP.botId,
    app_id: APP.id,
    ...content,
  };
}
