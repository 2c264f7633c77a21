/** Mails to the authors of reviews. The link in them is the only way back to one's review, so it stands behind the `#`, where no log sees it. */
import { type Letter, type Link, letter } from "../mail/letter.ts";
import type { MailContent } from "../mail/mail.ts";
import type { Locale } from "../people/person.ts";
import type { Site } from "../sites/site.ts";
import type { Ground } from "./notice.ts";
import { groundWords } from "./words/grounds.ts";
import { lettersEn } from "./words/letters-en.ts";
import { lettersFr } from "./words/letters-fr.ts";

const WORDS = { fr: lettersFr, en: lettersEn };

export interface About {
  site: Pick<Site, "id" | "name">;
  locale: Locale;
}

/** @param origin of the Worker */
export const authorLink = (origin: string, siteId: string, token: string): string => `${origin}/r/${encodeURIComponent(siteId)}#a=${token}`;

export const invitationLink = (origin: string, siteId: string, sku: string, token: string): string =>
  `${origin}/r/${encodeURIComponent(siteId)}?product=${encodeURIComponent(sku)}#i=${token}`;

/** The one with the link: what comes later refers to it, for the token is not known any more. */
export function receivedLetter(about: About, { text, rating }: { text: string; rating: number }, url: string): MailContent {
  const words = WORDS[about.locale].received;
  const quoted = text.length > 600 ? `${text.slice(0, 600).toWellFormed()}…` : text;
  return write(about, words.subject(about.site.name), words.paragraphs(about.site.name, rating, quoted), { label: words.action, url });
}

export function publishedLetter(about: About, changed: boolean): MailContent {
  const words = WORDS[about.locale].published;
  return write(about, words.subject(about.site.name), [changed ? words.changed : words.new]);
}

export function refusedLetter(about: About, ground: Ground, note: string, changed: boolean): MailContent {
  const words = WORDS[about.locale].refused;
  const why = words.why(groundWords[about.locale][ground]);
  return write(about, words.subject(about.site.name), [changed ? words.changed : words.new, why, ...(note ? [note] : []), words.after]);
}

export function questionLetter(about: About, question: string): MailContent {
  const words = WORDS[about.locale].asked;
  return write(about, words.subject(about.site.name), [words.intro(about.site.name), question, words.after]);
}

/** To whoever has reported a review: what came of it. */
export function reportedLetter(about: About, outcome: "removed" | "kept"): MailContent {
  const words = WORDS[about.locale].reported;
  return write(about, words.subject(about.site.name), [words[outcome], words.after]);
}

/** @param products what was bought, each with its own link */
export function invitationLetter(about: About, products: { name: string; url: string }[]): MailContent {
  const words = WORDS[about.locale].invitation;
  const [first, ...others] = products as [{ name: string; url: string }, ...{ name: string; url: string }[]];
  const paragraphs = [words.intro(about.site.name, first.name), words.free];
  const also = others.length > 0 ? { intro: words.others, links: others.map(({ name, url }) => ({ label: name, url })) } : undefined;
  return write(about, words.subject(about.site.name), paragraphs, { label: words.action(first.name), url: first.url }, also);
}

function write(about: About, subject: string, paragraphs: string[], action?: Link, also?: Letter["also"]): MailContent {
  const foot = WORDS[about.locale].foot(about.site.name);
  const { text, html } = letter({
    locale: about.locale,
    title: subject,
    paragraphs,
    ...(action && { action }),
    ...(also && { also }),
    foot,
  });
  return { subject, text, html };
}
