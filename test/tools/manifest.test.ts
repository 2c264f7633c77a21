/** The manifest against Slack's own schema, where it lies beside the checkout, and the command that prints it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it, vi } from "vitest";
import { COMMANDS, manifestFor, RESERVED, SHORTCUTS } from "../../bot/manifest.ts";
import { root } from "../sandbox/set-up.mjs";
import { main } from "./manifest.ts";

const SCHEMA = join(root, "../shared/contracts/slack/manifest.schema.2.0.0.json");
const ADDRESS = "https://passerelle.example.workers.dev";

describe("manifest", () => {
  it.skipIf(!existsSync(SCHEMA))("is valid by Slack's schema (skipped where that is absent: it is not ours to copy)", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
    const valid = ajv.compile(JSON.parse(readFileSync(SCHEMA, "utf8")));
    valid(manifestFor(ADDRESS));
    expect(valid.errors).toBeNull();
    // It would see a mistake.
    expect(valid({ ...manifestFor(ADDRESS), display_information: {} })).toBe(false);
  });

  it("keeps Slack's lengths", () => {
    for (const { description, hint } of Object.values(COMMANDS)) {
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(hint.length).toBeLessThanOrEqual(1000);
    }
    for (const { name, description } of Object.values(SHORTCUTS)) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    expect(manifestFor(ADDRESS).display_information.description.length).toBeLessThanOrEqual(140);
    expect(Object.values(COMMANDS).filter(({ name }) => RESERVED.has(name))).toEqual([]);
  });

  it("is printed for an https address, and for nothing else", async () => {
    const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(await main([ADDRESS])).toBe(0);
    expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toEqual(manifestFor(ADDRESS));
    for (const wrong of [[], ["passerelle"], ["http://localhost:8787"], [ADDRESS, "more"]])
      await expect(main(wrong)).rejects.toThrow(/Which address/);
    said.mockRestore();
  });
});
