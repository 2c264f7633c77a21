/** From what is typed to what is sent, and from what is wrong to the field where it is said. */
import type { Problem } from "../api.ts";
import type { FormOffer } from "../shapes.ts";
import type { Draft } from "./draft.ts";
import type { words } from "./form-fr.ts";
import { type Field, type Typed, today } from "./form-view.ts";

type Values = Record<string, string>;
type Say = typeof words;

export function wrongOf(
  { rating, text = "", pseudonym = "", experiencedOn, order, email }: Values,
  offer: FormOffer,
  { wrong }: Say,
): Typed["wrong"] {
  return {
    ...(!rating && { rating: wrong.rating }),
    ...(text.length < offer.text.min && { text: wrong.text(offer.text.min) }),
    ...(pseudonym.length < 2 && { pseudonym: wrong.pseudonym }),
    ...((!experiencedOn || experiencedOn > today()) && { experiencedOn: wrong.experiencedOn }),
    // Whoever writes is told what becomes of it, and may change or erase it: by mail, order or not.
    ...(!email && !offer.invited && { email: wrong.email }),
    ...(!order && !offer.open && !offer.invited && { proof: wrong.proof }),
  };
}

export const reviewOf = (
  { rating, text, pseudonym, experiencedOn }: Values,
  { photos = [] }: Draft,
  product: string | null | undefined,
  language: string,
) => ({
  product: product || null,
  rating: Number(rating),
  text,
  pseudonym,
  experiencedOn,
  language,
  photos: photos.map(({ id }) => id),
});

export const proofOf = ({ order, email }: Values, invitation: string | undefined) =>
  invitation ? { invitation } : order ? { order, email } : null;

const FIELDS: Record<string, Field> = { order: "proof", open: "proof", photo: "photos", photos: "photos" };

export function blameOf({ field = "", detail, status }: Problem, say: Say): Typed["wrong"] {
  const place = FIELDS[field] ?? (field in say.wrong ? (field as Field) : "all");
  return { [place]: detail ?? (status || navigator.onLine ? say.unreachable : say.offline) };
}
