/** A few of what the figures `issue-histories` and `numbering` play by the hundred. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { playHistory } from "../../bench/invoices/books/history.ts";
import { numberAtOnce } from "../../bench/invoices/numbering.ts";
import { buildParts } from "../../tools/build-parts.mjs";

beforeAll(async () => {
  await buildParts();
  // Who is killed on purpose says so.
  vi.spyOn(console, "error").mockReturnValue();
  vi.spyOn(console, "warn").mockReturnValue();
});

describe("an invoice, killed and broken on its way", () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))("ends with one number, one document, and everybody told (seed %i)", async (seed) => {
    expect((await playHistory(seed)).wrong).toEqual([]);
  });
});

describe("many at once, each killed at another call", () => {
  it("leave no gap and no double, in the order of days", async () => {
    const { issues, kills, wrong } = await numberAtOnce(24);
    expect({ issues, wrong }).toEqual({ issues: 32, wrong: [] });
    expect(kills).toBeGreaterThan(5);
  });
});
