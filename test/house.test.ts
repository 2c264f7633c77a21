/** The law of the house (see README, "The map"): who may import whom, and what a folder and a file may be. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./sandbox/set-up.mjs";

const MAX_LINES = 250;
const PARTS = ["pdf", "selling", "desk", "reviews-desk", "shop", "studio", "docs", "privacy"].map((part) => `edge/${part}-part.ts`);
const SHARED = ["edge/errors.ts", "edge/read-up-to.ts", "edge/ports.ts", "edge/house.ts", "edge/settings.ts", ...PARTS];
/** Folders of edge/ that are not a capability of the company. */
const FLOORS = ["connectors", "protocols", "store", "runs"];

const files = [...filesUnder("bot"), ...filesUnder("edge"), ...filesUnder("widgets")].filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap(importsOf);
const capabilities = foldersIn("edge")
  .filter((name) => !FLOORS.includes(name))
  .map((name) => `edge/${name}/`);

interface Import {
  from: string;
  /** A path of the repository, or the name of a package. */
  to: string;
  typeOnly: boolean;
}

/** What a file may import of our own; the first rule whose `who` it begins with decides. A `type:` prefix allows types only. */
const RULES: { who: string; may: string[] }[] = [
  { who: "bot/", may: ["bot/", ...capabilities, "edge/runs/", ...SHARED] },
  { who: "widgets/", may: ["widgets/", ...capabilities.map((folder) => `type:${folder}`)] },
  { who: "edge/index.ts", may: ["bot/", "edge/"] },
  { who: "edge/connectors/index.ts", may: ["edge/connectors/"] },
  { who: "edge/connectors/define-connector.ts", may: ["type:edge/ports.ts"] },
  // builtin is ours: it keeps the very shapes that the capabilities have.
  { who: "edge/connectors/builtin/", may: [...connectorMay("builtin"), "edge/store/", ...capabilities] },
  ...foldersIn("edge/connectors").map((name) => ({ who: `edge/connectors/${name}/`, may: connectorMay(name) })),
  { who: "edge/protocols/", may: ["edge/protocols/", "edge/errors.ts", "edge/read-up-to.ts"] },
  ...[...capabilities, "edge/runs/"].map((who) => ({ who, may: [...capabilities, "edge/store/", "edge/runs/", ...SHARED] })),
  { who: "edge/store/", may: ["edge/store/", "edge/errors.ts"] },
  // What stands between: app, connect, jobs, ports, settings.
  { who: "edge/", may: ["edge/"] },
];

function connectorMay(name: string): string[] {
  const types = capabilities.map((folder) => `type:${folder}`);
  return [`edge/connectors/${name}/`, "edge/connectors/define-connector.ts", "edge/protocols/", "edge/errors.ts", ...types];
}

const allowed = ({ from, to, typeOnly }: Import) =>
  RULES.find(({ who }) => from.startsWith(who))?.may.some((may) =>
    may.startsWith("type:") ? typeOnly && to.startsWith(may.slice("type:".length)) : to.startsWith(may),
  );
const told = ({ from, to, typeOnly }: Import) => `${from} → ${to}${typeOnly ? " (types)" : ""}`;

