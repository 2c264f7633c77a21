/**
 * Builds the parts of the Worker that are loaded later into one module each, beside each other in edge/built/: what makes PDFs,
 * fonts and all, what quotes and invoices need, what Slack shows of them, what web sites ask for, the studio, what Slack shows of reviews, and
 * what a person may ask of their data. wrangler does this before it builds ([build] in
 * wrangler.toml), and so do the tests: all of them take the very same files. Runs on Node 20 too.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** File → what it is made of. */
export const PARTS = {
  "pdf.mjs": "edge/invoices/pdf/part.ts",
  "selling.mjs": "edge/invoices/part.ts",
  "desk.mjs": "bot/invoices/part.ts",
  "shop.mjs": "edge/sites/part.ts",
  "docs.mjs": "edge/sites/docs/part.ts",
  "studio.mjs": "edge/studio/part.ts",
  "reviews-desk.mjs": "bot/reviews/part.ts",
  "privacy.mjs": "edge/privacy/part.ts",
};

/**
 * How the part is built, and a benchmark beside it.
 *
 * @param {string} entry
 * @returns {import("esbuild").BuildOptions & { write: false }}
 */
export const partBuild = (entry) => ({
  absWorkingDir: root,
  entryPoints: [entry],
  bundle: true,
  format: "esm",
  platform: "browser", // pdfkit's build for browsers: no file system, the colour profile inside
  target: "es2024",
  minify: true,
  legalComments: "none",
  loader: { ".ttf": "binary" },
  // pdfkit looks for its files beside itself; the fonts that are compressed for the web are none of ours.
  define: { "import.meta.url": '"file:///pdf.mjs"' },
  plugins: [
    { name: "png", setup: ({ onResolve, onLoad }) => unzipAtOnce(onResolve, onLoad) },
    { name: "beside", setup: ({ onResolve }) => besideEachOther(onResolve) },
    { name: "text", setup: ({ onResolve, onLoad }) => browserText(onResolve, onLoad) },
  ],
  alias: { "brotli/decompress.js": join(root, "bot/slim/index.cjs") },
  write: false,
});

/** png-js unzips in a thread of its own, and a Worker has none. */
function unzipAtOnce(onResolve, onLoad) {
  onResolve({ filter: /^fflate$/ }, ({ importer }) =>
    /[\\/]png-js[\\/]/.test(importer) ? { path: "unzlib", namespace: "png" } : undefined,
  );
  onLoad({ filter: /^unzlib$/, namespace: "png" }, () => ({
    contents: `import { unzlibSync } from "fflate"; export const unzlib = (bytes, done) => done(null, unzlibSync(bytes));`,
    resolveDir: root,
  }));
}

/** A program for the browser on a page of ours: built, and brought along as text. */
function browserText(onResolve, onLoad) {
  onResolve({ filter: /\.ts\?text$/ }, ({ path, resolveDir }) => ({
    path: join(resolveDir, path.replace("?text", "")),
    namespace: "text",
  }));
  onLoad({ filter: /.*/, namespace: "text" }, async ({ path }) => {
    const options = { entryPoints: [path], bundle: true, format: "esm", platform: "browser", target: "es2022", minify: true, write: false };
    const { outputFiles } = await build({ absWorkingDir: root, ...options });
    return { contents: outputFiles[0].text, loader: "text" };
  });
}

/** What is a part already is taken from it: the two stand beside each other. */
function besideEachOther(onResolve) {
  const beside = (path) => ({ path, external: true });
  onResolve({ filter: /edge\/invoices\/part\.ts$/ }, ({ kind }) => (kind === "entry-point" ? undefined : beside("./selling.mjs")));
  onResolve({ filter: /\/sites\/part\.ts$/ }, ({ kind }) => (kind === "entry-point" ? undefined : beside("./shop.mjs")));
  onResolve({ filter: /^\.\/built\/[\w-]+\.mjs$/ }, ({ path }) => beside(path.replace("built/", "")));
}

export const buildParts = () => Promise.all(Object.entries(PARTS).map(buildPart));

/** Written only when it is another one, and in one go: several may build at once. */
async function buildPart([name, entry]) {
  const part = join(root, "edge/built", name);
  const { outputFiles } = await build(partBuild(entry));
  const text = outputFiles[0].text;
  if (existsSync(part) && readFileSync(part, "utf8") === text) return;
  mkdirSync(dirname(part), { recursive: true });
  const fresh = `${part}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, part);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildParts();
