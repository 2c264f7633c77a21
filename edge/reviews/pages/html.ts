/** HTML from templates: whatever is put into one is text, unless a template has made it. */

class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

type Value = string | number | Markup | null | false | Value[];

const shown = (value: Value): string => {
  if (value === null || value === false) return "";
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(shown).join("");
  return String(value).replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
};

export const html = (texts: TemplateStringsArray, ...values: Value[]): Markup =>
  new Markup(texts.reduce((whole, text, i) => whole + shown(values[i - 1] ?? null) + text));

/** A data block for machines. `<` stays out of it, so that nothing ends it early. */
export const dataBlock = (data: unknown): Markup =>
  new Markup(`<script type="application/ld+json">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`);

/** Ours alone: a style sheet. */
export const styleBlock = (css: string, nonce: string): Markup => new Markup(`<style nonce="${nonce}">${css}</style>`);

/** Line breaks as they were typed. */
export const inLines = (text: string): Markup =>
  new Markup(
    text
      .split("\n")
      .map((line) => shown(line))
      .join("<br>"),
  );
