/** A decision that came to nothing: its own card says why, and gives back what was typed. One that was carried out is seen on the review's. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../../../edge/house.ts";
import type { Run } from "../../../edge/runs/run.ts";
import type { Reader } from "../../desk.ts";
import { button, buttons, context, section } from "../../forms.ts";
import type { Card } from "../../run-cards.ts";
import { simpleRunCard } from "../../simple-run-card.ts";
import { shorten } from "../../text/words.ts";
import { reviewTexts } from "../text/texts.ts";
import { knowReview, lastDone, reviewBlocks } from "./review-card.ts";

export const RESUME = "shop_resume";
const SEE = "shop_see";

interface Asked {
  reviewId?: string;
  note?: string;
  text?: string;
  question?: string;
  reasons?: string;
}

/** What was typed, whatever was asked. */
export const typedIn = (input: unknown): string => {
  const { note, text, question, reasons } = (input ?? {}) as Asked;
  return note || text || question || reasons || "";
};

export async function runCard(house: House, reader: Reader, run: Run): Promise<Card> {
  const t = reviewTexts(reader.say.locale);
  const { reviewId } = (run.input ?? {}) as Asked;
  const id = reviewId ?? run.outcome?.reviewId;
  const known = typeof id === "string" ? await knowReview(house.db, id) : null;
  const title = reader.say.run.kinds[run.kind] ?? run.kind;
  const more = known && known.review.state !== "erased" ? reviewBlocks(reader.say, { ...known, reports: [] }) : [];
  const card = simpleRunCard(reader, run, { title, crm: "", done: t.noted, more, outcome: t.notDone });
  if (run.state !== "refused" && run.state !== "failed") return card;
  const typed = typedIn(run.input);
  const extra: KnownBlock[] = [
    ...(known && run.code === "conflict" ? [section(`${t.already} ${lastDone(reader.say, known)}`)] : []),
    ...(typed ? [context(t.typed), section(shorten(typed, 2_900))] : []),
    ...buttons(
      typed !== "" && button(RESUME, t.resume, run.id, { style: "primary" }),
      known && button(SEE, t.see, known.review.id, { spoken: t.about(t.see, known.review.author, t.stars(known.review.rating)) }),
    ),
  ];
  return { text: card.text, blocks: [...card.blocks.slice(0, -1), ...extra, ...card.blocks.slice(-1)] };
}
