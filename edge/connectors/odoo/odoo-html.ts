/** Odoo keeps notes as HTML, cleaned by its own rules: plain text goes in escaped and comes out again. Pure. */

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** "" stays "": an empty paragraph would be a note. */
export const toHtml = (text: string): string =>
  text && `<p>${text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] as string).replace(/\r\n?|\n/g, "<br>")}</p>`;

/** What a person reads there: blocks and breaks are lines, everything else of the markup goes. */
export function toText(html: string): string {
  return html
    .replace(/[\r\n]+/g, " ")
    .replace(/<(script|style)\b.*?<\/\1\s*>/gi, "")
    .replace(/<br\s*\/?>|<\/(p|div|li|h[1-6]|tr|blockquote|pre)\s*>/gi, "\n")
    .replace(/<[a-z/!][^>]*>/gi, "")
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => unescaped(name) ?? whole)
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .trim();
}

function unescaped(name: string): string | undefined {
  if (!name.startsWith("#")) return NAMED[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}
