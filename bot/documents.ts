/**
 * The button that leads to a document, wherever a card shows one: pressed, it becomes a link of five minutes that only the
 * presser sees, asked of the policy at that moment.
 */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { Button } from "@slack/types";
import { linkDocument } from "../edge/documents/document-link.ts";
import { button, buttons, section } from "./forms.ts";
import { type Answer, answerOf } from "./passerelle/passerelle-messages.ts";
import type { Texts } from "./text/text.ts";

/** Several on one card need several ids. */
const OPEN = /^document_open:\w+$/;
const DOWNLOAD = "document_download";

/** @param label stands alone, or `spoken` does */
export const documentButton = (documentId: string, label: string, look?: Parameters<typeof button>[3]): Button =>
  button(`document_open:${documentId}`, label, documentId, look);

/** What the presser sees. */
export function documentLink(say: Texts, { url, document }: Awaited<ReturnType<typeof linkDocument>>): Answer {
  const { title, download } = say.documents;
  return answerOf(title, [section(title), ...buttons(button(DOWNLOAD, download(document.name), "", { url, style: "primary" }))]);
}

export function documents(app: App) {
  app.action<BlockAction<ButtonAction>>(OPEN, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const { person, say } = await desk.meet(body);
    const id = typeof action.value === "string" ? action.value : "";
    const linked = await linkDocument(desk.house, { id, actor: person, origin: desk.origin });
    await respond({ response_type: "ephemeral", replace_original: false, ...documentLink(say, linked) });
  });
  // It leads to the file; there is nothing for us to do.
  app.action(DOWNLOAD, async ({ ack }) => ack());
}
