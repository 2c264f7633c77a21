/** From what the register changed to what a person decided: never a silent overwrite, one question for each client. */
import { beforeEach, describe, expect, it } from "vitest";
import { readRun } from "../../../edge/runs/run-store.ts";
import { answerRun } from "../../../edge/runs/start-run.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import { aDesk, carry } from "../carry.ts";
import { DAY_MS, db, type KeptHouse, keptHouse, MOVED, SIRENS } from "./keeping.ts";

const [SIREN = ""] = SIRENS;
let kept: KeptHouse;
let id: string;
beforeEach(async () => {
  kept = await keptHouse();
  id = await kept.addClient(SIREN);
});

describe("a difference", () => {
  it("changes nothing until it is accepted, then the CRM and the directory once", async () => {
    kept.change(SIREN, { address: MOVED, name: "NOUVEAU NOM", legalForm: "5599" });
    expect(await kept.read(id)).toEqual({ read: 1, failed: 0 });
    expect(await kept.party(id)).toMatchObject({ name: `SOCIÉTÉ ${SIREN}`, address: { city: "Paris" } });
    expect(await kept.client(id)).toMatchObject({ name: `SOCIÉTÉ ${SIREN}`, city: "Paris" });
    expect(await kept.asked(id)).toMatchObject({ state: "asking", actor: kept.sales.id });

    expect(await kept.answer(id, 7)).toMatchObject({ state: "done", outcome: { how: "taken", fields: "name,legalForm,address" } });
    expect(await kept.party(id)).toMatchObject({ name: "NOUVEAU NOM", address: MOVED });
    const client = await kept.client(id);
    expect(client).toMatchObject({ name: "NOUVEAU NOM", words: "nouveau nom", city: "MARSEILLE", verification: "verified" });
    expect(JSON.parse(String(client?.company_facts))).toMatchObject({ legalForm: "5599", name: "NOUVEAU NOM" });
    expect(await kept.proposal(id)).toBeNull();
    const trail = await db.prepare("SELECT action, actor FROM audit WHERE object_kind = 'client'").all();
    expect(trail.results).toEqual([{ action: "client.update", actor: kept.sales.id }]);
    await kept.read(id);
    expect(await kept.proposal(id)).toBeNull();
  });

  it("is taken field by field; the rest is ignored until the register changes again", async () => {
    kept.change(SIREN, { address: MOVED, name: "NOUVEAU NOM" });
    await kept.read(id);
    await kept.answer(id, 1); // the name
    expect(await kept.party(id)).toMatchObject({ name: "NOUVEAU NOM", address: { city: "Paris" } });
    await kept.read(id);
    expect(await kept.proposal(id)).toBeNull();
    kept.change(SIREN, { address: { ...MOVED, line: "10 QUAI DES BELGES" } });
    await kept.read(id);
    expect((await kept.proposal(id))?.differences).toMatchObject([{ field: "address" }]);
  });

  it("that was ignored and went back and forth is asked again", async () => {
    const before = { ...(kept.companies[0]?.address as typeof MOVED) };
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    expect(await kept.answer(id, 0)).toMatchObject({ state: "done", outcome: { how: "ignored" } });
    expect(await kept.party(id)).toMatchObject({ address: { city: "Paris" } });
    await kept.read(id);
    expect(await kept.proposal(id)).toBeNull();
    kept.change(SIREN, { address: before });
    await kept.read(id);
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    expect(await kept.proposal(id)).not.toBeNull();
  });

  it("left unanswered for a week changes nothing, and comes back with a later reading", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const run = await kept.asked(id);
    await db.prepare("UPDATE runs SET question = json_set(question, '$.until', 1)").run();
    expect(await carry(kept.house, run.id)).toMatchObject({ state: "done", outcome: { how: "later" } });
    expect(await kept.proposal(id)).toBeNull();
    await kept.read(id);
    expect(await kept.runs()).toHaveLength(2);
  });
});

