/**
 * XML from somebody else, as elements: no document type, hence no entities but XML's own five; little of it, not deep,
 * well formed to the last bracket. Everything else is refused, never mended.
 */
import { type XmlElement as Parsed, parseXml } from "@rgrove/parse-xml";

export interface XmlElement {
  /** Without its prefix. */
  name: string;
  /** The address its prefix stands for; "" = none. */
  namespace: string;
  /** Of this element alone, without the spaces around it. */
  text: string;
  /** `xsi:nil`: there is no value, which is not the same as an empty one. */
  nil: boolean;
  children: XmlElement[];
}

/** Each "<" opens at most one element: a limit on them is a limit on nodes, and on depth before the parser goes down. */
const MAX_BRACKETS = 4_000;
const MAX_DEPTH = 32;
const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** @throws Error (or the parser's own) when the text is no XML that we take */
export function readXml(text: string): XmlElement {
  // Not even in a comment: nobody who has nothing to hide writes one there.
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new Error("it has a document type");
  if (text.split("<", MAX_BRACKETS + 1).length > MAX_BRACKETS) throw new Error("it has too many elements");
  const { root } = parseXml(text);
  if (!root) throw new Error("it has no root element");
  return elementOf(root, { xml: "http://www.w3.org/XML/1998/namespace" }, 1);
}

/** Prefix → address; "" is the default. */
type Scope = Readonly<Record<string, string>>;

function elementOf({ name, attributes, children }: Parsed, outer: Scope, depth: number): XmlElement {
  if (depth > MAX_DEPTH) throw new Error("it is too deep");
  const scope = { ...outer, ...declared(attributes) };
  const own = resolve(name, scope, scope[""] ?? "");
  const inner = children.filter((child): child is Parsed => child.type === "element");
  return {
    ...own,
    text: children
      .map((child) => ("text" in child && child.type !== "element" ? child.text : ""))
      .join("")
      .trim(),
    nil: Object.entries(attributes).some(([key, value]) => isNil(resolve(key, scope, "")) && /^(true|1)$/.test(value.trim())),
    children: inner.map((child) => elementOf(child, scope, depth + 1)),
  };
}

const isNil = ({ name, namespace }: { name: string; namespace: string }) => name === "nil" && namespace === SCHEMA_INSTANCE;

function declared(attributes: Record<string, string>): Scope {
  const pairs = Object.entries(attributes).flatMap(([key, value]): [string, string][] => {
    if (key === "xmlns") return [["", value]];
    return key.startsWith("xmlns:") ? [[key.slice("xmlns:".length), value]] : [];
  });
  return Object.fromEntries(pairs);
}

function resolve(qualified: string, scope: Scope, bare: string): { name: string; namespace: string } {
  const [prefix, name, ...rest] = qualified.split(":");
  if (name === undefined || prefix === "xmlns") return { name: qualified, namespace: bare };
  const namespace = Object.hasOwn(scope, prefix as string) ? scope[prefix as string] : undefined;
  if (!namespace || name === "" || rest.length > 0) throw new Error("it uses a prefix that stands for nothing");
  return { name, namespace };
}

/** Text between two tags or quotes. Characters that XML cannot carry at all are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
