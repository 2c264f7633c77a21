/**
 * What the widgets' sources say of themselves, for others to read: the custom elements manifest (custom-elements.json), types for
 * JSX, and the tables of widgets/README.md. `node test/tools/widget-manifest.mjs` writes them; a test says when they are late.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ELEMENTS } from "./build-widgets.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const THEME = "widgets/theme.ts";

const read = (path) => readFileSync(join(root, path), "utf8");
const flat = (text) => text.replace(/\s*\n\s*\*?\s*/g, " ").trim();

/** `@word name - what it is` of a docblock. */
const tagged = (block, word) =>
  [...block.matchAll(new RegExp(`@${word} (\\S+) - ([^@]*?)(?=\\n \\* @|\\n \\*/|$)`, "g"))].map(([, name, description]) => ({
    name,
    description: flat(description),
  }));

function attributesOf(text) {
  const own = /static override attributes = \[([^\]]*)\]/.exec(text)?.[1] ?? "...PasserelleElement.attributes";
  const base = read("widgets/element.ts");
  const names = [
    ...(own.includes("...") ? /static attributes = \[([^\]]*)\]/.exec(base)[1] : "").matchAll(/"(\w+)"/g),
    ...own.matchAll(/"(\w+)"/g),
  ].map(([, name]) => name);
  return names.map((name) => ({ name, description: flat(declared(text, name) ?? declared(base, name) ?? "") }));
}

const declared = (text, name) => new RegExp(`/\\*\\* ([^/]*?) \\*/\\n  declare ${name}:`).exec(text)?.[1];

function elementOf([tag, path]) {
  const text = read(path);
  const block = text.slice(0, text.indexOf("*/") + 2);
  return {
    tag,
    path,
    name: /export class (\w+)/.exec(text)[1],
    summary: flat(/@summary (.*)/.exec(block)?.[1] ?? ""),
    example: flat(/\n \* {5}(<.*)/.exec(block)?.[1] ?? ""),
    formAssociated: /static formAssociated = true/.test(text),
    attributes: attributesOf(text),
    events: tagged(block, "fires"),
    parts: tagged(block, "csspart"),
  };
}

const elements = () => Object.entries(ELEMENTS).map(elementOf);
const properties = () => tagged(read(THEME), "cssproperty");

export function manifest() {
  const modules = elements().map(({ tag, path, name, summary, attributes, events, parts, formAssociated }) => ({
    kind: "javascript-module",
    path,
    declarations: [
      {
        kind: "class",
        customElement: true,
        tagName: tag,
        name,
        summary,
        ...(formAssociated && { formAssociated }),
        attributes: attributes.map((one) => ({ ...one, type: { text: "string" } })),
        events: events.map((one) => ({ ...one, type: { text: one.name.startsWith("passerelle-") ? "CustomEvent" : "Event" } })),
        cssParts: parts,
        cssProperties: properties(),
      },
    ],
    exports: [{ kind: "custom-element-definition", name: tag, declaration: { name, module: path } }],
  }));
  return `${JSON.stringify({ schemaVersion: "1.0.0", modules }, null, 2)}\n`;
}

export function jsxTypes() {
  const lines = elements().map(({ tag, attributes, events }) => {
    const known = attributes.map(({ name, description }) => `        /** ${description} */\n        ${name}?: string;`);
    const heard = events.map(
      ({ name, description }) => `        /** ${description} */\n        "on${name}"?: (event: CustomEvent) => void;`,
    );
    return `      "${tag}": Plain & {\n${[...known, ...heard].join("\n")}\n      };`;
  });
  return `/** Types of the widgets for React 19 (JSX), made by test/tools/widget-manifest.mjs from their sources. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";

type Plain = Omit<DetailedHTMLProps<HTMLAttributes<HTMLElement>, HTMLElement>, "onChange">;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
${lines.join("\n")}
    }
  }
}
`;
}

/** What stands between the two marks of the README. */
export function tables() {
  const row = (kind, { name, description }) => `| \`${name}\` | ${kind} | ${description} |`;
  const each = elements().map(
    ({ tag, summary, example, attributes, events, parts }) => `### \`<${tag}>\`

${summary}.

\`\`\`html
${example}
\`\`\`

| | | |
|---|---|---|
${[...attributes.map((one) => row("attribute", one)), ...events.map((one) => row("event", one)), ...parts.map((one) => row("part", one))].join("\n")}
`,
  );
  const theme = properties().map(({ name, description }) => `| \`${name}\` | ${description} |`);
  return `${each.join("\n")}\n### Colours and shapes\n\nCustom properties of any of them, or of the page:\n\n| | |\n|---|---|\n${theme.join("\n")}\n`;
}

const [BEGIN, END] = ["<!-- made by test/tools/widget-manifest.mjs -->\n", "<!-- end -->"];
export const withTables = (readme) =>
  `${readme.slice(0, readme.indexOf(BEGIN) + BEGIN.length)}\n${tables()}\n${readme.slice(readme.indexOf(END))}`;

/** Path → what should be there. */
export const made = () => ({
  "widgets/custom-elements.json": manifest(),
  "widgets/jsx.d.ts": jsxTypes(),
  "widgets/README.md": withTables(read("widgets/README.md")),
});

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(made())) writeFileSync(join(root, path), text);