describe("a second reading while the card stands open", () => {
  it("of the same difference leaves it alone", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const run = await kept.asked(id);
    await kept.read(id);
    expect(await kept.runs()).toHaveLength(1);
    expect((await readRun(db, run.id))?.version).toBe(run.version);
  });

  it("of another one rewrites it: the same card, and a press on the former one is no answer", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const before = await kept.asked(id);
    kept.change(SIREN, { name: "NOUVEAU NOM" });
    await kept.read(id);
    expect(await kept.runs()).toHaveLength(1);
    const press = (name: string, option: string) => answerRun(kept.house, { runId: before.id, name, option, actor: kept.sales });
    await expect(press("review1", "1")).rejects.toMatchObject({ code: "expired" });
    await press("review2", "3");
    expect(await carry(kept.house, before.id)).toMatchObject({ state: "done", outcome: { fields: "name,address" } });
  });

  it("that finds nothing any more closes it", async () => {
    const before = kept.companies[0]?.address as typeof MOVED;
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const run = await kept.asked(id);
    kept.change(SIREN, { address: before });
    await kept.read(id);
    const started: string[] = [];
    const flow = { create: async ({ id: of }: { id: string }) => void started.push(of) };
    await db.prepare("UPDATE runs SET wake_at = wake_at - 1").run();
    await sweepRuns(db, flow as never, aDesk());
    expect(started).toHaveLength(1);
    expect(await carry(kept.house, run.id)).toMatchObject({ state: "done", outcome: { how: "moot" } });
    expect(await kept.proposal(id)).toBeNull();
  });

  it("while its answer is carried out is put off, and touches nothing", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const run = await kept.asked(id);
    await answerRun(kept.house, { runId: run.id, name: "review1", option: "1", actor: kept.sales });
    kept.change(SIREN, { name: "NOUVEAU NOM" });
    await kept.read(id);
    expect((await kept.proposal(id))?.edition).toBe(1);
    expect(await carry(kept.house, run.id)).toMatchObject({ outcome: { fields: "address" } });
    expect(await kept.party(id)).toMatchObject({ name: `SOCIÉTÉ ${SIREN}` });
  });
});

describe("a company that closes", () => {
  it("is marked at once, warned of once, and is told when it opens again", async () => {
    kept.change(SIREN, { state: "closed", closedOn: "2026-11-03" });
    await kept.read(id);
    expect(await kept.client(id)).toMatchObject({ state: "closed", closed_on: "2026-11-03" });
    await kept.asked(id);
    await kept.read(id);
    expect((await kept.proposal(id))?.differences).toEqual([{ field: "state", held: "active", official: "closed" }]);
    await kept.answer(id, 0);
    await kept.read(id);
    expect(await kept.proposal(id)).toBeNull();
    kept.change(SIREN, { state: "active", closedOn: null });
    await kept.read(id);
    expect(await kept.client(id)).toMatchObject({ state: "active", closed_on: null });
    expect((await kept.proposal(id))?.differences).toMatchObject([{ field: "state", official: "active" }]);
  });
});

describe("a company that VIES vouches for", () => {
  it("is warned of when VIES does not know its number any more, and told of a new name", async () => {
    const known: Record<string, { name: string }> = { IT00743110157: { name: "FITTIZIA SRL" } };
    let name = "FITTIZIA SRL";
    kept.house.ports.vat = {
      check: async (number) => ({
        state: known[number] ? "valid" : "invalid",
        name: known[number] ? name : null,
        address: null,
        requestIdentifier: null,
        checkedAt: Date.now(),
      }),
    };
    const { externalId } = (await kept.party(id)) as { externalId: string };
    const abroad = { siren: null, siret: null, vatNumber: "IT00743110157", name: "Fittizia", country: "IT", facts: null };
    await db.prepare("DELETE FROM clients").run();
    id = await kept.addClient("111111118", { ...abroad, id: "cabroad", externalId: `${externalId}` });
    await kept.house.ports.crm.update(externalId, { name: "Fittizia" });
    const readAt = async () => {
      await db.prepare("UPDATE vat_checks SET checked_at = checked_at - 1").run();
      return kept.read(id);
    };
    expect(await readAt()).toEqual({ read: 1, failed: 0 });
    expect(await kept.proposal(id)).toBeNull();
    name = "NUOVA FITTIZIA SRL";
    await readAt();
    expect((await kept.proposal(id))?.differences).toEqual([{ field: "name", held: "Fittizia", official: "NUOVA FITTIZIA SRL" }]);
    expect(await kept.answer(id, 1)).toMatchObject({ outcome: { how: "taken", fields: "name" } });
    expect((await kept.client(id))?.name).toBe("NUOVA FITTIZIA SRL");
    delete known.IT00743110157;
    await readAt();
    expect((await kept.proposal(id))?.differences).toEqual([{ field: "vat", held: "valid", official: "invalid" }]);
    expect(await kept.client(id)).toMatchObject({ verification: "none" });
    expect(Number((await kept.client(id))?.due_at)).toBeGreaterThan(Date.now() + 6 * DAY_MS);
  });
});
