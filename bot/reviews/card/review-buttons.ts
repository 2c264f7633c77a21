/** What can be done with a review as it stands. Each button says which state of it was before one's eyes. */
import type { KnownBlock } from "@slack/types";
import { button, buttons } from "../../forms.ts";
import type { ReviewTexts } from "../text/texts.ts";
import type { Known } from "./review-card.ts";

export const PUBLISH = "shop_publish";
export const REFUSE = "shop_refuse";
export const REPLY = "shop_reply";
export const ASK = "shop_ask";
export const DOUBT = "shop_doubt";
export const PHOTOS = "shop_photos";

export function reviewButtons(t: ReviewTexts, { review, reports }: Known): KnownBlock[] {
  const { id, version, state, revision, author, rating, photos, reply, reachable } = review;
  if (state === "erased") return [];
  const value = `${id} ${version}`;
  const one = (action: string, label: string, style?: "primary" | "danger") =>
    button(action, label, value, { spoken: t.about(label, author, t.stars(rating)), ...(style && { style }) });
  const shows = state === "published";
  const waits = state === "pending" || revision !== null;
  return buttons(
    (waits || state === "refused") && one(PUBLISH, revision ? t.publishChange : t.publish, waits ? "primary" : undefined),
    state !== "refused" &&
      one(REFUSE, revision ? t.refuseChange : shows ? t.withdraw : t.refuse, reports.length > 0 ? "danger" : undefined),
    state !== "refused" && one(REPLY, reply ? t.editAnswer : t.answer),
    state !== "refused" && reachable && one(ASK, t.ask),
    shows && reports.length === 0 && one(DOUBT, t.doubt),
    photos.length > 0 && one(PHOTOS, t.photos(String(photos.length))),
  );
}
