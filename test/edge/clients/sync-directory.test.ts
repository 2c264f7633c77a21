/** The first sync: pages of a CRM into the directory, whatever stops it in between. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Crm, CrmRecord } from "../../../edge/clients/crm.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { readClientByRecord } from "../../../edge/clients/find-record.ts";
import { syncDirectory } from "../../../edge/clients/sync-directory.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { aHouse, aPerson, begin, worker } from "../carry.ts";

const db = worker.DB;
const noPause = async () => undefined;

beforeEach(async () => {
  const tables = ["clients", "name_words", "vendor_writes", "runs", "crm_parties"];
  await db.batch([...tables.map((table) => db.prepare(`DELETE FROM ${table}`)), db.prepare("DELETE FROM settings WHERE key LIKE 'sync%'")]);
});

const aRecord = (id: number, more: Partial<CrmRecord> = {}): CrmRecord => ({
  externalId: String(id),
  reference: "",
  url: null,
  name: `Atelier numéro ${id}`,
  kinds: ["client"],
  company: true,
  siren: String(300_000_000 + id),
  siret: "",
  vatNumber: "",
  email: `contact@atelier-${id}.example`,
  phone: "",
  address: { line: "", postcode: "69001", city: "Lyon", country: "FR" },
  note: "",
  ...more,
});

/** A CRM of which only `list` is asked. */
function aCrm(records: CrmRecord[]) {
  const asked: [string | null, number][] = [];
  const list: Crm["list"] = async (after, limit) => {
    asked.push([after, limit]);
    const page = records.filter(({ externalId }) => Number(externalId) > Number(after ?? 0)).slice(0, limit);
    return { records: page, next: page.length < limit ? null : (page.at(-1)?.externalId ?? null) };
  };
  const crm = { id: "acme", label: "Acme", list } as Crm;
  return { crm, records, asked };
}

const many = (count: number) => Array.from({ length: count }, (_, i) => aRecord(i + 1));
const house = (crm: Crm) => ({ db, ports: aHouse({ crm }).ports });
const turn = (crm: Crm, pause: (ms: number) => Promise<void> = noPause) => syncDirectory(house(crm), pause);
const count = async () => (await db.prepare("SELECT count(*) AS n FROM clients").first<{ n: number }>())?.n;

/** The lease of whoever was at it is over, or the week has passed. */
const later = () => db.prepare("UPDATE settings SET value = json_set(value, '$.notBefore', 0) WHERE key = 'sync_directory:acme'").run();

describe("syncDirectory", () => {
  it("fills the directory, and is done for a week", async () => {
    const { crm, asked } = aCrm(many(120));
    expect(await turn(crm)).toEqual({ pages: 3, adopted: 120, followed: 0, ended: true });
    expect(await turn(crm)).toMatchObject({ pages: 0 });
    expect(asked).toHaveLength(3);
    expect(await readClientByRecord(db, "acme", "77")).toMatchObject({ name: "Atelier numéro 77", siren: "300000077", city: "Lyon" });
    expect((await findKnown(db, "numero 77", 5))[0]?.externalId).toBe("77");
    expect((await findKnown(db, "ateleir 12", 5)).length).toBeGreaterThan(0);
  });

  it("asks at most once a second", async () => {
    const pauses: number[] = [];
    await turn(aCrm(many(120)).crm, async (ms) => void pauses.push(ms));
    expect(pauses).toEqual([1000, 1000]);
  });

  it("does no work twice", async () => {
    const { crm } = aCrm(many(60));
    await turn(crm);
    await later();
    expect(await turn(crm)).toEqual({ pages: 2, adopted: 0, followed: 0, ended: true });
    expect((await readClientByRecord(db, "acme", "1"))?.version).toBe(1);
  });

  it("follows what was changed in the CRM, and keeps what it leaves empty", async () => {
    const { crm, records } = aCrm(many(3));
    await turn(crm);
    records[0] = aRecord(1, {
      name: "Verrerie du Marais",
      siren: "",
      address: { line: "", postcode: "75003", city: "Paris", country: "FR" },
    });
    records[1] = aRecord(2, { email: "Bonjour@Verre.example" });
    await later();
    expect(await turn(crm)).toMatchObject({ adopted: 0, followed: 2 });
    expect(await readClientByRecord(db, "acme", "1")).toMatchObject({
      name: "Verrerie du Marais",
      siren: "300000001",
      city: "Paris",
      version: 2,
    });
    expect((await findKnown(db, "verreire marais", 5))[0]?.externalId).toBe("1");
    expect((await findKnown(db, "bonjour@verre.example", 5))[0]?.externalId).toBe("2");
  });

  it("takes nothing the register said for true of another SIREN", async () => {
    const { crm, records } = aCrm(many(2));
    await turn(crm);
    await db.prepare("UPDATE clients SET verification = 'verified', verified_at = 1, state = 'active', company_facts = '{}'").run();
    records[0] = aRecord(1, { siren: "404833048" });
    records[1] = aRecord(2, { name: "Même numéro" });
    await later();
    await turn(crm);
    expect(await readClientByRecord(db, "acme", "1")).toMatchObject({
      siren: "404833048",
      verification: "none",
      state: "unknown",
      verifiedAt: null,
    });
    expect(await readClientByRecord(db, "acme", "2")).toMatchObject({ name: "Même numéro", verification: "verified", state: "active" });
  });

  it("changes nothing that was changed here while the page was on its way", async () => {
    const { crm, records } = aCrm(many(1));
    await turn(crm);
    await later();
    records[0] = aRecord(1, { name: "Ancien nom" });
    await db
      .prepare("UPDATE clients SET name = 'Nouveau nom', updated_at = ?1")
      .bind(Date.now() + 5_000)
      .run();
    await turn(crm);
    expect((await readClientByRecord(db, "acme", "1"))?.name).toBe("Nouveau nom");
  });

  it("leaves a party to the run that is creating it", async () => {
    const person = await aPerson("sales");
    const run = await begin(aHouse(), person, "create-client", {});
    await db.prepare("INSERT INTO vendor_writes (reference, run_id, begun_at) VALUES ('CL-ONE', ?1, 0)").bind(run.id).run();
    const { crm } = aCrm([aRecord(1, { reference: "CL-ONE" }), aRecord(2, { reference: "CL-TWO" })]);
    expect(await turn(crm)).toMatchObject({ adopted: 1 });
    expect(await readClientByRecord(db, "acme", "1")).toBeNull();
    await db.prepare("UPDATE runs SET ended_at = 1").run();
    await later();
    await turn(crm);
    expect(await readClientByRecord(db, "acme", "1")).toMatchObject({ reference: "CL-ONE" });
  });

  it("keeps two parties apart that carry one reference", async () => {
    const { crm } = aCrm([aRecord(1, { reference: "SHOP-7" }), aRecord(2, { reference: "SHOP-7" })]);
    expect(await turn(crm)).toMatchObject({ adopted: 2 });
    expect(await readClientByRecord(db, "acme", "2")).toMatchObject({ reference: "acme:2" });
  });
});

