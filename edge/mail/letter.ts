/** Both faces of a mail, HTML and plain text, made from the same words. Templates of the capabilities give the words, in the reader's language. */
import type { Locale } from "../people/person.ts";

export interface Letter {
  locale: Locale;
  title: string;
  paragraphs: string[];
  /** One thing to do. */
  action?: { label: string; url: string };
  /** Who writes, why you get this. */
  foot: string;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string);
const paragraph = (text: string, style = "") => `<p style="margin:0 0 16px;${style}">${escaped(text).replace(/\n/g, "<br>")}</p>`;

/** @throws TypeError when the action's address is no http(s) address: a template's mistake */
export function letter({ locale, title, paragraphs, action, foot }: Letter): { text: string; html: string } {
  const link = action && { label: action.label, href: webAddress(action.url) };
  const text = [title, ...paragraphs, ...(link ? [`${link.label}\n${link.href}`] : []), `-- \n${foot}`].join("\n\n");
  const button = link
    ? `<p style="margin:24px 0"><a href="${escaped(link.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#2f2a4a;color:#ffffff;font-weight:600;text-decoration:none">${escaped(link.label)}</a></p>`
    : "";
  // Styles in place: half of the mail programs drop a style element.
  const html = `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f4f4f7;color:#1f1d2b;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 28px 16px;background:#ffffff;border-radius:8px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3">${escaped(title)}</h1>
${paragraphs.map((one) => paragraph(one)).join("\n")}
${button}</div>
<div style="max-width:560px;margin:16px auto 0;padding:0 28px">${paragraph(foot, "font-size:13px;color:#6b6880")}</div>
</body></html>`;
  return { text, html };
}

function webAddress(url: string): string {
  const { protocol, href } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:") throw new TypeError("a letter links to the web only");
  return href;
}
