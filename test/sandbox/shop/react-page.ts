/** A shop made with React 19: elements are rendered, removed and given properties as React does it. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const reactPage = ({ page, root }: { page(title: string, body: string, head: string): string; root: string }) =>
  page(
    "React 19",
    `<div id="shop"></div>`,
    `<style>passerelle-reviews { display: block; min-height: 100vh }</style><script type="module" src="${root}/essais/react.js"></script>`,
  );

let script: Promise<string> | undefined;

/** Bundled once: React comes from node_modules, as in a shop of its own. */
export function reactScript({ edge, site }: { edge: string; site: string }): Promise<string> {
  script ??= build({
    entryPoints: [fileURLToPath(new URL("./react/shop.tsx", import.meta.url).href)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "react",
    define: { "process.env.NODE_ENV": '"production"' },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return script.then((text) => text.replaceAll("__EDGE__", edge).replaceAll("__SITE__", site));
}
