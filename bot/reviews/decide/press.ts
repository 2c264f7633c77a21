/** What is decided with one press, and what is only looked at. The policy is asked again, and so is whether the review is still as it was shown. */
import type { BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { PasserelleError } from "../../../edge/errors.ts";
import { readReview } from "../../../edge/reviews/moderate/waiting.ts";
import { askToTell, noteCard } from "../../../edge/reviews/tell/tell-store.ts";
import { hasEnded } from "../../../edge/runs/run.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { startRun, type Wish } from "../../../edge/runs/start-run.ts";
import { shopPart } from "../../../edge/shop-part.ts";
import type { Desk, Reader } from "../../desk.ts";
import { button, buttons, context, modal, section } from "../../forms.ts";
import { answerOf } from "../../passerelle/passerelle-messages.ts";
import { PHOTOS, PUBLISH } from "../card/review-buttons.ts";
import { knowReview, lastDone, reviewCard, stateOf } from "../card/review-card.ts";
import type { Respond, Tools } from "../part.ts";
import { reviewTexts } from "../text/texts.ts";

export const SEE = "shop_see";
const DISMISS = "shop_dismiss";
export const PRESSED = [PUBLISH, DISMISS, PHOTOS, SEE];

/** So long a window waits for what was pressed in it. */
const PATIENCE_MS = 5_000;

export async function pressReview(desk: Desk, body: BlockAction, name: string, value: string, respond: Respond, tools: Tools) {
  const [id = "", seen = ""] = value.split(" ");
  if (name === SEE) return void (await desk.open(body, (reader) => reviewWindow(desk, reader, id)));
  if (name === PHOTOS) return void (await desk.open(body, (reader) => photosWindow(desk, reader, id)));
  const reader = await desk.meet(body);
  await desk.allow(reader, "site.moderate", { kind: "review", id });
  await adopt(desk, body, id, reader);
  const wish = name === PUBLISH ? await publishing(desk, reader, id, Number(seen)) : dismissing(reader, seen);
  const run = wish && (await startRun(desk.house, wish)).run;
  if (body.view) return redrawn(desk, body, reader, id, run?.id, tools);
  if (run) return;
  // Somebody was first: what they did is told, and this copy shows it.
  await respond({ response_type: "ephemeral", replace_original: false, ...(await howItStands(desk, reader, id)) });
  tools.tellSoon(desk.house);
}

/** Null = it is not any more as it was shown. Two moderators are two runs: the first wins, and the second's says so. */
async function publishing(desk: Desk, reader: Reader, reviewId: string, version: number): Promise<Wish | null> {
  const review = await readReview(desk.house.db, reviewId);
  if (!review) throw new PasserelleError("not_found");
  if (review.version !== version || (review.state === "published" && !review.revision)) return null;
  const intent = ["review", reviewId, String(version), reader.person.id];
  return { kind: "publish-review", intent, input: { reviewId, version }, actor: reader.person, quiet: true };
}

const dismissing = ({ person }: Reader, reportId: string): Wish => ({
  kind: "dismiss-report",
  intent: ["report", reportId, person.id],
  input: { reportId },
  actor: person,
  quiet: true,
});

/** A copy that we lost sight of when Slack's answer was lost is kept up to date from now on. */
export async function adopt(desk: Desk, body: BlockAction, id: string, { person }: Reader): Promise<void> {
  const at = body.container as { type?: string; channel_id?: string; message_ts?: string; is_ephemeral?: boolean } | undefined;
  if (at?.type !== "message" || at.is_ephemeral || !at.channel_id || !at.message_ts) return;
  const { db } = desk.house;
  const place = { channel: at.channel_id, person: at.channel_id === person.dmChannel ? person.id : null };
  const noted = await noteCard(db, id, place, at.message_ts).run();
  if (noted.meta.changes > 0) await askToTell(db, id).run();
}

async function howItStands(desk: Desk, { say }: Reader, id: string) {
  const t = reviewTexts(say.locale);
  const known = await knowReview(desk.house.db, id);
  const done = known ? lastDone(say, known) || stateOf(t, known.review) : t.gone;
  return answerOf(`${t.already} ${done}`);
}

/** In a window nobody else draws what came of it. @param runId none = somebody was first */
async function redrawn(desk: Desk, body: BlockAction, reader: Reader, id: string, runId: string | undefined, tools: Tools): Promise<void> {
  const t = reviewTexts(reader.say.locale);
  const { view } = body;
  if (runId) {
    const until = Date.now() + PATIENCE_MS;
    for (let run = await readRun(desk.house.db, runId); run && !hasEnded(run.state) && Date.now() < until; ) {
      await new Promise((resolve) => setTimeout(resolve, 150));
      run = await readRun(desk.house.db, runId);
    }
  }
  const next = await reviewWindow(desk, reader, id, runId ? "" : t.already);
  // The hash of the click is still the window's: nothing else has drawn it since.
  if (view?.type === "modal") await desk.redraw({ id: String(view.id), hash: String(view.hash) }, next);
  await tools.refreshHome(desk.house, desk.slack, reader.person);
}

export async function reviewWindow(desk: Desk, reader: Reader, id: string, notice = ""): Promise<ModalView> {
  await desk.allow(reader, "site.moderate", { kind: "review", id });
  const t = reviewTexts(reader.say.locale);
  const { blocks } = await reviewCard(desk.house.db, reader.say, id);
  return modal({
    callback: "review_card",
    title: t.card,
    close: reader.say.close,
    blocks: [...(notice ? [section(notice)] : []), ...blocks],
  });
}

async function photosWindow(desk: Desk, reader: Reader, id: string): Promise<ModalView> {
  await desk.allow(reader, "site.moderate", { kind: "review", id });
  const t = reviewTexts(reader.say.locale);
  const review = await readReview(desk.house.db, id);
  if (!review) throw new PasserelleError("not_found");
  const { photoLink } = await shopPart();
  const links = await Promise.all(
    review.photos.map(async ({ id: photo, width, height }, i) => {
      const url = await photoLink(desk.house, desk.origin, photo);
      return button(`shop_photo:${i}`, t.photo(String(i + 1), reader.say.number(width), reader.say.number(height)), "", { url });
    }),
  );
  return modal({
    callback: "review_photos",
    title: t.photosTitle,
    close: reader.say.close,
    blocks: [...buttons(...links), context(t.photosHelp)],
  });
}
