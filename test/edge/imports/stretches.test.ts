/** An import that is cut off anywhere goes on where it was: no line is lost, none is created twice, the counts are right. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Crm } from "../../../edge/clients/crm.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { fileKey, forgetImports, readImport } from "../../../edge/imports/import-store.ts";
import { takeFile } from "../../../edge/imports/take-file.ts";
import { answerRun } from "../../../edge/runs/start-run.ts";
import { emptyTables } from "../../bot/world.ts";
import { aHouse, aPerson, begin, carry, plainEngine, worker } from "../carry.ts";

const db = worker.DB;
beforeEach(emptyTables);
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());

const TITLES = "Nom;Contact;E-mail\n";
const fileOf = (lines: number) =>
  new TextEncoder().encode(
    TITLES + Array.from({ length: lines }, (_, i) => `Société numéro ${i} Éts;Contact ${i};c${i}@client-${i}.example\n`).join(""),
  );

/** The engine dies at the nth step, before or behind its work. */
function dying(at: number, behind: boolean) {
  let steps = 0;
  const engine = plainEngine();
  return {
    ...engine,
    do: async <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      if (++steps !== at) return work();
      if (behind) await work();
      throw new Error("killed");
    },
  };
}

async function ready(lines: number, ports = {}) {
  const house = aHouse(ports);
  const person = await aPerson("admin");
  const { importId, guess } = await takeFile(
    { db, env: worker },
    { importId: crypto.randomUUID().replaceAll("-", ""), actor: person.id, kinds: ["client"], file: fileOf(lines) },
  );
  const run = await begin(house, person, "import-clients", { importId, columns: guess.columns, titled: guess.titled });
  return { house, person, importId, run };
}

const many = async (sql: string) => (await db.prepare(sql).first<{ n: number }>())?.n;

describe("an import in stretches", () => {
  it.each([1, 2, 3])(
    "survives being killed again and again, round %i",
    async (round) => {
      const lines = 850;
      const { house, person, importId, run } = await ready(lines);
      let asked = false;
      for (let kill = 1; kill < 60; kill++) {
        const now = await carry(house, run.id, { engine: dying(((kill * 7 + round * 3) % 9) + 1, kill % 2 === 0) as never });
        if (now.state === "asking" && !asked) {
          asked = true;
          await answerRun(house, { runId: run.id, name: "import", option: "fresh", actor: person });
        }
        if (now.state === "done") break;
      }
      const ended = await carry(house, run.id);
      expect(ended.state).toBe("done");
      expect(await readImport(db, importId)).toMatchObject({ created: lines, fresh: 0, alike: 0, known: 0, wrong: 0, phase: "ended" });
      for (const table of ["clients", "crm_parties", "crm_contacts"]) expect(await many(`SELECT count(*) AS n FROM ${table}`)).toBe(lines);
      expect(await many("SELECT count(DISTINCT name) AS n FROM crm_parties")).toBe(lines);
      expect(await many("SELECT count(*) AS n FROM audit WHERE action = 'client.create'")).toBe(lines);
      expect(await many("SELECT count(DISTINCT client_id) AS n FROM import_lines")).toBe(lines);
    },
    60_000,
  );

  it("is not done twice by two who carry it out at once", async () => {
    const { house, person, importId, run } = await ready(900);
    await Promise.all([carry(house, run.id), carry(house, run.id)]);
    await answerRun(house, { runId: run.id, name: "import", option: "fresh", actor: person });
    await Promise.all([carry(house, run.id), carry(house, run.id), carry(house, run.id)]);
    expect(await readImport(db, importId)).toMatchObject({ created: 900, fresh: 0 });
    expect(await many("SELECT count(*) AS n FROM clients")).toBe(900);
    expect(await many("SELECT count(*) AS n FROM audit WHERE action = 'client.create'")).toBe(900);
  }, 60_000);
});

