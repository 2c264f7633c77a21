/**
 * Builds the part of the Worker that makes PDFs into one module, edge/built/pdf.mjs, fonts and all. wrangler does this before
 * it builds ([build] in wrangler.toml), and so do the tests: all of them take the very same file. Runs on Node 20 too.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const part = join(root, "edge/built/pdf.mjs");

/** How the part is built, and a benchmark beside it. */
export const pdfBuild = (entry) => ({
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
  plugins: [{ name: "png", setup: ({ onResolve, onLoad }) => unzipAtOnce(onResolve, onLoad) }],
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

/** Written only when it is another one, and in one go: several may build at once. */
export async function buildPdfPart() {
  const { outputFiles } = await build(pdfBuild("edge/invoices/pdf/part.ts"));
  const text = outputFiles[0].text;
  if (existsSync(part) && readFileSync(part, "utf8") === text) return;
  mkdirSync(dirname(part), { recursive: true });
  const fresh = `${part}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, part);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPdfPart();
