/** The part of a CRM's contract that speaks of lost requests, lost replies and refusals. */
import { expect, it } from "vitest";
import { another, type CrmUnderTest, code } from "./crm-under-test.ts";

const POST = { method: "POST" };
const GET = { method: "GET" };

export function survivesTheNetwork(open: () => Promise<CrmUnderTest>) {
  it("does not know whether it created when the answer is lost, and finds it by reference", async ({ skip }) => {
    const { crm, faults, writes = POST } = await open();
    if (!faults) return skip("no network in between");
    const { party, reference } = another();
    faults.add({ kind: "lose-reply", match: writes });
    await expect(crm.create(party, reference)).rejects.toEqual(code("maybe_written"));
    expect(await crm.findByReference(reference)).toMatchObject({ name: party.name, reference });
    await expect(crm.create(party, reference)).rejects.toEqual(code("conflict"));
  });

  it("does not know either when the request is lost, or applied late", async ({ skip }) => {
    const { crm, faults, writes = POST } = await open();
    if (!faults) return skip("no network in between");
    const { party, reference } = another();
    faults.add({ kind: "lose-request", match: writes });
    await expect(crm.create(party, reference)).rejects.toEqual(code("maybe_written"));
    expect(await crm.findByReference(reference)).toBeNull();

    faults.add({ kind: "late", match: writes, delayMs: 20 });
    await expect(crm.create(party, reference)).rejects.toEqual(code("maybe_written"));
    await faults.settled();
    expect(await crm.findByReference(reference)).toMatchObject({ reference });
  });

  it("says that nothing was written when it was told to wait", async ({ skip }) => {
    const { crm, faults, writes = POST } = await open();
    if (!faults) return skip("no network in between");
    const { party, reference } = another();
    faults.add({ kind: "429", match: writes, retryAfterSeconds: 7 });
    await expect(crm.create(party, reference)).rejects.toEqual(expect.objectContaining({ code: "rate_limited", retryAfterSeconds: 7 }));
    expect(await crm.findByReference(reference)).toBeNull();
  });

  it("tells a broken write from a broken read", async ({ skip }) => {
    const { crm, faults, writes = POST, reads = GET } = await open();
    if (!faults) return skip("no network in between");
    const { party, reference } = another();
    faults.add({ kind: "500", match: writes });
    await expect(crm.create(party, reference)).rejects.toEqual(code("maybe_written"));
    faults.add({ kind: "500", match: reads });
    await expect(crm.findByReference(reference)).rejects.toEqual(code("vendor_unavailable"));
    faults.add({ kind: "lose-reply", match: reads });
    await expect(crm.read("1")).rejects.toEqual(code("vendor_unavailable"));
  });

  it("keeps what people typed out of its error messages", async ({ skip }) => {
    const { crm, faults } = await open();
    if (!faults) return skip("no network in between");
    const { party, reference } = another({ name: "Secret SARL" });
    for (const kind of ["lose-reply", "500", "429"] as const) {
      faults.clear();
      faults.add({ kind, times: "always" });
      const errors = [await crm.create(party, reference).catch(String), await crm.findTwins({ email: party.email }).catch(String)];
      for (const text of errors) expect(text).not.toMatch(new RegExp(`Secret|client\\.example|${party.siren}`));
    }
  });
}
