/** Where an answer goes: to the address that Slack gave for it, else into the person's messages with us, so that it is not lost. */
import type { Desk, Reader } from "../../desk.ts";
import type { Answer } from "../../passerelle/passerelle-messages.ts";
import type { Kept } from "./kept.ts";

/** @param replace the message that was pressed, which only its reader sees */
export type Respond = (answer: Answer, replace?: boolean) => Promise<void>;

/** Bolt's own, with what every answer of ours has in common. */
export const responder =
  (respond: (message: never) => Promise<unknown>): Respond =>
  async (answer, replace = false) =>
    void (await respond({ response_type: "ephemeral", replace_original: replace, ...answer } as never));

/** The preview that a window was opened from shows what came of it. */
export async function replaceAt(
  desk: Desk,
  { person }: Reader,
  at: Kept["respondTo"],
  answer: Answer,
  { orSay = false } = {},
): Promise<void> {
  const body = JSON.stringify({ response_type: "ephemeral", replace_original: true, ...answer });
  if (at && at.until > Date.now()) {
    const sent = await fetch(at.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    if (sent?.ok) return;
  }
  if (orSay) await desk.slack.chat.postMessage({ channel: person.slackUser, ...answer });
}
