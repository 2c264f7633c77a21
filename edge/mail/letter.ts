/** Both faces of a mail, HTML and plain text, made from the same words. Templates of the capabilities give the words, in the reader's language. */
import type { Locale } from "../people/person.ts";

export interface Link {
  label: string;
  url: string;
}

export interface Letter {
  locale: Locale;
  title: string;
  paragraphs: string[];
  /** One thing to do. */
  action?: Link;
  /** More of the same kind, below it. */
  also?: { intro: string; links: Link[] };
  /** Who writes, why you get this. */
  foot: string;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
const inLines = (text: string) => escaped(text).replace(/\n/g, "<br>");

/** @throws TypeError when the action's address is no http(s) address: a template's mistake */
export function letter({ locale, title, paragraphs, action, also, foot }: Letter): { text: string; html: string } {
  const [link, ...others] = [...(action ? [action] : []), ...(also?.links ?? [])].map(({ label, url }) => ({
    label,
    href: webAddress(url),
  }));
  const lines = others.map(({ label, href }) => `${label}\n${href}`);
  const text = [
    title,
    ...paragraphs,
    ...(link ? [`${link.label}\n${link.href}`] : []),
    ...(also ? [also.intro, ...lines] : []),
    `-- \n${foot}`,
  ].join("\n\n");
  const button = link
    ? `<p><a href="${escaped(link.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#2f2a4a;color:#fff;text-decoration:none">${escaped(link.label)}</a></p>`
    : "";
  const more = also
    ? `<p>${inLines(also.intro)}${others.map(({ label, href }) => `<br><a href="${escaped(href)}" style="color:#2f2a4a">${escaped(label)}</a>`).join("")}</p>`
    : "";
  // Styles in place: half of the mail programs drop a style element.
  const html = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f4f4f7;color:#1f1d2b;font:16px/1.5 system-ui,Arial,sans-serif">
<div style="max-width:560px;margin:auto;padding:16px 28px;background:#fff;border-radius:8px"><h1 style="font-size:22px">${escaped(title)}</h1>
${paragraphs.map((one) => `<p>${inLines(one)}</p>`).join("\n")}
${button}${more}</div>
<p style="max-width:504px;margin:16px auto;font-size:13px;color:#6b6880">${inLines(foot)}</p></body></html>`;
  return { text, html };
}

function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError("a letter links to the web only");
  return href;
}
