/** What stands between a decision and the record: roles that changed, somebody else's edit, a CRM that is down, a killed Worker. */
import { beforeEach, describe, expect, it } from "vitest";
import { reserve } from "../../../edge/clients/update-client.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { decide } from "../../../edge/proposals/decide.ts";
import { answerRun } from "../../../edge/runs/start-run.ts";
import { aPerson, begin, carry, plainEngine } from "../carry.ts";
import { db, type KeptHouse, keptHouse, MOVED, SIRENS } from "./keeping.ts";

const [SIREN = ""] = SIRENS;
let kept: KeptHouse;
let id: string;
beforeEach(async () => {
  kept = await keptHouse();
  id = await kept.addClient(SIREN);
});

describe("whoever decides", () => {
  it("may not any more: nothing is changed, and somebody else is asked", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const admin = await aPerson("admin");
    await kept.asked(id);
    await db.prepare(`UPDATE people SET roles = '["employee"]' WHERE id = ?1`).bind(kept.sales.id).run();
    expect(await kept.answer(id, 1)).toMatchObject({ state: "refused", code: "forbidden" });
    expect(await kept.party(id)).toMatchObject({ address: { city: "Paris" } });
    expect(await kept.client(id)).toMatchObject({ due_at: 0 });
    await kept.read(id);
    expect(await kept.proposal(id)).toMatchObject({ person: admin.id });
  });

  it("finds that somebody changed the field meanwhile: it is not written over, and asked anew", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    await kept.asked(id);
    const { externalId } = (await kept.party(id)) as { externalId: string };
    await kept.house.ports.crm.update(externalId, { address: { line: "à la main", postcode: "59000", city: "Lille", country: "FR" } });
    expect(await kept.answer(id, 1)).toMatchObject({ state: "refused", code: "conflict" });
    expect(await kept.party(id)).toMatchObject({ address: { city: "Lille" } });
    expect(await kept.client(id)).toMatchObject({ due_at: 0 });
    await kept.read(id);
    expect((await kept.proposal(id))?.differences).toMatchObject([{ field: "address", held: { city: "Lille" } }]);
  });

  it("is heard even though another field was edited meanwhile", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    await kept.asked(id);
    const { externalId } = (await kept.party(id)) as { externalId: string };
    await kept.house.ports.crm.update(externalId, { note: "appeler le matin" });
    expect(await kept.answer(id, 1)).toMatchObject({ state: "done" });
    expect(await kept.party(id)).toMatchObject({ note: "appeler le matin", address: MOVED });
  });

  it("waits while the CRM is down, and then has what was accepted", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const { crm } = kept.house.ports;
    let down = 3;
    kept.house.ports.crm = {
      ...crm,
      update: async (...of) => {
        if (down-- > 0) throw new PasserelleError("vendor_unavailable");
        return crm.update(...of);
      },
    };
    expect(await kept.answer(id, 1)).toMatchObject({ state: "done", outcome: { how: "taken" } });
    expect(await kept.party(id)).toMatchObject({ address: MOVED });
  });

  it("is heard in the window, though its card was dealt by a Worker that died before it said so", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const { id: runId } = await kept.asked(id);
    await db.prepare("UPDATE proposals SET run_id = NULL").run();
    const hash = (await kept.proposal(id))?.hash as string;
    await decide(kept.house, { clientId: id, hash, taken: ["address"], actor: kept.sales });
    expect(await carry(kept.house, runId)).toMatchObject({ state: "done", outcome: { how: "taken" } });
    expect(await kept.party(id)).toMatchObject({ address: MOVED });
    expect(await kept.proposal(id)).toBeNull();
  });

  it("and somebody who edits do not wait for each other for ever", async () => {
    kept.change(SIREN, { address: MOVED });
    await kept.read(id);
    const { id: review } = await kept.asked(id);
    const { id: edit } = await begin(kept.house, kept.sales, "update-client", {});
    const at = Number((await kept.client(id))?.version);
    expect(await reserve(db, review, id, at)).toBe("reserved");
    await expect(reserve(db, edit, id, at + 1)).rejects.toMatchObject({ code: "taken" });
    // Killed there, the review looks again, behind the edit.
    await expect(reserve(db, review, id, at + 2)).rejects.toMatchObject({ code: "taken" });
    expect(await reserve(db, edit, id, at + 1)).toBe("reserved");
  });

  it("gets it once, wherever the run was killed", async () => {
    for (const [at, step] of ["look again", "reserve the change", "change it in the CRM", "put aside"].entries()) {
      const siren = SIRENS[at + 1] as string;
      id = await kept.addClient(siren);
      kept.change(siren, { address: MOVED });
      await kept.read(id);
      const run = await kept.asked(id);
      await answerRun(kept.house, { runId: run.id, name: "review1", option: "1", actor: kept.sales });
      const killed = {
        ...plainEngine(),
        do: async (name: string, work: () => Promise<unknown>) => {
          const value = await work();
          if (name === step) throw new Error("killed");
          return value;
        },
      };
      await carry(kept.house, run.id, { engine: killed as never });
      expect(await carry(kept.house, run.id), step).toMatchObject({ state: "done", outcome: { how: "taken" } });
      expect(await kept.party(id), step).toMatchObject({ address: MOVED });
      const trail = await db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'client.update' AND object_id = ?1").bind(id).first();
      expect(trail, step).toEqual({ n: 1 });
    }
  });
});
