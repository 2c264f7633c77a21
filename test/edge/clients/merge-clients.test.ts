/** Two clients become one, whoever the CRM is and whatever is lost or killed on the way. */
import { beforeEach, describe, expect, it } from "vitest";
import { NewClient } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import type { Crm } from "../../../edge/clients/crm.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { readClientByRecord, readClientByReference } from "../../../edge/clients/find-record.ts";
import { syncDirectory } from "../../../edge/clients/sync-directory.ts";
import dolibarr from "../../../edge/connectors/dolibarr/index.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { fresh as freshHubspot, openCrm as openHubspot } from "../../connectors/hubspot-house.ts";
import { house as odooHouse } from "../../connectors/odoo-under-test.ts";
import { asFetch } from "../../sandbox/as-fetch.ts";
import { dolibarrStandIn } from "../../sandbox/dolibarr/stand-in.ts";
import { createFaults, type Faults } from "../../sandbox/faults.ts";
import { aHouse, aPerson, begin, carry, plainEngine, worker } from "../carry.ts";

const db = worker.DB;
let boss: Person;

beforeEach(async () => {
  const tables = [
    "client_forwards",
    "likely_duplicates",
    "clients",
    "name_words",
    "claims",
    "vendor_writes",
    "run_events",
    "runs",
    "crm_contacts",
    "crm_parties",
    "audit",
    "settings",
    "documents",
  ];
  await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
  boss = await aPerson("accounting", "sales");
});

const CRMS: Record<string, () => { crm: Crm; faults?: Faults }> = {
  builtin: () => ({ crm: aHouse().ports.crm }),
  dolibarr: () => {
    const faults = createFaults();
    const secret = { DOLIBARR_URL: "http://dolibarr.test", DOLIBARR_API_KEY: "k" };
    const send = asFetch(dolibarrStandIn({ key: "k", faults }));
    return { faults, crm: dolibarr.open({ secret, fetch: send, db: undefined as never, mayCall: async () => true }).crm };
  },
  hubspot: () => {
    const { standIn, faults } = freshHubspot();
    return { crm: openHubspot(asFetch(standIn)), faults };
  },
  odoo: () => odooHouse(),
};

async function make(house: House, name: string, more: object = {}): Promise<string> {
  const { country = "US", ...contact } = more as { country?: string };
  const input = NewClient.parse({ identity: { type: "foreign", name, country }, kinds: ["client"], contact, ...(more as object) });
  const { outcome } = await carry(house, (await begin(house, boss, "create-client", input)).id);
  return outcome?.clientId as string;
}

const client = async (id: string) => (await readClient(db, id))?.client;
const shown = async (id: string) => ({ id, version: (await client(id))?.version as number });
const merge = async (house: House, survivor: string, other: string, choose = {}, actor = boss) =>
  begin(house, actor, "merge-clients", { survivor: await shown(survivor), other: await shown(other), choose });

