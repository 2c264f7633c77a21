import { beforeEach, describe, expect, it } from "vitest";
import { NewClient } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import { latestVatCheck } from "../../../edge/companies/vat-check-store.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { keepTrue } from "../../../edge/proposals/keep-true.ts";
import { aHouse, aPerson, aRegister, aVies, begin, carry, worker } from "../carry.ts";

const NUMBER = "IT00743110157";
const UNKNOWN = "BE0403170701";

const foreign = (vatNumber: string, country = vatNumber.slice(0, 2), more: Record<string, unknown> = {}) =>
  NewClient.parse({ identity: { type: "foreign", name: "Arredamenti", vatNumber, country }, kinds: ["client"], contact: {}, ...more });

let vies: ReturnType<typeof aVies>;
let house: House;
let sales: Person;

beforeEach(async () => {
  const tables = [
    "clients",
    "crm_contacts",
    "crm_parties",
    "claims",
    "runs",
    "run_events",
    "vendor_writes",
    "vat_checks",
    "name_words",
    "audit",
  ];
  await worker.DB.batch(tables.map((table) => worker.DB.prepare(`DELETE FROM ${table}`)));
  vies = aVies({ [NUMBER]: { name: "ARREDAMENTI SRL", address: "VIA INVENTATA 9" } });
  house = aHouse({ register: aRegister([]), vat: vies });
  sales = await aPerson("sales");
});

const run = async (input: NewClient) => carry(house, (await begin(house, sales, "create-client", input)).id);
const clientOf = async (done: { outcome: Record<string, unknown> | null }) =>
  (await readClient(worker.DB, String(done.outcome?.clientId)))?.client;
