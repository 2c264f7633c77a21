/** Rows as the API shows them. */
import { PAGE, type Review } from "../review.ts";
import type { Found } from "./find-reviews.ts";
import { cursorFor, placeOf, type Wanted } from "./page-of-reviews.ts";

interface Row {
  id: string;
  rating: number;
  text: string;
  author: string;
  verified: number;
  how: Review["how"];
  experienced_on: string;
  published_at: number;
  edited_at: number | null;
  helpful: number;
  language: string;
  source: string | null;
  reply: string | null;
  replied_at: number | null;
  photos: string;
}

const instant = (at: number) => new Date(at).toISOString();

/** @param origin where photos are fetched from */
export function reviewOf(row: unknown, origin: string): Review {
  const { id, rating, text, author, verified, how, helpful, language, source, ...rest } = row as Row;
  const photos = JSON.parse(rest.photos) as { id: string; width: number; height: number }[];
  return {
    ...{ id, rating, text, author, verified: verified === 1, how },
    experiencedOn: rest.experienced_on,
    publishedAt: instant(rest.published_at),
    editedAt: rest.edited_at === null ? null : instant(rest.edited_at),
    ...{ helpful, language, source },
    reply: rest.reply === null ? null : { text: rest.reply, at: instant(rest.replied_at ?? 0) },
    photos: photos.map(({ id: photo, width, height }) => ({ url: `${origin}/v1/photos/${photo}`, width, height })),
  };
}

export function pageFrom(rows: Record<string, unknown>[], wanted: Wanted, origin: string): { reviews: Review[]; next: string | null } {
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return { reviews: shown.map((row) => reviewOf(row, origin)), next: last && rows.length > PAGE ? cursorFor(placeOf(last, wanted)) : null };
}

export const foundFrom = ({ rows, next }: Found, origin: string): { reviews: Review[]; next: string | null } => ({
  reviews: rows.map((row) => reviewOf(row, origin)),
  next,
});
