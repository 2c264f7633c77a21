/** Health: what each probe leaves behind, recovery told once, and GET /health/connectors. */
import { createExecutionContext } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { createApp } from "../../../edge/app.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { probeConnectors } from "../../../edge/health/probe-connectors.ts";
import { readHealth } from "../../../edge/health/read-health.ts";
import { noMailer } from "../../../edge/mail/mailer.ts";
import type { AdminDesk, AdminNotice } from "../../../edge/people/admin-desk.ts";
import type { Env } from "../../../edge/settings.ts";
import { aCompany, aHouse, aPerson, aRegister, aVies, begin, worker } from "../carry.ts";

const db = worker.DB;
const LA_POSTE = aCompany("356000000", "LA POSTE");

beforeEach(async () => {
  await db.batch(["connector_health", "people", "runs", "run_events", "audit"].map((table) => db.prepare(`DELETE FROM ${table}`)));
});

function aWorld() {
  const register = aRegister([LA_POSTE]);
  const vat = aVies({ FR39356000000: {} });
  const house = aHouse({ register, vat });
  const told: [string, AdminNotice][] = [];
  const desk = { fail: null as PasserelleError | null };
  const admins: AdminDesk = {
    async notify(person, notice) {
      if (desk.fail) throw desk.fail;
      told.push([person.id, notice]);
    },
  };
  return { house, register, vat, told, desk, probe: () => probeConnectors(db, house.ports, admins) };
}

const healthOf = async ({ house }: ReturnType<typeof aWorld>) =>
  Object.fromEntries((await readHealth(db, house.ports)).connectors.map((one) => [one.connector, one]));

describe("the probes", () => {
  it("are not asked before the first time", async () => {
    const world = aWorld();
    expect(await healthOf(world)).toMatchObject({ builtin: { ok: null, lastOk: null }, register: { ok: null }, vat: { ok: null } });
  });

  it("ask each connector in use once, and write nothing there", async () => {
    const world = aWorld();
    const before = Date.now();
    await world.probe();
    const { builtin, register, vat } = await healthOf(world);
    for (const one of [builtin, register, vat]) {
      expect(one).toMatchObject({ ok: true, lastFailure: null, code: null, failingSince: null });
      expect(one?.lastOk).toBeGreaterThanOrEqual(before);
      expect(one?.ms).toBeGreaterThanOrEqual(0);
    }
    expect(world.register.asked).toBe(1);
    expect(world.vat.asked).toEqual(["FR39356000000"]);
    expect(await db.prepare("SELECT count(*) AS n FROM crm_parties").first("n")).toBe(0);
  });

  it("ask the one that carries mail, when there is one", async () => {
    const world = aWorld();
    expect((await healthOf(world)).none).toBeUndefined();
    let asked = 0;
    const probe = async () => void asked++;
    const house = aHouse({ ...world.house.ports, mailer: { ...noMailer, id: "acme", probe } });
    await probeConnectors(db, house.ports, { notify: async () => undefined });
    expect(asked).toBe(1);
    expect(await healthOf({ ...world, house })).toMatchObject({ acme: { port: "mailer", ok: true } });
  });

  it("keep the last good time beside the failure, and since when; the others are not touched", async () => {
    const world = aWorld();
    await world.probe();
    const good = (await healthOf(world)).register?.lastOk;
    world.register.down = true;
    await world.probe();
    const first = (await healthOf(world)).register;
    expect(first).toMatchObject({ ok: false, lastOk: good, code: "vendor_unavailable" });
    await db.prepare("UPDATE connector_health SET failing_since = failing_since - 60000 WHERE connector = 'register'").run();
    await world.probe();
    expect((await healthOf(world)).register?.failingSince).toBe((first?.failingSince ?? 0) - 60_000);
    expect((await healthOf(world)).vat?.ok).toBe(true);
    expect(world.told).toEqual([]);
  });
});

