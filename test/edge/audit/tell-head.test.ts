/** The day's head: told once to each admin, in the morning, of days that added to the trail. */
import { beforeEach, describe, expect, it } from "vitest";
import { auditRefusal } from "../../../edge/audit/audit.ts";
import { headOf, sealAudit } from "../../../edge/audit/seal-audit.ts";
import { tellHead } from "../../../edge/audit/tell-head.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { AdminDesk, AdminNotice } from "../../../edge/people/admin-desk.ts";
import { aPerson, worker } from "../carry.ts";

const db = worker.DB;
const DAY = 86_400_000;
const MORNING = Date.UTC(2026, 10, 22, 7, 30);

beforeEach(async () => {
  await db.batch(["audit", "audit_seals", "audit_heads", "people"].map((table) => db.prepare(`DELETE FROM ${table}`)));
});

async function rowAt(at: number) {
  await auditRefusal(db, { actor: "p1", action: "client.create", objectKind: "client", code: "forbidden" });
  await db.prepare("UPDATE audit SET at = ?1 WHERE id = (SELECT max(id) FROM audit)").bind(at).run();
  await sealAudit(db);
}

function aDesk() {
  const told: [string, AdminNotice][] = [];
  const desk: AdminDesk & { told: typeof told; fail: PasserelleError | null } = {
    told,
    fail: null,
    async notify(person, notice) {
      if (desk.fail) throw desk.fail;
      told.push([person.id, notice]);
    },
  };
  return desk;
}

describe("tellHead", () => {
  it("tells every admin, and nobody else, the last seal of the day before", async () => {
    const admins = [await aPerson("admin"), await aPerson("sales", "admin")];
    await aPerson("director");
    await rowAt(MORNING - DAY);
    const head = await headOf(db);
    await rowAt(MORNING - 60_000);
    const desk = aDesk();
    await tellHead(db, desk, MORNING);
    await tellHead(db, desk, MORNING + 60_000);
    expect(desk.told.map(([id]) => id).sort()).toEqual(admins.map(({ id }) => id).sort());
    expect(desk.told[0]?.[1]).toEqual({ about: "audit head", day: "2026-11-21", position: 1, hash: head.hash });
  });

  it("lets the night pass, and days without a row", async () => {
    await aPerson("admin");
    await rowAt(MORNING - DAY);
    const desk = aDesk();
    await tellHead(db, desk, MORNING - 3_600_000);
    expect(desk.told).toEqual([]);
    await tellHead(db, desk, MORNING);
    await tellHead(db, desk, MORNING + DAY);
    expect(desk.told).toHaveLength(1);
    await rowAt(MORNING + DAY);
    await tellHead(db, desk, MORNING + 2 * DAY);
    expect(desk.told.map(([, notice]) => notice.about === "audit head" && [notice.day, notice.position])).toEqual([
      ["2026-11-21", 1],
      ["2026-11-23", 2],
    ]);
  });

  it("tries again for whoever was not reached, and does not wait for who has left", async () => {
    await aPerson("admin");
    await rowAt(MORNING - DAY);
    const desk = aDesk();
    desk.fail = new PasserelleError("vendor_unavailable");
    await tellHead(db, desk, MORNING);
    desk.fail = null;
    await tellHead(db, desk, MORNING + 600_000);
    expect(desk.told).toHaveLength(1);

    await rowAt(MORNING);
    desk.fail = new PasserelleError("unknown_person");
    await tellHead(db, desk, MORNING + DAY);
    expect(await db.prepare("SELECT count(*) AS n FROM audit_heads WHERE told_at IS NULL").first("n")).toBe(0);
  });

  it("keeps the head for the first admin there will be", async () => {
    await rowAt(MORNING - DAY);
    const desk = aDesk();
    await tellHead(db, desk, MORNING);
    await aPerson("admin");
    await tellHead(db, desk, MORNING + 600_000);
    expect(desk.told).toHaveLength(1);
  });
});
