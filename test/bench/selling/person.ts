/** What somebody who sells does in front of Slack, and again when nothing comes of it. */
import { elementsIn } from "../../sandbox/slack/block-kit/blocks.ts";
import type { SlackStandIn } from "../../sandbox/slack/stand-in.ts";
import type { Message, View } from "../../sandbox/slack/workspace.ts";
import { seen, untilThere } from "../world/person-driver.ts";

const ISSUE = "sale_issue";

const elementOf = ({ blocks }: Message, action: string) => (blocks ?? []).flatMap(elementsIn).find(({ action_id }) => action_id === action);

export const holds = (message: Message, action: string): boolean => elementOf(message, action) !== undefined;

/** What its button carries. */
export const carriedBy = (message: Message, action: string): string => String(elementOf(message, action)?.value ?? "");

export const previewOf = (message: Message) => carriedBy(message, ISSUE).split(" ")[0] ?? "";

/** Types the line until its preview is there. @param isNew whether it is none that was pressed before */
export function typeLine(slack: SlackStandIn, userId: string, line: string, isNew: (preview: string) => boolean): Promise<Message> {
  const person = slack.person(userId);
  const preview = () => person.ephemerals().findLast((message) => holds(message, ISSUE) && isNew(previewOf(message)));
  return untilThere(`${userId} gets no preview`, async () => {
    const { notice } = await person.command("/facture", line);
    return notice ? undefined : seen(preview);
  });
}

/** A press that may find its button gone: somebody, or another hand, was quicker. True = Slack says that it was taken. */
export async function press(slack: SlackStandIn, userId: string, message: Message, action: string): Promise<boolean> {
  if (!holds(message, action)) return true;
  return !(await slack.person(userId).press(message, action)).notice;
}

/** Looks the client's papers up and opens the one: what somebody does whose card it is not. */
export function lookUp(slack: SlackStandIn, userId: string, client: string, invoiceId: string): Promise<Message> {
  const person = slack.person(userId);
  const known = new Set(person.ephemerals().map(({ ts }) => ts));
  const fresh = () => person.ephemerals().filter(({ ts }) => !known.has(ts));
  const entry = (message: Message) => {
    for (let i = 0; i < 6; i++) if (carriedBy(message, `paper_show:${i}`) === invoiceId) return `paper_show:${i}`;
    return undefined;
  };
  const shown = () => fresh().findLast((message) => JSON.stringify(message.blocks ?? []).includes(invoiceId) && !entry(message));
  return untilThere(`${userId} does not find ${invoiceId}`, async () => {
    if ((await person.command("/facture", client)).notice) return undefined;
    const list = await seen(() => fresh().findLast(entry));
    if (!list || (await person.press(list, entry(list) ?? "")).notice) return undefined;
    return seen(shown);
  });
}

interface ToCredit {
  invoiceId: string;
  isCredited(): boolean;
  /** Where the button is, or was. */
  message(): Promise<Message | undefined>;
}

/** The window in which this invoice is credited; "credited" = it is said to be so already. One of another invoice may come late. */
export function openCredit(slack: SlackStandIn, userId: string, { invoiceId, isCredited, message }: ToCredit): Promise<View | "credited"> {
  const person = slack.person(userId);
  const isMeant = (view: View | undefined) =>
    view?.callback_id === "paper_credit_submit"
      ? view.private_metadata.includes(invoiceId)
      : view?.callback_id === "paper_notice" && isCredited();
  return untilThere(`${userId} cannot credit ${invoiceId}`, async () => {
    await person.close({ all: true });
    const found = await message();
    if (!found) return undefined;
    if (!holds(found, "paper_credit")) return isCredited() ? "credited" : undefined;
    if ((await person.press(found, "paper_credit")).notice) return undefined;
    const view = await seen(() => (isMeant(person.modal()) ? person.modal() : undefined));
    return view?.callback_id === "paper_notice" ? "credited" : view;
  });
}
