/**
 * Windows of the decisions that need words: refuse, reply, ask the author, report a doubt. What was typed is never lost: an error leaves
 * it in its field, a decision that came to nothing gives it back on a card, and from there the window opens with it again.
 */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { PasserelleError } from "../../../edge/errors.ts";
import { type ReviewToDecide, readReview } from "../../../edge/reviews/moderate/waiting.ts";
import { GROUNDS, type Ground } from "../../../edge/reviews/notice.ts";
import { readSiteDesk } from "../../../edge/reviews/tell/site-desk.ts";
import { intentId } from "../../../edge/runs/intent.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { shopPart } from "../../../edge/shop-part.ts";
import { chosen, memoryOf, typed } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { context, input, modal, option, section, textBox } from "../../forms.ts";
import { shorten } from "../../text/words.ts";
import { ASK, DOUBT, REFUSE, REPLY } from "../card/review-buttons.ts";
import { aboutWhat, starsDrawn } from "../card/review-card.ts";
import { RESUME, typedIn } from "../card/run-card.ts";
import { type ReviewTexts, reviewTexts } from "../text/texts.ts";
import { adopt } from "./press.ts";

export const DECISION = "shop_decision";

type Kind = "refuse-review" | "reply-review" | "ask-author" | "report-review";
const KINDS: Record<string, Kind> = { [REFUSE]: "refuse-review", [REPLY]: "reply-review", [ASK]: "ask-author", [DOUBT]: "report-review" };

interface Memory {
  kind: Kind;
  id: string;
  /** Of what was before one's eyes: what is typed is about that. */
  seen: string;
}

const seenOf = ({ state, text, rating, revision }: ReviewToDecide): Promise<string> =>
  intentId(state, text, String(rating), JSON.stringify(revision));

export async function openForm(desk: Desk, body: BlockAction, name: string, value: string): Promise<void> {
  const [id = ""] = value.split(" ");
  await desk.open(body, async (reader) => {
    if (name === RESUME) return resumed(desk, reader, id);
    const kind = KINDS[name];
    if (!kind) throw new PasserelleError("expired");
    const view = await formOf(desk, reader, kind, id, {});
    desk.house.later(adopt(desk, body, id, reader));
    return view;
  });
}

/** From the card of a run that came to nothing, by whoever asked for it. */
async function resumed(desk: Desk, reader: Reader, runId: string): Promise<ModalView> {
  const run = await readRun(desk.house.db, runId);
  const { reviewId, ground } = (run?.input ?? {}) as { reviewId?: string; ground?: Ground };
  if (!run || run.actor !== reader.person.id || !reviewId || !Object.values(KINDS).includes(run.kind as Kind))
    throw new PasserelleError("expired");
  return formOf(desk, reader, run.kind as Kind, reviewId, { text: typedIn(run.input), ...(ground && { ground }) });
}

interface Before {
  text?: string;
  ground?: Ground;
}

async function formOf(desk: Desk, reader: Reader, kind: Kind, id: string, before: Before): Promise<ModalView> {
  await desk.allow(reader, "site.moderate", { kind: "review", id });
  const { say } = reader;
  const t = reviewTexts(say.locale);
  const { db } = desk.house;
  const review = await readReview(db, id);
  const site = review && (await readSiteDesk(db, { id: review.siteId }));
  if (!review || !site || review.state === "erased") throw new PasserelleError("not_found");
  const words = WORDS[kind](t);
  const memory: Memory = { kind, id, seen: await seenOf(review) };
  const { rating, text } = review.revision ?? review;
  return modal({
    callback: DECISION,
    title: words.title,
    submit: words.submit,
    close: say.cancel,
    blocks: [
      section(`${starsDrawn(rating)} ${t.stars(rating)} – ${aboutWhat(t, review, site)}\n${shorten(text, 400)}`),
      ...fieldsOf(t, kind, review, before),
    ],
    memory,
  });
}

const WORDS: Record<Kind, (t: ReviewTexts) => { title: string; submit: string }> = {
  "refuse-review": (t) => ({ title: t.refuseTitle, submit: t.refuseSubmit }),
  "reply-review": (t) => ({ title: t.replyTitle, submit: t.replySubmit }),
  "ask-author": (t) => ({ title: t.askTitle, submit: t.send }),
  "report-review": (t) => ({ title: t.doubtTitle, submit: t.send }),
};

function fieldsOf(t: ReviewTexts, kind: Kind, { reply, reachable }: ReviewToDecide, { text, ground }: Before): KnownBlock[] {
  const box = (most: number, initial = text) => textBox("text", { most, multiline: true, initial, focus: kind !== "refuse-review" });
  switch (kind) {
    case "refuse-review":
      return [
        input("ground", t.ground, groundSelect(t, ground), { hint: t.groundHint }),
        ...(reachable ? [input("text", t.note, box(500), { optional: true, hint: t.noteHint })] : []),
        context(reachable ? t.mailed : t.unreachable),
      ];
    case "reply-review":
      return [
        input("text", t.replyText, box(2_000, text ?? reply ?? undefined), {
          optional: reply !== null,
          hint: reply === null ? t.replyHint : `${t.replyHint} ${t.replyEmpty}`,
        }),
      ];
    case "ask-author":
      return [input("text", t.question, box(1_000), { hint: t.questionHint })];
    case "report-review":
      return [input("text", t.doubtText, box(2_000), { hint: t.doubtHint })];
  }
}

function groundSelect(t: ReviewTexts, ground: Ground | undefined) {
  const options = GROUNDS.map((one) => option(t.grounds[one], one));
  const initial = options.find(({ value }) => value === ground);
  return { type: "radio_buttons" as const, action_id: "ground", options, ...(initial && { initial_option: initial }) };
}

/** The same window twice is the same intent. @returns what Slack is answered: undefined closes the window */
export async function submitDecision(desk: Desk, { view, ...rest }: SlackViewAction): Promise<object | undefined> {
  const { kind, id = "", seen } = memoryOf<Memory>(view);
  if (!kind || !WORDS[kind]) throw new PasserelleError("expired");
  const reader = await desk.known({ view, ...rest });
  await desk.allow(reader, "site.moderate", { kind: "review", id });
  const t = reviewTexts(reader.say.locale);
  const { db } = desk.house;
  const problem = (field: string, sentence: string) => ({ response_action: "errors", errors: { [field]: sentence } });
  const intent = ["modal", view.id];
  const [review, known] = await Promise.all([readReview(db, id), readRun(db, await intentId(kind, ...intent))]);
  if (known) return undefined;
  const place = kind === "refuse-review" ? "ground" : "text"; // an author without an address has no box for words
  if (!review || review.state === "erased") return problem(place, t.gone);
  if ((await seenOf(review)) !== seen) return problem(place, t.changed);
  const text = typed(view, "text");
  const shapes = await shopPart();
  const asked = { reviewId: id, version: review.version };
  const read = {
    "refuse-review": () => shapes.RefuseReview.safeParse({ ...asked, ground: chosen(view, "ground"), note: text }),
    "reply-review": () => shapes.ReplyReview.safeParse({ ...asked, text }),
    "ask-author": () => shapes.AskAuthor.safeParse({ ...asked, question: text }),
    "report-review": () => shapes.DoubtReview.safeParse({ reviewId: id, reasons: text }),
  }[kind]();
  if (!read.success) return kind === "refuse-review" ? problem("ground", t.chooseGround) : problem("text", t.tooShort);
  await startRun(desk.house, { kind, intent, input: read.data, actor: reader.person, quiet: true });
  return undefined;
}
