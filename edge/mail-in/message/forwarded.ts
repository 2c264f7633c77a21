/**
 * A mail that a colleague forwarded by hand: whose was it? Read from the block that Gmail, Outlook, Apple Mail and
 * Thunderbird put above the words of the first sender, in French or English.
 */
import { type Mailbox, readMailbox } from "./mailbox.ts";

export interface Forwarded {
  sender: Mailbox;
  subject: string;
  /** The first sender's own words. */
  text: string;
}

const SUBJECT = /^\s*(tr|fwd?|wg|rv|i)\s*:\s*/i;
const ANY_PREFIX = /^(\s*(tr|fwd?|wg|rv|re|ré|aw|i)\s*:\s*)+/i;
const MARKER =
  /^\W*(forwarded message|message transféré|message d['’]origine|original message|begin forwarded message|début du message (?:réexpédié|transféré))\W*$/i;
const FROM = /^(?:from|de|expéditeur)\s*:\s*(.*)$/i;
const FIELD = /^(?:date|sent|envoyé(?: le)?|to|à|a|pour|cc|subject|objet|sujet|reply-to|répondre à)\s*:\s*/i;
const SUBJECT_FIELD = /^(?:subject|objet|sujet)\s*:\s*(.*)$/i;
const MOST_LINES = 2_000;
const HEADER_LINES = 9;

/** True when the subject or a marker in the text says that somebody else's mail follows. */
export const isForward = (subject: string, text: string): boolean =>
  SUBJECT.test(subject) || linesOf(text).some((line) => MARKER.test(line));

export const bareSubject = (subject: string): string => subject.replace(ANY_PREFIX, "").trim();

/** Every block of the text, the outermost first: a mail may have been forwarded before. */
export function forwardedBlocks(text: string): Forwarded[] {
  const lines = linesOf(text);
  const starts = lines.flatMap((line, at) => (FROM.test(line) && hasFields(lines, at) ? [at] : []));
  return starts.flatMap((start, i) => {
    const head = headOf(lines, start);
    const sender = readMailbox(FROM.exec(lines[start] as string)?.[1] ?? "") ?? readMailbox(lines.slice(start + 1, start + 2).join(""));
    if (!sender) return [];
    // Thunderbird puts the subject above.
    const subject =
      [...head, ...lines.slice(Math.max(0, start - 4), start)].map((line) => SUBJECT_FIELD.exec(line)?.[1]).find(Boolean) ?? "";
    const words = lines.slice(Math.max(...head.map((_, j) => start + j)) + 1, starts[i + 1] ?? lines.length);
    return [
      {
        sender,
        subject: bareSubject(subject),
        text: words
          .filter((line) => !MARKER.test(line))
          .join("\n")
          .trim(),
      },
    ];
  });
}

/** Without marks of quotation and bold face. */
const linesOf = (text: string): string[] =>
  text.split("\n", MOST_LINES).map((line) =>
    line
      .slice(0, 1_000)
      .replace(/^[>\s]+/, "")
      .replace(/\*/g, "")
      .replace(/[\u00a0\u202f]/g, " ")
      .trim(),
  );

const hasFields = (lines: string[], at: number): boolean =>
  lines.slice(Math.max(0, at - 4), at + HEADER_LINES).filter((line) => FIELD.test(line)).length >= 2;

/** From the sender's line to the last field of the block. */
function headOf(lines: string[], start: number): string[] {
  const near = lines.slice(start, start + HEADER_LINES);
  const blank = near.findIndex((line, i) => i > 0 && line === "");
  const block = blank < 0 ? near : near.slice(0, blank);
  const last = block.reduce((found, line, i) => (FIELD.test(line) ? i : found), 0);
  return block.slice(0, last + 1);
}
