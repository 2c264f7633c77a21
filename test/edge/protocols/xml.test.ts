import { type XmlElement as Parsed, parseXml } from "@rgrove/parse-xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXml, type XmlElement } from "../../../edge/protocols/xml.ts";

/** What both say of a document: its elements and their texts, or that it is none. */
type Told = [name: string, text: string, children: Told[]];
const ours = ({ name, text, children }: XmlElement): Told => [name, text, children.map(ours)];
const theirs = ({ name, children }: Parsed): Told => [
  name,
  children
    .map((child) => ("text" in child && child.type !== "element" ? child.text : ""))
    .join("")
    .trim(),
  children.filter((child): child is Parsed => child.type === "element").map(theirs),
];
const told = (read: () => Told): Told | "refused" => {
  try {
    return read();
  } catch {
    return "refused";
  }
};
const ourReading = (text: string) => told(() => ours(readXml(text)));
const theirReading = (text: string) => told(() => theirs(parseXml(text).root as Parsed));

const PIECES = [
  ...[
    "<a>",
    "</a>",
    "<a/>",
    "<b >",
    "</b\n>",
    "<a b='1'>",
    "<a b = \"é > '\" c='2'/>",
    "<a b='1' b='2'>",
    "<a b=1>",
    "<a b>",
    "<a b='<'>",
    "< a>",
    "</ a>",
  ],
  ...[
    "&amp;",
    "&lt;",
    "&quot;&apos;&gt;",
    "&#233;",
    "&#xe9;",
    "&#x1F950;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&x;",
    "&",
    "&amp",
    "&#;",
    "&toString;",
  ],
  ...[
    "<!-- c -->",
    "<!---->",
    "<!-- -- -->",
    "<!-- --->",
    "<!--",
    "-->",
    "<![CDATA[<&]]>",
    "<![CDATA[",
    "]]>",
    "]]",
    ">",
    "<?p?>",
    "<?p q ?>",
    "<?xml?>",
    "<?",
  ],
  ...[
    "x",
    " ",
    "\r\n",
    "\r",
    "\t",
    "é🥐",
    "\u00a0",
    "\u0001",
    "\ufffe",
    "\ud800",
    "<a b='&amp;\n'>",
    "<a b='&'>",
    "<1>",
    "<a.b-c_d/>",
    "<a b='1'c='2'/>",
  ],
];
const content = fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(""));
/** Well formed for most of it, so that most of it is read. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("x", " ", "&amp;é", "<a/>", "<![CDATA[<]]]]>", "<!-- c -->", "<?p q?>", "\r\n"),
    fc
      .tuple(fc.constantFrom("a", "b"), fc.constantFrom("", " c='1'", " c='&lt;' d=\"2\" "), tie("tree"), content, tie("tree"))
      .map(([name, attributes, first, rest, second]) => `<${name}${attributes}>${first}${rest.length > 12 ? "" : rest}${second}</${name}>`),
  ),
}));
const prolog = fc.constantFrom(
  "",
  "\ufeff",
  '<?xml version="1.0"?>\n',
  "<?xml version='1.1' encoding='UTF-8' standalone='yes' ?>",
  '<?xml encoding="a"?>',
  "<?xml?>",
  " <?xml version='1.0'?>",
  "<!-- c -->",
);
const documents = fc
  .tuple(
    prolog,
    fc.oneof(
      tree,
      content,
      content.map((inner) => `<a>${inner}</a>`),
    ),
    fc.constantFrom("", " ", "x", "<b/>", "<!-- c -->"),
  )
  .map((parts) => parts.join(""));

describe("XML is read as parse-xml reads it", () => {
  it("whatever comes, well formed or not", () => {
    let read = 0;
    fc.assert(
      fc.property(documents, (text) => {
        const [mine, other] = [ourReading(text), theirReading(text)];
        if (mine !== "refused") read++;
        expect(mine).toEqual(other);
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(1_000);
  });

  it("cut anywhere, or with any sign put in anywhere", () => {
    const whole = `<?xml version="1.0"?><a b="1"><!-- c --><b c='&lt;'>é &#233;</b><![CDATA[<]]><?p q?></a>`;
    for (let at = 0; at <= whole.length; at++)
      for (const text of [
        whole.slice(0, at),
        ...["<", ">", "&", "-", "]", "'", '"', "/", "=", "?", "!", " ", "x"].map((sign) => whole.slice(0, at) + sign + whole.slice(at)),
      ])
        if (!/<!(?!--|\[CDATA\[)/.test(text)) expect(ourReading(text), text).toEqual(theirReading(text));
  });
});
