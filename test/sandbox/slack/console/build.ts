/** Bundles the console for a browser: once, at the start of the sandbox server. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { ConsoleFiles } from "../console-routes.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url).href);

export async function buildConsole(): Promise<ConsoleFiles> {
  const bundle = (entry: string) =>
    build({
      entryPoints: [here(entry)],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      tsconfig: here("./tsconfig.json"),
      logLevel: "warning",
    });
  const [page, script, style] = await Promise.all([
    readFile(here("./index.html"), "utf8"),
    bundle("./main.ts"),
    bundle("./style/console.css"),
  ]);
  const textOf = ({ outputFiles }: typeof script) => outputFiles?.[0]?.text ?? "";
  return { page, script: textOf(script), style: textOf(style) };
}
