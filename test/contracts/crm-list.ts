/** The part of a CRM's contract that speaks of reading all its parties, page by page. */
import { expect, it } from "vitest";
import type { Crm, CrmRecord } from "../../edge/clients/crm.ts";
import { another, type CrmUnderTest, code } from "./crm-under-test.ts";

export function listsParties(open: () => Promise<CrmUnderTest>) {
  it("lists every party once, page by page, and those that come in between", async () => {
    const { crm } = await open();
    const made: string[] = [];
    const add = async () => {
      const { party, reference } = another();
      made.push((await crm.create(party, reference)).externalId);
    };
    for (let i = 0; i < 5; i++) await add();

    let late = 1;
    const seen = (await walk(crm, 2, async () => void (late-- > 0 && (await add())))).map(({ externalId }) => externalId);
    expect(seen.filter((id) => made.includes(id))).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it("lists a party as it reads it", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    const listed = (await walk(crm, 100)).find((record) => record.externalId === externalId);
    expect(listed).toMatchObject({ name: party.name, reference });
    expect(listed).toEqual(await crm.read(externalId));
  });

  it("goes on where a page ended, as often as it is asked", async () => {
    const { crm } = await open();
    for (let i = 0; i < 3; i++) {
      const { party, reference } = another();
      await crm.create(party, reference);
    }
    const first = await crm.list(null, 1);
    expect(first.records).toHaveLength(1);
    const second = await crm.list(first.next, 1);
    expect(second.records[0]?.externalId).not.toBe(first.records[0]?.externalId);
    expect(await crm.list(first.next, 1)).toEqual(second);
  });

  it("says that it could not be read", async ({ skip }) => {
    const { crm, faults } = await open();
    if (!faults) return skip("no network in between");
    faults.add({ kind: "500" });
    await expect(crm.list(null, 10)).rejects.toEqual(code("vendor_unavailable"));
  });
}

/** Reads to the end; `between` happens after every page. */
async function walk(crm: Crm, limit: number, between = async () => {}): Promise<CrmRecord[]> {
  const records: CrmRecord[] = [];
  let after: string | null = null;
  do {
    const page = await crm.list(after, limit);
    expect(page.records.length).toBeLessThanOrEqual(limit);
    records.push(...page.records);
    after = page.next;
    await between();
  } while (after !== null);
  return records;
}