describe("recovery", () => {
  it("is told to every admin, once", async () => {
    const admins = [await aPerson("admin"), await aPerson("sales", "admin")];
    await aPerson("director");
    const world = aWorld();
    world.vat.down = new PasserelleError("misconfigured");
    await world.probe();
    const since = (await healthOf(world)).vat?.failingSince;
    world.vat.down = null;
    await world.probe();
    await world.probe();
    expect(world.told.map(([id]) => id).sort()).toEqual(admins.map(({ id }) => id).sort());
    expect(world.told[0]?.[1]).toMatchObject({ about: "recovery", port: "vat", since });
    expect((await healthOf(world)).vat).toMatchObject({ ok: true, code: "misconfigured", failingSince: null });
  });

  it("waits for an admin who was not reached, and is told of each outage anew", async () => {
    await aPerson("admin");
    const world = aWorld();
    for (let outage = 1; outage <= 2; outage++) {
      world.register.down = true;
      await world.probe();
      world.register.down = false;
      world.desk.fail = new PasserelleError("vendor_unavailable");
      await world.probe();
      expect(world.told).toHaveLength(outage - 1);
      world.desk.fail = null;
      await world.probe();
      await world.probe();
      expect(world.told).toHaveLength(outage);
    }
  });

  it("that nobody heard of before it failed again was none", async () => {
    await aPerson("admin");
    const world = aWorld();
    world.register.down = true;
    await world.probe();
    const since = (await healthOf(world)).register?.failingSince;
    world.register.down = false;
    world.desk.fail = new PasserelleError("vendor_unavailable");
    await world.probe();
    world.register.down = true;
    world.desk.fail = null;
    await world.probe();
    expect(world.told).toEqual([]);
    expect((await healthOf(world)).register?.failingSince).toBe(since);
  });
});

describe("runs", () => {
  it("are counted as waiting or given up, the latest of these first, none older than 30 days", async () => {
    const world = aWorld();
    const actor = await aPerson("sales");
    const set = async (state: string, code: string, endedAt: number | null) => {
      const { id } = await begin(world.house, actor, "create-client", {});
      await db.prepare("UPDATE runs SET state = ?2, code = ?3, ended_at = ?4 WHERE id = ?1").bind(id, state, code, endedAt).run();
      return id;
    };
    const now = Date.now();
    await set("waiting", "vendor_unavailable", null);
    await set("refused", "forbidden", now);
    await set("failed", "vendor_unavailable", now - 31 * 86_400_000);
    const older = await set("failed", "misconfigured", now - 2_000);
    const newer = await set("failed", "vendor_unavailable", now - 1_000);
    const { waiting, failed, lastFailed } = await readHealth(db, world.house.ports);
    expect([waiting, failed]).toEqual([1, 2]);
    expect(lastFailed).toEqual([
      { id: newer, kind: "create-client", code: "vendor_unavailable", endedAt: now - 1_000 },
      { id: older, kind: "create-client", code: "misconfigured", endedAt: now - 2_000 },
    ]);
  });

  it("are counted by an index each", async () => {
    for (const [state, index] of [
      ["waiting", "runs_waiting"],
      ["failed", "runs_failed"],
    ]) {
      const { results } = await db
        .prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM runs WHERE state = '${state}' LIMIT 9`)
        .all<{ detail: string }>();
      expect(results.map(({ detail }) => detail).join()).toContain(String(index));
    }
  });
});

describe("GET /health/connectors", () => {
  async function get(healthKey: string, authorization?: string) {
    const world = aWorld();
    world.register.down = true;
    await world.probe();
    const house = { ...world.house, settings: { ...world.house.settings, healthKey } };
    const app = createApp({ slack: async () => new Response(null, { status: 500 }), house: () => house });
    const request = new Request("http://worker.test/health/connectors", { headers: authorization ? { Authorization: authorization } : {} });
    return app.fetch(request, worker as Env, createExecutionContext());
  }

  it("is not there without a key of ours, whatever is sent", async () => {
    for (const sent of [undefined, "Bearer ", "Bearer anything"]) expect((await get("", sent)).status).toBe(404);
  });

  it.each([undefined, "Bearer wrong", "Bearer secret-key-and-more", "secret-key", "Basic secret-key"])("refuses %s", async (sent) => {
    const answer = await get("secret-key", sent);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("register");
  });

  it("tells who holds the key", async () => {
    const answer = await get("secret-key", "Bearer secret-key");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const { ok, connectors, runs } = (await answer.json()) as { ok: boolean; connectors: unknown; runs: unknown };
    expect(ok).toBe(false);
    expect(runs).toEqual({ waiting: 0, failed: 0 });
    expect(connectors).toMatchObject([
      { port: "crm", connector: "builtin", ok: true },
      { port: "register", connector: "register", ok: false, code: "vendor_unavailable", lastOk: null },
      { port: "vat", connector: "vat", ok: true },
    ]);
  });
});
