/** Reviews, as the public API shows them. The widgets take their types from here. */
import * as z from "zod/mini";

export const STARS = [1, 2, 3, 4, 5] as const;
export const SORTS = ["date", "rating", "-rating", "helpful"] as const;
export const PAGE = 10;

const Day = z.iso.date();
const Instant = z.iso.datetime();
export const Sku = z.string().check(z.maxLength(64), z.regex(/^[^\p{C}]*$/u));

export const Rating = z.object({ count: z.int(), average: z.string() });
export type Rating = z.infer<typeof Rating>;

export const Photo = z.object({ url: z.string(), width: z.int(), height: z.int() });

export const Review = z.object({
  id: z.string(),
  rating: z.int().check(z.gte(1), z.lte(5)),
  text: z.string(),
  /** A pseudonym. */
  author: z.string(),
  verified: z.boolean(),
  how: z.nullable(z.enum(["invitation", "order", "import"])),
  experiencedOn: Day,
  publishedAt: Instant,
  editedAt: z.nullable(Instant),
  helpful: z.int(),
  language: z.string(),
  /** Where an imported one was written. */
  source: z.nullable(z.string()),
  reply: z.nullable(z.object({ text: z.string(), at: Instant })),
  photos: z.array(Photo),
});
export type Review = z.infer<typeof Review>;

export const Summary = z.object({
  count: z.int(),
  /** One decimal, half up; null without reviews. */
  average: z.nullable(z.string()),
  /** How many with 1, 2, 3, 4, 5 stars. */
  stars: z.array(z.int()),
  /** Days of the first and the last publication. */
  from: z.nullable(Day),
  to: z.nullable(Day),
});
export type Summary = z.infer<typeof Summary>;

export const Notice = z.object({
  checked: z.string(),
  order: z.string(),
  rules: z.array(z.object({ title: z.string(), text: z.string() })),
  reward: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const ReviewPage = z.object({
  summary: z.optional(Summary),
  reviews: z.array(Review),
  /** For `after`; null = these were the last. */
  next: z.nullable(z.string()),
  notice: z.optional(Notice),
});
export type ReviewPage = z.infer<typeof ReviewPage>;

/** Whole numbers only: a float would round 4.25 down. */
export function averageOf(stars: number[]): string | null {
  const count = stars.reduce((sum, n) => sum + n, 0);
  if (count === 0) return null;
  const sum = stars.reduce((total, n, at) => total + n * (at + 1), 0);
  const tenths = Math.floor((20 * sum + count) / (2 * count));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
