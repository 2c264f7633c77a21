/** Which words a reader gets for reviews. French is the reference, as everywhere (bot/text/text.ts). */
import type { Locale } from "../../../edge/people/person.ts";
import { reviewsEn } from "./en.ts";
import { reviewsFr } from "./fr.ts";

export type ReviewTexts = typeof reviewsFr;

const CATALOGUES: Record<Locale, ReviewTexts> = { fr: reviewsFr, en: reviewsEn };

export const reviewTexts = (locale: Locale): ReviewTexts => CATALOGUES[locale];
