/** What we write is what the official rules accept, and what they refuse we refuse first, at a field that can be mended. */
import { describe, expect, it } from "vitest";
import { checkMutations, judgeInvoices } from "../../bench/invoices/einvoice.ts";
import { hasJudge } from "../../bench/invoices/judge.ts";
import { MUTATIONS } from "../../bench/invoices/mutations.ts";

const small = Boolean(process.env.CI);

describe.skipIf(!hasJudge())("before EN 16931 and the French layer (skipped where ../shared is absent)", () => {
  it("random invoices and credit notes break no fatal rule", { timeout: 240_000 }, () => {
    const { fatal, refused, invoices } = judgeInvoices(small ? 20 : 40, 0);
    expect({ invoices, fatal, refused }).toEqual({ invoices: small ? 20 : 40, fatal: [], refused: [] });
  });

  it("each way of being wrong that they refuse is said by ours", { timeout: 240_000 }, () => {
    const { missed, fatal, mutations } = checkMutations(MUTATIONS.length, 1_000);
    expect({ missed, mutations }).toEqual({ missed: [], mutations: MUTATIONS.length });
    expect(fatal).toBeGreaterThan(MUTATIONS.length / 2);
  });
});
