/** A line that was not understood: repeated as it was typed, the wrong parts underlined, and what would be right. */
import type { KnownBlock } from "@slack/types";
import type { TypedProblem } from "../../../edge/invoices/typed/typed.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, section } from "../../forms.ts";
import { type Answer, answerOf } from "../../passerelle/passerelle-messages.ts";
import { shorten } from "../../text/words.ts";
import type { Held } from "./kept.ts";
import { CANCEL, FORM, stamp } from "./preview.ts";
import { textsFor } from "./sale-words.ts";

const WIDTH = 60;
const MOST = 5;

/** One sign for each of the text's, so that what stands below it stands below it. */
const visible = (text: string) => text.replace(/\s/g, " ").replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, "·");

/** A stretch of the text around the place, and the marks under it. */
export function underlined(text: string, { from, to }: TypedProblem["at"]): string {
  const end = Math.max(to, from + 1);
  const begin = text.length <= WIDTH ? 0 : Math.max(0, Math.min(from - 20, text.length - WIDTH));
  const stop = Math.min(text.length, begin + WIDTH);
  const [before, after] = [begin > 0 ? "…" : "", stop < text.length ? "…" : ""];
  const shown = `${before}${visible(text.slice(begin, stop))}${after}`;
  const marks = "^".repeat(Math.max(1, Math.min(end, stop) - from));
  return `${shown}\n${" ".repeat(before.length + Math.max(0, from - begin))}${marks}`;
}

const codeBlock = (text: string): KnownBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
});

export function mistakeMessage(reader: Reader, holding: Held, problems: TypedProblem[]): Answer {
  const t = textsFor(reader);
  const { text } = holding.kept;
  // One mistake often makes another at the same place: the first one says enough.
  const apart = problems.filter(({ at }, i) => !problems.slice(0, i).some((one) => one.at.from < at.to && at.from < one.at.to));
  const shown = apart.slice(0, MOST);
  const title = t.mistake;
  const blocks = shown.flatMap(({ code, at }): KnownBlock[] => [
    ...(text ? [codeBlock(underlined(text, at))] : []),
    section(t.mistakes[code]?.(shorten(text.slice(at.from, at.to), 60)) ?? ""),
  ]);
  return answerOf(title, [
    section(title),
    ...blocks,
    ...buttons(button(FORM, t.openForm, stamp(holding), { style: "primary" }), button(CANCEL, t.cancel, stamp(holding))),
  ]);
}
