/**
 * Builds the widgets into widgets/built/, which wrangler serves beside the Worker ([assets] in wrangler.toml): the loader under its
 * two addresses, what elements are made of in immutable files named by their content, and _headers. Runs on Node 20 too.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, transform } from "esbuild";
import { minify } from "terser";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Element → where it is made. */
export const ELEMENTS = {
  "passerelle-rating": "widgets/rating/rating.ts",
  "passerelle-reviews": "widgets/reviews/reviews.ts",
  "passerelle-review-form": "widgets/review-form/review-form.ts",
  "passerelle-rating-input": "widgets/review-form/rating-input.ts",
};

const HEADERS = `/v1/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  X-Content-Type-Options: nosniff
  Timing-Allow-Origin: *
/v1/passerelle.js
  Cache-Control: public, max-age=600, stale-while-revalidate=86400
/v1/chunks/*
  Cache-Control: public, max-age=31536000, immutable
/v1/${version}/*
  Cache-Control: public, max-age=31536000, immutable
`;

/** @returns {import("esbuild").BuildOptions & { write: false }} */
const settings = () => ({
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none", // the licences are in README.md and in the packages
  tsconfig: "widgets/tsconfig.json",
  logLevel: "warning",
  write: false,
  plugins: [tight, litAlone],
});

/** Templates keep the line breaks and the margin of their source: in HTML a break will do, style is minified as a sheet would be. */
const tight = {
  name: "tight",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]widgets[\\/].*\.ts$/ }, async ({ path }) => {
      let text = readFileSync(path, "utf8");
      for (const [whole, sheet] of [...text.matchAll(/\bcss`([^`]*)`/g)]) {
        const { code } = await transform(sheet, { loader: "css", minify: true });
        text = text.replace(whole, () => `css\`${code.trim().replaceAll("\\", "\\\\")}\``);
      }
      return { contents: text.replace(/\s*\n\s*/g, "\n"), loader: "ts" };
    });
  },
};

/** Lit without what it keeps for old browsers and for its own count of copies, which would be three globals on the shop's page. */
const litAlone = {
  name: "lit-alone",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/](lit-html|lit-element|@lit[\\/]reactive-element)[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(/\((\w+)\.\w+Versions\?\?=\[\]\)\.push\("[\d.]+"\)/, "0")
        .replace(/\b\w+\.(reactiveElement|litHtml|litElement)(PolyfillSupport|HydrateSupport)/g, "(void 0)"),
    }));
  },
};

/** What only we and Lit name is named shortly: one cache for all files, for they call each other. */
async function smaller(text, nameCache) {
  const { code } = await minify(text, {
    module: true,
    ecma: 2020,
    compress: { passes: 3 },
    mangle: { properties: { regex: /^_\$/ } },
    format: { comments: false },
    nameCache,
  });
  return `${code}\n`;
}

/** @returns the files, named by what is in them, and which of them each element needs, its own first */
async function makeChunks() {
  const { outputFiles, metafile } = await build({
    ...settings(),
    entryPoints: Object.values(ELEMENTS),
    outdir: "built",
    splitting: true,
    metafile: true,
    entryNames: "[name]",
    chunkNames: "shared-[hash]",
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const direct = (name, kind) =>
    outputs
      .get(name)
      .imports.filter((found) => found.kind === kind)
      .map(({ path }) => basename(path));
  const named = new Map();
  const files = new Map();
  const nameCache = {};
  // What others import is named first: its name is part of what they are.
  const name = async (old) => {
    if (named.has(old)) return;
    const used = [...direct(old, "import-statement"), ...direct(old, "dynamic-import")];
    for (const path of used) await name(path);
    let text = texts.get(old);
    for (const path of used) text = text.replaceAll(`./${path}`, `./${named.get(path)}`);
    text = await smaller(text, nameCache);
    const entry = outputs.get(old).entryPoint;
    named.set(
      old,
      `${entry ? basename(entry, ".ts") : "shared"}-${createHash("sha256").update(text).digest("base64url").replace(/[-_]/g, "").slice(0, 8)}.js`,
    );
    files.set(named.get(old), text);
  };
  for (const old of [...texts.keys()].sort()) await name(old);
  const needs = (old) => [named.get(old), ...direct(old, "import-statement").flatMap(needs)];
  const list = Object.entries(ELEMENTS).map(([tag, entry]) => {
    const [old] = [...outputs].find(([, { entryPoint }]) => entryPoint === entry);
    return [tag, [...new Set(needs(old))]];
  });
  return { files, list: Object.fromEntries(list) };
}

async function loader(list, chunksAt) {
  const define = { CHUNKS: JSON.stringify(list), CHUNKS_AT: JSON.stringify(chunksAt) };
  const { outputFiles } = await build({ ...settings(), entryPoints: ["widgets/loader.ts"], define });
  return smaller(outputFiles[0].text, {});
}

/** Path under widgets/built/ → text, and the files that each element needs. */
export async function makeWidgets() {
  const { files, list } = await makeChunks();
  const made = new Map([
    ["v1/passerelle.js", await loader(list, "./chunks/")],
    [`v1/${version}/passerelle.js`, await loader(list, "../chunks/")],
    ...[...files].map(([name, text]) => [`v1/chunks/${name}`, text]),
  ]);
  const sri = (text) => `sha384-${createHash("sha384").update(text).digest("base64")}`;
  const integrity = Object.fromEntries([...made].map(([path, text]) => [`/${path}`, sri(text)]));
  made.set("v1/files.json", `${JSON.stringify({ version, elements: list, integrity }, null, 2)}\n`);
  made.set("_headers", HEADERS);
  return { made, list, version };
}

export const brotli = (text) => brotliCompressSync(text).length;

/** Written only when it is another one, and in one go: several may build at once. */
export async function buildWidgets(folder = join(root, "widgets/built")) {
  const { made } = await makeWidgets();
  for (const [path, text] of made) {
    const file = join(folder, path);
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    mkdirSync(dirname(file), { recursive: true });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  }
  const stale = readdirSync(join(folder, "v1/chunks")).filter((name) => name.endsWith(".js") && !made.has(`v1/chunks/${name}`));
  for (const name of stale) rmSync(join(folder, "v1/chunks", name), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWidgets();
