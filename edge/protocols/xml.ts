/**
 * XML from somebody else, as elements: no document type, hence no entities but XML's own five; little of it, not deep, names
 * in ASCII, well formed to the last bracket. Everything else is refused, never mended.
 * Source: https://www.w3.org/TR/xml/ and https://www.w3.org/TR/xml-names/ (read 2026-11)
 */
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

/** Each "<" opens at most one element: a limit on them is a limit on nodes. */
const MAX_BRACKETS = 4_000;
const MAX_DEPTH = 32;
const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const NAME = "[A-Za-z_:][\\w:.-]*";
const ATTRIBUTE = `[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^<"]*)"|'([^<']*)')`;
const DECLARATION =
  /^\ufeff?(<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*("1\.\d+"|'1\.\d+')([ \t\n]+encoding[ \t\n]*=[ \t\n]*("[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?([ \t\n]+standalone[ \t\n]*=[ \t\n]*("(yes|no)"|'(yes|no)'))?[ \t\n]*\?>)?/;
/** What a document is made of, one piece at a time. */
const PIECES = [
  `<(?<opened>${NAME})(?<attributes>(?:${ATTRIBUTE.replaceAll(/\((?!\?)/g, "(?:")})*)[ \\t\\n]*(?<empty>/?)>`,
  `</(?<closed>${NAME})[ \\t\\n]*>`,
  "<!--(?<comment>[^]*?)-->",
  "<!\\[CDATA\\[(?<literal>[^]*?)\\]\\]>",
  `<\\?(?!xml[ \\t\\n?])${NAME}(?:[ \\t\\n][^]*?)?\\?>`,
  "(?<text>[^<]+)",
].join("|");
const SIGNS: Record<string, string> = { lt: "<", gt: ">", amp: "&", apos: "'", quot: '"' };

/** An element whose end has not come yet. */
interface Open {
  tag: string;
  scope: Scope;
  element: XmlElement;
}

/** @throws Error when the text is no XML that we take */
export function readXml(text: string): XmlElement {
  // Not even in a comment: nobody who has nothing to hide writes one there.
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new Error("it has a document type");
  if (text.split("<", MAX_BRACKETS + 1).length > MAX_BRACKETS) throw new Error("it has too many elements");
  if (NO_CHARACTER.test(text)) throw new Error("it has a character that XML has not");
  const whole = text.replace(/\r\n?/g, "\n").replace(DECLARATION, "");
  const outside: Open = { tag: "", scope: { xml: "http://www.w3.org/XML/1998/namespace" }, element: blank("") };
  const open = [outside];
  let read = 0;
  for (const [piece, groups] of piecesOf(whole)) {
    read += piece.length;
    take(groups, open);
    if (open.length > MAX_DEPTH + 1) throw new Error("it is too deep");
  }
  const [root, ...more] = outside.element.children;
  if (!root || more.length > 0 || open.length > 1 || read < whole.length) throw new Error("it is not one whole element");
  return root;
}

type Groups = Partial<Record<"opened" | "attributes" | "empty" | "closed" | "comment" | "literal" | "text", string>>;

/** Ends where nothing fits any more. */
function* piecesOf(text: string): Generator<[piece: string, groups: Groups]> {
  for (const found of text.matchAll(new RegExp(PIECES, "gy"))) yield [found[0], found.groups ?? {}];
}

function take({ opened, attributes = "", empty, closed, comment = "", literal, text }: Groups, open: Open[]): void {
  const { tag, scope, element } = open.at(-1) as Open;
  if (/--|-$/.test(comment) || text?.includes("]]>")) throw new Error("it ends what never began");
  if (opened !== undefined) {
    const next = begin(opened, attributes, scope);
    element.children.push(next.element);
    if (!empty) open.push(next);
  } else if (closed !== undefined) {
    if (closed !== tag) throw new Error("its tags cross");
    element.text = element.text.trim();
    open.pop();
  } else if (open.length > 1) element.text += literal ?? plain(text ?? "");
  else if (literal !== undefined || /[^ \t\n]/.test(text ?? "")) throw new Error("it has text outside of its element");
}

const blank = (name: string, namespace = ""): XmlElement => ({ name, namespace, text: "", nil: false, children: [] });

function begin(tag: string, written: string, outer: Scope): Open {
  const attributes: Record<string, string> = {};
  for (const [, name = "", double, single = ""] of written.matchAll(new RegExp(ATTRIBUTE, "g"))) {
    if (Object.hasOwn(attributes, name)) throw new Error("it has an attribute twice");
    attributes[name] = plain(double ?? single);
  }
  const scope = { ...outer, ...declared(attributes) };
  const { name, namespace } = resolve(tag, scope, scope[""] ?? "");
  const nil = Object.entries(attributes).some(([key, value]) => isNil(resolve(key, scope, "")) && /^(true|1)$/.test(value.trim()));
  return { tag, scope, element: { ...blank(name, namespace), nil } };
}

/** What is written with references, as it is meant. */
function plain(written: string): string {
  return written.replace(/&(?:(\w+);|#(\d+);|#x([\da-fA-F]+);)?/g, (_, name = "", decimal = "", hex = "") => {
    const sign = Object.hasOwn(SIGNS, name)
      ? SIGNS[name]
      : decimal || hex
        ? String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
        : "";
    if (!sign || NO_CHARACTER.test(sign)) throw new Error("it has a reference to nothing");
    return sign;
  });
}

/** Prefix → address; "" is the default. */
type Scope = Readonly<Record<string, string>>;

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
  return text.replace(new RegExp(NO_CHARACTER, "gu"), "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