/** A vendor: no bulk, answers get lost, and it refuses who is called Refusé. */
function aVendor() {
  const parties = new Map<string, { id: string; reference: string; name: string; email: string }>();
  const contacts: string[] = [];
  let calls = 0;
  const crm = {
    id: "vendor",
    label: "Vendor",
    findByReference: async (reference: string) => ([...parties.values()].find((one) => one.reference === reference) as never) ?? null,
    findTwins: async () => [],
    findContact: async () => null,
    async create({ name, email }: { name: string; email: string }, reference: string) {
      calls++;
      if (name.includes("numéro 3 ")) throw new PasserelleError("vendor_refused");
      if (calls === 2) throw new PasserelleError("rate_limited", { retryAfterSeconds: 1 });
      const id = String(parties.size + 1);
      parties.set(id, { id, reference, name, email });
      return { externalId: id };
    },
    read: async (id: string) => ({ phone: "", ...parties.get(id) }),
    async remove([id]: string[]) {
      if (parties.get(id as string)?.name.includes("numéro 5 ")) throw new PasserelleError("vendor_refused");
      parties.delete(id as string);
    },
    async createContact() {
      contacts.push("one");
      throw new PasserelleError("vendor_refused");
    },
  };
  return { crm: crm as unknown as Crm, parties };
}

describe("an import into a vendor's CRM", () => {
  it("goes one by one, waits when asked to, and tells who was refused", async () => {
    const { crm, parties } = aVendor();
    const { house, person, importId, run } = await ready(6, { crm });
    await carry(house, run.id);
    await answerRun(house, { runId: run.id, name: "import", option: "fresh", actor: person });
    const ended = await carry(house, run.id);
    expect(ended).toMatchObject({ state: "done" });
    expect(await readImport(db, importId)).toMatchObject({ created: 5, wrong: 1, fresh: 0 });
    expect(parties.size).toBe(5);
    expect(await many("SELECT count(*) AS n FROM clients WHERE connector = 'vendor'")).toBe(5);
    expect(await many("SELECT count(*) AS n FROM import_lines WHERE reason = 'refused'")).toBe(1);
  }, 30_000);

  it("says at once that the CRM takes nothing back", async () => {
    const { remove: _, ...crm } = aVendor().crm;
    const { house, person, importId, run } = await ready(6, { crm });
    await carry(house, run.id);
    await answerRun(house, { runId: run.id, name: "import", option: "fresh", actor: person });
    await carry(house, run.id);
    const undo = await begin(house, person, "undo-import", { importId });
    const waits = vi.spyOn(globalThis, "setTimeout");
    expect(await carry(house, undo.id)).toMatchObject({ state: "done" });
    expect(waits.mock.calls.filter(([, ms]) => ms === 300)).toEqual([]);
    expect(await many("SELECT count(*) AS n FROM import_lines WHERE state = 'kept' AND reason = 'crm'")).toBe(5);
    waits.mockRestore();
  }, 30_000);

  it("counts each client and has it in the trail, though another turn took over in the middle of a stretch", async () => {
    const { crm, parties } = aVendor();
    let others = 1;
    const create: Crm["create"] = async (party, reference) => {
      // Ours is taken for dead over this one: the other does what comes before it, and comes no further.
      if (party.name.includes("numéro 4 ") && others-- > 0) await carry(house, run.id);
      return crm.create(party, reference);
    };
    const { house, person, importId, run } = await ready(6, { crm: { ...crm, create } });
    await carry(house, run.id);
    await answerRun(house, { runId: run.id, name: "import", option: "fresh", actor: person });
    await carry(house, run.id);
    expect(others).toBeLessThan(1);
    expect(await readImport(db, importId)).toMatchObject({ created: 5, wrong: 1, fresh: 0 });
    expect(parties.size).toBe(5);
    expect(await many("SELECT count(*) AS n FROM clients")).toBe(5);
    expect(await many("SELECT count(*) AS n FROM audit WHERE action = 'client.create'")).toBe(5);
  }, 30_000);

  it("leaves no file behind that nothing would ever forget", async () => {
    const importId = "cut-off";
    const cutOff = {
      put: (...all: Parameters<R2Bucket["put"]>) => worker.FILES.put(...all).then(() => Promise.reject(new Error("killed"))),
    };
    const env = { ...worker, FILES: cutOff as unknown as R2Bucket };
    await expect(takeFile({ db, env }, { importId, actor: "p", kinds: ["client"], file: fileOf(2) })).rejects.toThrow("killed");
    await db.prepare("UPDATE imports SET purge_at = 1").run();
    await forgetImports(db, worker.FILES);
    expect(await worker.FILES.head(fileKey(importId))).toBeNull();
  });
});
