/** Which words a reader gets for quotes and invoices. French is the reference, as everywhere (bot/text/text.ts). */
import type { Locale } from "../../../edge/people/person.ts";
import { sellingEn } from "./en.ts";
import { sellingFr } from "./fr.ts";

export type SellingTexts = typeof sellingFr;

const CATALOGUES: Record<Locale, SellingTexts> = { fr: sellingFr, en: sellingEn };

export const sellingTexts = (locale: Locale): SellingTexts => CATALOGUES[locale];