describe.each(Object.keys(CRMS))("in %s", (name) => {
  it("keeps what was chosen, joins the rest, and leads whoever knows the other to the survivor", async () => {
    const { crm } = CRMS[name]!();
    const house = aHouse({ crm });
    const kept = await make(house, "Atelier Nord", { email: "a@nord.example", phone: "01 11 11 11 11" });
    const gone = await make(house, "Workshop North Inc", { email: "b@north.example", kinds: ["supplier"], note: "Livre le jeudi" });
    const before = (await client(gone))!;
    const run = await carry(house, (await merge(house, kept, gone, { name: "other" })).id);
    expect(run).toMatchObject({ state: "done", outcome: { clientId: kept, inCrm: true } });

    const left = (await client(kept))!;
    expect(left).toMatchObject({ name: "Workshop North Inc", kinds: ["client", "supplier"], email: "a@nord.example" });
    const record = (await crm.read(left.externalId as string))!;
    expect(record).toMatchObject({ name: "Workshop North Inc", email: "a@nord.example", note: "Livre le jeudi" });
    expect(record.kinds).toEqual(["client", "supplier"]);
    expect((await crm.list(null, 50)).records).toHaveLength(1);
    // Old ids, references and records lead on; a search shows one.
    expect((await client(gone))?.id).toBe(kept);
    expect((await readClientByReference(db, before.reference))?.id).toBe(kept);
    expect((await readClientByRecord(db, before.connector, before.externalId as string))?.id).toBe(kept);
    expect((await findKnown(db, "workshop north", 5)).map(({ id }) => id)).toEqual([kept]);
    // What the CRM tells of itself later brings nobody back.
    await syncDirectory(house, async () => undefined);
    expect(await db.prepare("SELECT count(*) AS n FROM clients").first("n")).toBe(1);
    const { results } = await db
      .prepare("SELECT action, object_id AS id FROM audit WHERE run_id = ?1 AND action LIKE 'client.%'")
      .bind(run.id)
      .all();
    expect(results).toEqual([
      { action: "client.merge", id: kept },
      { action: "client.merged", id: gone },
    ]);
  });

  it.each(["reserve the merge", "merge in the CRM", "file the merge"])("goes on after being killed behind “%s”, once", async (step) => {
    const { crm } = CRMS[name]!();
    const house = aHouse({ crm });
    const [kept, gone] = [
      await make(house, "Atelier Sud", { email: "a@sud.example" }),
      await make(house, "Southern Works", { note: "Deux" }),
    ];
    const run = await merge(house, kept, gone, { name: "survivor" });
    const dying = {
      ...plainEngine(),
      do: async (label: string, work: () => Promise<unknown>) => {
        const value = await work();
        if (label === step) throw new Error("killed");
        return value;
      },
    };
    await carry(house, run.id, { engine: dying as never });
    expect(await carry(house, run.id)).toMatchObject({ state: "done", outcome: { clientId: kept, inCrm: true } });
    expect((await crm.list(null, 50)).records).toMatchObject([{ name: "Atelier Sud", note: "Deux" }]);
    expect(await db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'client.merge'").first("n")).toBe(1);
  });

  it.skipIf(name === "builtin").each(["lose-request", "lose-reply", "late", "500", "429"] as const)(
    "ends right when each write meets a %s",
    async (kind) => {
      const { crm, faults } = CRMS[name]!();
      const house = aHouse({ crm });
      const [kept, gone] = [
        await make(house, "Atelier Ouest", { email: "a@ouest.example" }),
        await make(house, "Western Works", { note: "Deux" }),
      ];
      const run = await merge(house, kept, gone, {});
      for (const method of ["PUT", "PATCH", "POST", "write", "create", "action_merge"])
        faults?.add({ kind, match: { method }, delayMs: 5 });
      const ended = await carry(house, run.id);
      await faults?.settled();
      expect(ended).toMatchObject({ state: "done", outcome: { clientId: kept, inCrm: true } });
      expect((await crm.list(null, 50)).records).toMatchObject([{ name: "Atelier Ouest", note: "Deux" }]);
    },
  );
});

describe("what may be one", () => {
  it("is not what two numbers say are two, nor somebody's company and somebody", async () => {
    const house = aHouse();
    const [a, b] = [await make(house, "Alpha"), await make(house, "Beta")];
    await db.prepare("UPDATE clients SET siren = iif(id = ?1, '732829320', '552032534')").bind(a).run();
    expect(await carry(house, (await merge(house, a, b)).id)).toMatchObject({ state: "refused", code: "different_companies" });
    await db.prepare("UPDATE clients SET siren = NULL, vat_number = iif(id = ?1, 'DE136695976', 'DE811569869')").bind(a).run();
    expect(await carry(house, (await merge(house, a, b)).id)).toMatchObject({ state: "refused", code: "different_companies" });
    await db.prepare("UPDATE clients SET vat_number = NULL, company = id = ?1").bind(a).run();
    expect(await carry(house, (await merge(house, a, b)).id)).toMatchObject({ state: "refused", code: "different_companies" });
    expect(await db.prepare("SELECT count(*) AS n FROM crm_parties").first("n")).toBe(2);
  });

  it("is not what was changed since, nor what somebody merges at the same moment, nor for everybody", async () => {
    const house = aHouse();
    const [a, b, c] = [await make(house, "Alpha"), await make(house, "Beta"), await make(house, "Gamma")];
    const stale = await merge(house, a, b);
    await carry(
      house,
      (await begin(house, boss, "update-client", { clientId: b, version: (await client(b))!.version, changes: { note: "x" } })).id,
    );
    const denied = await begin(house, await aPerson("sales"), "merge-clients", {
      survivor: await shown(a),
      other: await shown(b),
      choose: {},
    });
    expect(await carry(house, denied.id)).toMatchObject({ state: "refused", code: "forbidden" });
    expect(await carry(house, stale.id)).toMatchObject({ state: "refused", code: boss.roles.includes("sales") ? "conflict" : "forbidden" });
    const [one, other] = [await merge(house, a, c), await merge(house, c, a)];
    const states = (await Promise.all([carry(house, one.id), carry(house, other.id)])).map(({ state }) => state).sort();
    expect(states).toEqual(["done", "refused"]);
    expect(await db.prepare("SELECT count(*) AS n FROM crm_parties").first("n")).toBe(2);
  });

  it("goes over several merges to the last survivor, with verification and files", async () => {
    const house = aHouse();
    const [a, b, c] = [await make(house, "Alpha"), await make(house, "Beta"), await make(house, "Gamma")];
    await db.prepare("UPDATE clients SET verification = 'verified', verified_at = 5, state = 'active' WHERE id = ?1").bind(b).run();
    await db
      .prepare(
        "INSERT INTO documents (id, class, owner_kind, owner_id, media_type, size, sha256, name, r2_key, created_by, created_at, keep_until) VALUES ('d', 'invoice', 'client', ?1, 'application/pdf', 1, '', '', 'k', '', 1, 9e15)",
      )
      .bind(c)
      .run();
    await carry(house, (await merge(house, b, c)).id);
    await carry(house, (await merge(house, a, b)).id);
    expect((await client(c))?.id).toBe(a);
    expect(await client(a)).toMatchObject({ verification: "verified", verifiedAt: 5, state: "active" });
    expect(await db.prepare("SELECT owner_id FROM documents").first("owner_id")).toBe(a);
    // The survivor goes one day: so does what leads to it.
    await db.prepare("DELETE FROM clients WHERE id = ?1").bind(a).run();
    expect(await client(c)).toBeUndefined();
    expect(await db.prepare("SELECT count(*) AS n FROM client_forwards").first("n")).toBe(0);
  });

  it("merges in the directory alone where the CRM cannot, and says so", async () => {
    const { merge: _, ...without } = aHouse().ports.crm;
    const house = aHouse({ crm: without });
    const [a, b] = [await make(house, "Alpha"), await make(house, "Beta")];
    expect(await carry(house, (await merge(house, a, b)).id)).toMatchObject({ state: "done", outcome: { clientId: a, inCrm: false } });
    await syncDirectory(house, async () => undefined);
    expect(await db.prepare("SELECT count(*) AS n FROM clients").first("n")).toBe(1);
    expect((await client(b))?.id).toBe(a);
  });
});