describe("whatever stops it", () => {
  it("goes on behind the last page when it was killed, and not before its lease is over", async () => {
    const { crm, asked } = aCrm(many(200));
    let pauses = 0;
    // Dead in its second pause: nothing of that turn happens any more.
    void turn(crm, () => (++pauses < 2 ? Promise.resolve() : new Promise(() => undefined)));
    await expect.poll(() => pauses).toBe(2);
    expect(await turn(crm)).toMatchObject({ pages: 0 });
    await later();
    expect(await turn(crm)).toMatchObject({ ended: true, adopted: 100 });
    expect(asked.map(([after]) => after)).toEqual([null, "50", "100", "150", "200"]);
    expect(await count()).toBe(200);
  });

  it("reads a page once more when it was killed between reading and writing", async () => {
    const { crm } = aCrm(many(100));
    const dead: Crm = { ...crm, list: async (after, limit) => (after ? new Promise(() => undefined) : crm.list(after, limit)) };
    void turn(dead);
    await expect.poll(count).toBe(50);
    await later();
    expect(await turn(crm)).toMatchObject({ adopted: 50, ended: true });
  });

  it("lets one of two turns work", async () => {
    const { crm, asked } = aCrm(many(30));
    const both = await Promise.all([turn(crm), turn(crm)]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([0, 30]);
    expect(asked).toHaveLength(1);
  });

  it("waits as long as the CRM asks for", async () => {
    const { crm } = aCrm(many(10));
    const limited: Crm = {
      ...crm,
      list: async () => {
        throw new PasserelleError("rate_limited", { retryAfterSeconds: 900 });
      },
    };
    await turn(limited);
    const row = await db.prepare("SELECT value FROM settings WHERE key = 'sync_directory:acme'").first<{ value: string }>();
    expect(JSON.parse(row?.value ?? "{}").notBefore - Date.now()).toBeGreaterThan(890_000);
    await later();
    expect(await turn(crm)).toMatchObject({ adopted: 10 });
  });

  it("asks for less when a page is more than we take", async () => {
    const { crm, asked } = aCrm(many(60));
    const heavy: Crm = {
      ...crm,
      list: async (after, limit) => {
        if (limit > 12) throw new PasserelleError("bad_answer");
        return crm.list(after, limit);
      },
    };
    for (let i = 0; i < 40 && (await count()) !== 60; i++) await turn(heavy);
    expect(await count()).toBe(60);
    expect(asked[0]).toEqual([null, 12]);
  });

  it("goes through 10,000 records, each once", async () => {
    const { crm, asked } = aCrm(many(10_000));
    let turns = 0;
    let adopted = 0;
    for (let ended = false; !ended && turns < 30; turns++) {
      const done = await turn(crm);
      adopted += done.adopted;
      ended = done.ended;
    }
    expect(adopted).toBe(10_000);
    expect(await count()).toBe(10_000);
    expect(asked).toHaveLength(201);
    expect(turns).toBe(21);
  }, 120_000);

  it("finds nothing to do where the CRM is ours", async () => {
    const { ports } = aHouse();
    const person = {
      name: "Café",
      kinds: ["client" as const],
      company: true,
      siren: "",
      siret: "",
      vatNumber: "",
      email: "",
      phone: "",
      note: "",
    };
    await ports.crm.create({ ...person, address: { line: "", postcode: "", city: "", country: "FR" } }, "CL-OURS");
    expect(await syncDirectory({ db, ports }, noPause)).toMatchObject({ adopted: 1, ended: true });
    await db.prepare("UPDATE settings SET value = json_set(value, '$.notBefore', 0) WHERE key = 'sync_directory:builtin'").run();
    expect(await syncDirectory({ db, ports }, noPause)).toMatchObject({ adopted: 0, followed: 0, ended: true });
  });
});