describe("who may import whom", () => {
  it("has read the code", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(imports.length).toBeGreaterThan(100);
    expect(capabilities).toContain("edge/clients/");
  });

  it("keeps to the table", () => {
    const ours = imports.filter(({ to }) => /^(bot|edge|widgets|test)\//.test(to));
    expect(ours.filter((found) => !allowed(found)).map(told)).toEqual([]);
  });

  it("would see a wrong import", () => {
    const wrong = (from: string, to: string, typeOnly = false) => !allowed({ from, to, typeOnly });
    expect(wrong("edge/clients/create-client.ts", "edge/connectors/dolibarr/index.ts")).toBe(true);
    expect(wrong("edge/connectors/dolibarr/index.ts", "edge/companies/names.ts")).toBe(true);
    expect(wrong("edge/connectors/dolibarr/index.ts", "edge/companies/names.ts", true)).toBe(false);
    expect(wrong("bot/app.ts", "edge/connectors/index.ts")).toBe(true);
    expect(wrong("edge/clients/client.ts", "bot/app.ts")).toBe(true);
    expect(wrong("bot/app.ts", "test/sandbox/faults.ts")).toBe(true);
  });

  it("lets nobody import edge/index.ts", () => {
    expect(imports.filter(({ to }) => to === "edge/index.ts").map(told)).toEqual([]);
  });

  it("keeps Hono to the HTTP doors and Slack to the bot", () => {
    const isDoor = (file: string) => file === "edge/app.ts" || file.endsWith("-routes.ts") || file.endsWith(".tsx");
    expect(imports.filter(({ from, to }) => /^hono(\/|$)/.test(to) && !isDoor(from)).map(told)).toEqual([]);
    expect(imports.filter(({ from, to }) => to.startsWith("@slack/") && !from.startsWith("bot/")).map(told)).toEqual([]);
  });

  it("asks nothing of Hono that wrangler.toml leaves out of the Worker", () => {
    expect(files.filter((file) => /\.(parseBody|mount)\(/.test(read(file)))).toEqual([]);
  });

  it("imports zod/mini whole, which is a third of the size", () => {
    expect(files.filter((file) => /from "zod"|import\s*\{[^}]*\}\s*from "zod\/mini"/.test(read(file)))).toEqual([]);
  });

  it("does without the shapes of zod that weigh most: z.catch alone keeps all of its tools", () => {
    expect(files.filter((file) => /\bz\.(catch|tuple|record|discriminatedUnion)\(/.test(read(file)))).toEqual([]);
  });

  it("makes a shape when it is first needed: a cold start waits for none", () => {
    const atStart = files.filter((file) =>
      /^(edge\/(connectors|clients|companies|mail|mail-in|privacy|protocols)|bot\/clients)\//.test(file),
    );
    expect(atStart.filter((file) => /^(export )?const \w+(: [^=\n]+)? = z\.(?!lazy\b)/m.test(read(file)))).toEqual([]);
  });
});

describe("folders and files", () => {
  it("keeps the top level to what is known there", () => {
    const known =
      /^(bot|widgets|edge|test|README\.md|package(-lock)?\.json|wrangler\.toml|tsconfig\.json|biome\.json|\w+\.config\.ts|LICENSE)$/;
    const ignored = /^(\.|node_modules$|dist$)/;
    expect(names(".").filter((name) => !known.test(name) && !ignored.test(name))).toEqual([]);
  });

  it("lists every connector", () => {
    const listed = imports.filter(({ from }) => from === "edge/connectors/index.ts").map(({ to }) => to);
    expect(foldersIn("edge/connectors").map((name) => `edge/connectors/${name}/index.ts`)).toEqual(
      expect.arrayContaining(listed.filter((path) => path.endsWith("/index.ts"))),
    );
    expect(listed).toEqual(expect.arrayContaining(foldersIn("edge/connectors").map((name) => `edge/connectors/${name}/index.ts`)));
  });

  it("names folders by what the company does", () => {
    const vague = /^(utils?|helpers?|common|lib|services?|managers?|misc|shared)(\.ts)?$/;
    const parts = [...files, ...filesUnder("test")].flatMap((file) => file.split("/"));
    expect(parts.filter((part) => vague.test(part))).toEqual([]);
  });

  it(`keeps files within ${MAX_LINES} lines`, () => {
    const long = [
      ...files,
      ...filesUnder("test").filter((file) => /\.(ts|mjs|css)$/.test(file) && !file.startsWith("test/fixtures/")),
    ].filter((file) => read(file).split("\n").length > MAX_LINES + 1);
    expect(long).toEqual([]);
  });
});

function filesUnder(folder: string): string[] {
  return names(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
  });
}

function foldersIn(folder: string): string[] {
  return names(folder).filter((name) => statSync(join(root, folder, name)).isDirectory());
}

function names(folder: string): string[] {
  try {
    return readdirSync(join(root, folder)).sort();
  } catch {
    return []; // widgets/ comes with the first widget
  }
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

function importsOf(from: string): Import[] {
  const statements = /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"|import\("([^"]+)"\)/gm;
  return [...read(from).matchAll(statements)].map(([, type, direct, lazy]) => {
    const written = direct ?? lazy ?? "";
    const to = written.startsWith(".") ? normalize(join(dirname(from), written)) : written;
    return { from, to, typeOnly: Boolean(type) };
  });
}
