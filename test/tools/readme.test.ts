/** What the documentation tells people to type and to look at is there. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectors } from "../../edge/connectors/index.ts";
import { root } from "../sandbox/set-up.mjs";

const EXAMPLE = ".dev.vars.example";
const PAGES = [
  "README.md",
  "widgets/README.md",
  ...globSync("edge/*/README.md", { cwd: root }).sort(), // a capability whole; the first page has its face
];
const read = (path: string) => readFileSync(join(root, path), "utf8");
const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts);

describe.each(PAGES)("%s", (page) => {
  const text = read(page);

  it("names scripts that exist", () => {
    const named = [...text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short ?? "");
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it("links to files that exist", () => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => join(dirname(page), path ?? ""));
    expect(linked.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it("names files that exist", () => {
    const named = [...text.matchAll(/`((?:bot|edge|test|widgets)\/[\w./-]+\.(?:ts|tsx|mjs|sql))`/g)].map(([, path]) => path ?? "");
    const real = named.filter((path) => !path.includes("acme")); // the connector of the example
    expect(real.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

it("the pages of all capabilities are read", () => {
  expect(PAGES.length).toBeGreaterThan(8);
});

describe(EXAMPLE, () => {
  it("lists every value that the Worker or a connector reads", () => {
    const settings = [...read("edge/settings.ts").matchAll(/(?:text|needed)\(env, "([A-Z_]+)"\)/g)].map(([, name]) => name ?? "");
    expect(settings.length).toBeGreaterThan(5);
    const named = [...settings, ...connectors.flatMap(({ secrets, optional = [] }) => [...secrets, ...optional])];
    // Where Slack answers is for tests: nobody has another Slack.
    expect(named.filter((name) => name !== "SLACK_API_URL" && !read(EXAMPLE).includes(`#${name}=`))).toEqual([]);
  });
});
