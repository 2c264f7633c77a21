/** What the widgets' documentation says is what their sources say. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../sandbox/set-up.mjs";
import { made } from "./widget-manifest.mjs";

it.each(Object.entries(made()))("%s is as the sources are: node test/tools/widget-manifest.mjs", (path, text) => {
  expect(readFileSync(join(root, path), "utf8")).toBe(text);
  expect(text).toContain("passerelle-reviews");
});