const count = async (table: string) => (await worker.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n;

/** Until it waits for the nth time, VIES is away; then it answers. */
const backAfter = (naps: number) => {
  let slept = 0;
  return {
    do: <T>(_: string, work: () => Promise<T>) => work(),
    sleep: async () => {
      if (++slept >= naps) vies.down = null;
    },
  } as never;
};

describe("a foreign company with a VAT number", () => {
  it("is verified by VIES; the proof is kept, and what was typed stays", async () => {
    const done = await run(foreign("it 007 431 101 57", "IT"));
    expect(done).toMatchObject({ state: "done", outcome: { existing: false } });
    const check = await latestVatCheck(worker.DB, NUMBER);
    expect(check).toMatchObject({ state: "valid", name: "ARREDAMENTI SRL", requestIdentifier: "WAPI1" });
    expect(await clientOf(done)).toMatchObject({
      name: "Arredamenti",
      vatNumber: NUMBER,
      verification: "verified",
      verifiedAt: check?.checkedAt,
    });
    expect(vies.asked).toEqual([NUMBER]);
  });

  it("is refused when VIES does not know the number, and that answer is kept too", async () => {
    const refused = await run(foreign(UNKNOWN));
    expect(refused).toMatchObject({ state: "refused", code: "unknown_vat_number", field: "company" });
    expect(await count("crm_parties")).toBe(0);
    expect(await count("claims")).toBe(0);
    expect(await latestVatCheck(worker.DB, UNKNOWN)).toMatchObject({ state: "invalid", requestIdentifier: "WAPI1" });
  });

  it("is refused as mistyped when the member state says that there can be no such number", async () => {
    vies.down = new PasserelleError("bad_vat_number", { field: "company" });
    expect(await run(foreign(NUMBER))).toMatchObject({ state: "refused", code: "bad_vat_number", field: "company" });
    expect(await count("crm_parties")).toBe(0);
  });

  it.each(["vendor_unavailable", "rate_limited", "bad_answer", "misconfigured"] as const)(
    "is created as not verified yet on %s, and verified by the same run",
    async (code) => {
      vies.down = new PasserelleError(code);
      const begun = await begin(house, sales, "create-client", foreign(NUMBER));
      const states: unknown[] = [];
      const patient = backAfter(2) as unknown as { sleep: () => Promise<void> };
      const watching = {
        ...patient,
        sleep: async () => {
          states.push((await worker.DB.prepare("SELECT verification FROM clients").first())?.verification);
          await patient.sleep();
        },
      };
      const done = await carry(house, begun.id, { engine: watching as never });
      expect(states).toEqual(["pending", "pending"]);
      expect(done.state).toBe("done");
      expect(await clientOf(done)).toMatchObject({ verification: "verified", name: "Arredamenti" });
      expect(await count("crm_parties")).toBe(1);
    },
  );

  it("stands, marked unknown, when VIES comes back and does not know it", async () => {
    vies.down = new PasserelleError("vendor_unavailable");
    const begun = await begin(house, sales, "create-client", foreign(UNKNOWN));
    const done = await carry(house, begun.id, { engine: backAfter(1) });
    expect(await clientOf(done)).toMatchObject({ verification: "none", verifiedAt: null });
    expect(await latestVatCheck(worker.DB, UNKNOWN)).toMatchObject({ state: "invalid" });
  });

  it("is verified by the cron when its run has given up, and the card is told", async () => {
    const done = await run(foreign(NUMBER));
    const clientId = String(done.outcome?.clientId);
    await worker.DB.prepare("UPDATE clients SET verification = 'pending', verified_at = NULL, due_at = 0").run();
    vies.down = new PasserelleError("vendor_unavailable");
    await keepTrue(house);
    expect((await readClient(worker.DB, clientId))?.client.verification).toBe("pending");
    vies.down = null;
    await worker.DB.prepare("UPDATE clients SET due_at = 0").run();
    const before = (await worker.DB.prepare("SELECT version FROM runs WHERE id = ?1").bind(done.id).first<{ version: number }>())?.version;
    await keepTrue(house);
    expect((await readClient(worker.DB, clientId))?.client.verification).toBe("verified");
    expect(await worker.DB.prepare("SELECT version FROM runs WHERE id = ?1").bind(done.id).first()).toEqual({
      version: Number(before) + 1,
    });
    const trail = await worker.DB.prepare("SELECT actor FROM audit WHERE action = 'client.verify'").all();
    expect(trail.results).toEqual([{ actor: "cron" }]);
  });

  it("does not keep the cron asking about a number that cannot be", async () => {
    const done = await run(foreign(NUMBER));
    await worker.DB.prepare("UPDATE clients SET verification = 'pending', due_at = 0").run();
    vies.down = new PasserelleError("bad_vat_number");
    await keepTrue(house);
    expect(await clientOf(done)).toMatchObject({ verification: "none" });
  });

  it("is verified when somebody creates again what was never checked", async () => {
    const done = await run(foreign(NUMBER));
    await worker.DB.prepare("UPDATE clients SET verification = 'none', verified_at = NULL").run();
    expect(await run(foreign(NUMBER))).toMatchObject({ outcome: { existing: true, by: "vat" } });
    expect(await clientOf(done)).toMatchObject({ verification: "verified" });
    expect(await count("crm_parties")).toBe(1);
  });

  it("leaves in the run's own record nothing that VIES said", async () => {
    const results: unknown[] = [];
    const begun = await begin(house, sales, "create-client", foreign(NUMBER));
    const engine = {
      do: async <T>(name: string, work: () => Promise<T>) => {
        const value = await work();
        results.push([name, value]);
        return value;
      },
      sleep: async () => undefined,
    };
    await carry(house, begun.id, { engine: engine as never });
    expect(results).toContainEqual(["check the VAT number", { is: "value", value: "valid" }]);
    expect(JSON.stringify(results)).not.toMatch(/SRL|INVENTATA|WAPI/);
  });
});

describe("who is not VIES's to know", () => {
  it.each([
    ["a foreign company without a number", foreign("", "US")],
    ["a private person", NewClient.parse({ identity: { type: "person", name: "Ada" }, kinds: ["client"], contact: {} })],
  ])("%s is created without asking", async (_, input) => {
    const done = await run(input);
    expect(done.state).toBe("done");
    expect(await clientOf(done)).toMatchObject({ verification: "none" });
    expect(vies.asked).toEqual([]);
  });

  it("a number with a wrong key is refused before anybody is asked", async () => {
    expect(await run(foreign("BE0403170702"))).toMatchObject({ state: "refused", code: "bad_vat_number" });
    expect(vies.asked).toEqual([]);
  });
});
