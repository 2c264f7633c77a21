/** Which catalogue a reader gets. */
import type { Locale } from "../../edge/people/person.ts";
import "./side-by-side.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

/** Every sentence the bot says. French is the reference: the English catalogue must say the same things. */
export type Texts = typeof fr;

const CATALOGUES: Record<Locale, Texts> = { fr, en };

export const textsOf = (locale: Locale): Texts => CATALOGUES[locale];
