/**
 * What the law wants told beside reviews: Code de la consommation L111-7-2 and D111-9 to D111-12 (formerly D111-16 to -19), as read
 * in November 2026. Shown by the widgets as it comes; no shop can leave it out.
 */
import type { Locale } from "../people/person.ts";
import type { Site } from "../sites/site.ts";
import type { Notice } from "./review.ts";
import { noticeEn } from "./words/notice-en.ts";
import { noticeFr } from "./words/notice-fr.ts";

/** Years that a review is kept from its writing on; edge/retention/retention.ts does it. */
export const KEPT_YEARS = 5;

/** Why a review may be refused; nothing else is a reason, and a bad rating is none. */
export const GROUNDS = ["insult", "personal", "illegal", "off-topic", "no-experience", "advertising", "fake", "unreadable"] as const;
export type Ground = (typeof GROUNDS)[number];

export const WORDS = { fr: noticeFr, en: noticeEn };

export const noticeOf = ({ name, rules }: Pick<Site, "name" | "rules">, locale: Locale): Notice => WORDS[locale](name, rules, KEPT_YEARS);
