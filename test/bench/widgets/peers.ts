/** What rivals of <passerelle-reviews> weigh, bundled in the same run and by the same means: esbuild, minified ESM, brotli. */
import { build } from "esbuild";
import { minify } from "terser";
import { root } from "../../sandbox/set-up.mjs";
import { brotli } from "../../tools/build-widgets.mjs";

/** @param outside what both sides would load anyway, or what a page has already */
async function weigh(contents: string, outside: string[] = []): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    outdir: "out",
    external: outside,
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  let bytes = 0;
  for (const { path, text } of outputFiles) {
    const isScript = path.endsWith(".js");
    const { code = "" } = isScript ? await minify(text, { module: true, ecma: 2020, compress: { passes: 3 } }) : { code: text };
    bytes += brotli(code);
  }
  return bytes;
}

/** Without React, which a page may have; its style sheet counts, as ours does. */
export const reactGoogleReviews = () =>
  weigh(
    'import { ReactGoogleReviews } from "react-google-reviews"; import "react-google-reviews/dist/index.css"; window.x = ReactGoogleReviews;',
    ["react", "react-dom", "react/jsx-runtime"],
  );

/** Without the Maps JavaScript API, which it needs besides. */
export const placeReviews = () => weigh('import "@googlemaps/extended-component-library/place_building_blocks/place_reviews.js";');
