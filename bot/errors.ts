/**
 * A code becomes a sentence, at the place where the person looks: what happened, whether anything was created, what to
 * do, and a reference under which the log has the same.
 */
import type { ModalView } from "@slack/types";
import type { PasserelleError } from "../edge/errors.ts";
import { fitView } from "./door/limits.ts";
import { markupContext, modal, section } from "./forms.ts";
import type { Texts } from "./text/text.ts";
import { mrkdwnText } from "./text/words.ts";

/** Twelve characters nobody else has: in the sentence and in the log. */
export const newReference = () => crypto.randomUUID().replaceAll("-", "").slice(0, 12);

/** How the reference of a run is read out: enough of it to find it again. */
export const shortReference = (runId: string) => runId.slice(0, 8);

interface Said {
  reference?: string;
  /** What came of it. Default: nothing was created, which holds for every door that has not written a run. */
  outcome?: string;
}

export function errorLines(
  say: Texts,
  { code }: Pick<PasserelleError, "code">,
  { reference, outcome = say.nothingCreated }: Said = {},
): string[] {
  const { what, todo } = say.errors[code];
  return [what, outcome, todo, reference ? say.reference(reference) : ""].filter(Boolean);
}

export const errorSentence = (say: Texts, error: Pick<PasserelleError, "code">, said?: Said): string =>
  errorLines(say, error, said).join(" ");

export function errorView(say: Texts, error: PasserelleError, reference = newReference()): ModalView {
  console.warn("refused", error.code, reference, error.message);
  const [what, ...rest] = errorLines(say, error);
  return fitView(
    modal({
      callback: "error",
      title: say.refusedTitle,
      close: say.close,
      blocks: [section(what as string), section(rest.join(" ")), markupContext(mrkdwnText(say.reference(reference)))],
    }),
  );
}

/** What stands there while we learn who reads, or while somebody is asked. */
export const neutralView = (say: Texts): ModalView =>
  modal({
    callback: "wait",
    title: "Passerelle",
    close: say.close,
    blocks: [section(say.oneMoment), markupContext(mrkdwnText(say.loading))],
  });
