/** Writes XML: elements as nested arrays, text escaped, nothing that XML 1.0 forbids. */

/** `[name, attributes?, ...children]`; null, undefined and false children are left out, and so is an element without any. */
export type Node = [name: string, ...rest: (Attributes | Child)[]];
type Attributes = Record<string, string>;
type Child = Node | string | null | undefined | false;

/** Wanted by the schema even when there is nothing in it. */
const ALWAYS = new Set(["ram:ApplicableHeaderTradeDelivery"]);

export function writeXml(root: Node): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, true)}`;
}

function element([name, ...rest]: Node, evenEmpty = false): string {
  const [first, ...others] = rest;
  const hasAttributes = typeof first === "object" && first !== null && !Array.isArray(first);
  const attributes = hasAttributes ? Object.entries(first as Attributes) : [];
  const children = (hasAttributes ? others : rest) as Child[];
  const inner = children.map((child) => (Array.isArray(child) ? element(child) : child ? escapeText(child) : "")).join("");
  if (!inner && !evenEmpty && !ALWAYS.has(name)) return "";
  const opening = `${name}${attributes.map(([key, value]) => ` ${key}="${escapeText(value)}"`).join("")}`;
  return `<${opening}>${inner}</${name}>`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters, lone surrogates and the two non-characters are no XML: they go. */
const escapeText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
