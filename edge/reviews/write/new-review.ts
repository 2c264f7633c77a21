/** What somebody sends as a review, and how it is made fit to be read: text stays text, whatever was hidden in it goes. */
import * as z from "zod/mini";
import { isPastDay } from "../../orders/order.ts";
import { MOST_PHOTOS, TEXT } from "../form/review-form.ts";
import { Sku } from "../review.ts";

/** Bidi overrides, invisible signs, tags: what makes a text look like another one. Joiners stay, for emoji and Persian. */
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is taken out
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Three marks on a letter are a language, thirty are a tower. */
const TOWER = /(\p{M}{3})\p{M}+/gu;

export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(CONTROL, "")
    .replace(HIDDEN, "")
    .replace(TOWER, "$1")
    .replace(/[^\S\n]{3,}/g, "  ")
    .replace(/ *\n\s*\n\s*/g, "\n\n")
    .trim();
}

const lengthOf = (text: string) => [...text].length;
const between = (min: number, max: number) => (text: string) => lengthOf(text) >= min && lengthOf(text) <= max;

const Text = z.pipe(
  z.string().check(z.maxLength(40_000)),
  z.pipe(
    z.transform(cleanText),
    z.string().check(
      z.refine(between(TEXT.min, TEXT.max)),
      z.refine((text) => /[\p{L}\p{N}]{2}/u.test(text)),
    ),
  ),
);

/** A name to be shown, never a way to reach somebody. */
export const Pseudonym = z.pipe(
  z.string().check(z.maxLength(400)),
  z.pipe(
    z.transform((text: string) => cleanText(text).replace(/\s+/g, " ")),
    z.string().check(
      z.refine(between(2, 40)),
      z.refine((name) => /[\p{L}\p{N}]/u.test(name)),
      z.refine((name) => !/@|:\/\/|\bwww\./i.test(name)),
    ),
  ),
);

export const Proof = z.union([
  z.object({ invitation: z.string().check(z.maxLength(100)) }),
  z.object({ order: z.string().check(z.trim(), z.minLength(1), z.maxLength(64)), email: z.string().check(z.trim(), z.maxLength(254)) }),
]);
export type Proof = z.infer<typeof Proof>;

/** What its author may change later too. */
export const ReviewText = z.object({
  rating: z.int().check(z.gte(1), z.lte(5)),
  text: Text,
  pseudonym: Pseudonym,
  experiencedOn: z.iso.date().check(z.refine(isPastDay)),
});
export type ReviewText = z.infer<typeof ReviewText>;

export const NewReview = z.object({
  ...ReviewText.shape,
  /** "" = the shop itself. */
  product: z._default(z.nullable(Sku), ""),
  language: z._default(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)), "fr"),
  photos: z._default(z.array(z.string().check(z.regex(/^\w{1,40}$/))).check(z.maxLength(MOST_PHOTOS)), []),
  proof: z._default(z.nullable(Proof), null),
  /** Where the decision is told and the link goes by which its author changes or erases it, when no order says it. Our form asks for it. */
  email: z.optional(z.union([z.literal(""), z.email().check(z.maxLength(254))])),
});
export type NewReview = z.infer<typeof NewReview>;

/** What makes whoever decides look twice. It decides nothing. */
export function signalsOf({ text, pseudonym }: Pick<ReviewText, "text" | "pseudonym">): string[] {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  return Object.entries({
    link: /https?:|www\.|\b[\w-]+\.(com|net|fr|io|ru|shop|xyz)\b/i.test(`${text} ${pseudonym}`),
    contact: /[\w.+-]+@[\w-]+\.\w|(?:\+|\b0)\d(?:[ .-]?\d){7,}/.test(text),
    shouting: letters > 20 && capitals / letters > 0.6,
    repeated: /(.)\1{7}|(\b\S{2,20}\s)\2{3}/u.test(text),
  }).flatMap(([signal, seen]) => (seen ? [signal] : []));
}
