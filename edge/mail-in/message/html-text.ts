/** The words of HTML, line by line, as a reader would see them. Walks once from left to right, whatever it is given. */

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  euro: "€",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  oelig: "œ",
};
/** "eacute" is an e and an accent. */
const ACCENTS: Record<string, string> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
  uml: "\u0308",
  ring: "\u030a",
  cedil: "\u0327",
};
const BREAKS = /^\/?(br|p|div|tr|li|ul|ol|table|h[1-6]|hr|blockquote|section|article|header|footer)$/;
/** What is inside is no text. */
const UNSEEN = /^(style|script|head|title|template|svg)$/;
const MOST = 400_000;

export function textOfHtml(html: string): string {
  const source = html.slice(0, MOST);
  const pieces: string[] = [];
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf("<", at);
    pieces.push(source.slice(at, open < 0 ? undefined : open).replace(/\s+/g, " "));
    if (open < 0) break;
    const close = source.startsWith("<!--", open) ? source.indexOf("-->", open + 4) + 2 : source.indexOf(">", open);
    if (close < open) break; // a tag that never ends: what follows is none of the text
    const name = (/^\/?[a-z][a-z0-9]*/i.exec(source.slice(open + 1, open + 20))?.[0] ?? "").toLowerCase();
    if (BREAKS.test(name)) pieces.push("\n");
    else if (/^\/?t[dh]$/.test(name)) pieces.push(" ");
    at = UNSEEN.test(name) ? endOf(source, name, close) : close + 1;
  }
  return entities(pieces.join(""))
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function endOf(source: string, name: string, from: number): number {
  const end = new RegExp(`</${name}`, "gi");
  end.lastIndex = from;
  const close = end.test(source) ? source.indexOf(">", end.lastIndex) : -1;
  return close < 0 ? source.length : close + 1;
}

const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return NAMED[name] ?? accented(name) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "";
  });

function accented(name: string): string | undefined {
  const accent = ACCENTS[name.slice(1)];
  return accent && `${name[0]}${accent}`.normalize("NFC");
}
