/** In which language an element speaks, and how it writes numbers. */
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export interface Words {
  /** A tag that Intl knows. */
  locale: string;
  language: "fr" | "en";
  text: typeof fr;
  number(value: number | string, digits?: number): string;
  /** « avis » of so many. */
  count(count: number): string;
}

const known = new Map<string, Words>();

/** Of the nearest `lang`, through shadow roots; a page without one is read in the browser's language. */
export function wordsFor(element: Element): Words {
  const written = langAround(element) || navigator.language;
  const words = known.get(written) ?? wordsOf(written);
  known.set(written, words);
  return words;
}

function langAround(element: Element): string | null | undefined {
  const near = element.closest("[lang]");
  if (near) return near.getAttribute("lang");
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langAround(root.host) : "";
}

function wordsOf(written: string): Words {
  const language = /^fr\b/i.test(written) ? "fr" : "en";
  const locale = /^(fr|en)-[a-z]{2}$/i.test(written) ? written : language;
  const text = language === "fr" ? fr : en;
  // Not by Intl: its first number takes a telephone 80 ms, and a rating has but two.
  const number = (value: number | string, digits = 0) => {
    const [whole = "", part] = Number(value).toFixed(digits).split(".");
    return whole.replace(/\B(?=(\d{3})+$)/g, text.thousands) + (part ? text.point + part : "");
  };
  return {
    locale,
    language,
    text,
    number,
    count: (count) => `${number(count)}\u00a0${count < text.plural ? text.review : text.reviews}`,
  };
}
