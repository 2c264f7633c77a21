import { beforeEach, describe, expect, it } from "vitest";
import { NewClient } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { aHouse, aPerson, begin, carry, worker } from "../carry.ts";

let house: House;
let sales: Person;
let clientId: string;

beforeEach(async () => {
  house = aHouse();
  sales = await aPerson("sales");
  const input = NewClient.parse({ identity: { type: "person", name: `Jeanne ${crypto.randomUUID()}` }, kinds: ["client"], contact: {} });
  const { outcome } = await carry(house, (await begin(house, sales, "create-client", input)).id);
  clientId = outcome?.clientId as string;
});

const client = async () => (await readClient(worker.DB, clientId))?.client;
const change = (changes: object, version: number, actor = sales) => begin(house, actor, "update-client", { clientId, version, changes });

describe("updateClient", () => {
  it("changes the CRM and the directory", async () => {
    const version = (await client())?.version as number;
    expect(await carry(house, (await change({ email: "J@x.example", kinds: ["supplier"] }, version)).id)).toMatchObject({ state: "done" });
    expect(await client()).toMatchObject({ email: "j@x.example", kinds: ["supplier"] });
    expect(await house.ports.crm.read((await client())?.externalId as string)).toMatchObject({ email: "J@x.example" });
  });

  it("lets the card of its creation show it as it is now", async () => {
    const version = (await client())?.version as number;
    await carry(house, (await change({ kinds: ["supplier"] }, version)).id);
    const { results } = await worker.DB.prepare("SELECT 1 FROM runs WHERE id = ?1 AND card_version < version")
      .bind(clientId.slice(1))
      .all();
    expect(results).toHaveLength(1);
  });

  it("takes one of two changes typed over the same version, and refuses the other", async () => {
    const version = (await client())?.version as number;
    const [a, b] = [await change({ note: "un" }, version), await change({ note: "deux" }, version)];
    const states = (await Promise.all([carry(house, a.id), carry(house, b.id)])).map(({ state, code }) => `${state} ${code}`);
    expect(states.sort()).toEqual(["done null", "refused conflict"]);
  });

  it("does not write over a later change when it is carried on after a kill", async () => {
    const version = (await client())?.version as number;
    const first = await change({ note: "premier" }, version);
    await carry(house, first.id, {
      engine: {
        sleep: async () => undefined,
        do: async (name: string, work: () => Promise<unknown>) => {
          const value = await work();
          if (name === "change it in the CRM") throw new Error("killed");
          return value;
        },
      } as never,
    });
    const second = await change({ note: "second" }, (await client())?.version as number);
    expect(await carry(house, second.id)).toMatchObject({ state: "done" });
    expect(await carry(house, first.id)).toMatchObject({ state: "done" });
    expect((await house.ports.crm.read((await client())?.externalId as string))?.note).toBe("second");
  });

  it("lets an earlier change that is still under way reach the CRM first", async () => {
    const version = (await client())?.version as number;
    const away = aHouse({
      crm: { ...house.ports.crm, update: () => Promise.reject(new PasserelleError("rate_limited", { retryAfterSeconds: 600 })) },
    });
    const first = await change({ note: "premier" }, version);
    expect(await carry(away, first.id)).toMatchObject({ state: "waiting" });
    const second = await change({ note: "second" }, (await client())?.version as number);
    let slept = 0;
    const engine = {
      do: (_: string, work: () => Promise<unknown>) => work(),
      sleep: async () => {
        slept += 1;
        if (slept === 2) await carry(house, first.id);
      },
    };
    expect(await carry(house, second.id, { engine: engine as never })).toMatchObject({ state: "done" });
    expect(slept).toBe(2);
    expect((await house.ports.crm.read((await client())?.externalId as string))?.note).toBe("second");
  });

  it("is not over while the CRM may still make a change whose answer was lost", async () => {
    const lost = aHouse({ crm: { ...house.ports.crm, update: () => Promise.reject(new PasserelleError("maybe_written")) } });
    const run = await change({ note: "x" }, (await client())?.version as number);
    const slept: number[] = [];
    const engine = {
      do: (_: string, work: () => Promise<unknown>) => work(),
      sleep: async (_: string, ms: number) => {
        slept.push(ms);
        throw new Error("enough");
      },
    };
    await carry(lost, run.id, { engine: engine as never });
    expect(slept).toEqual([expect.closeTo(20_000, -3)]);
  });

  it("refuses those who may not, and clients that are gone", async () => {
    const version = (await client())?.version as number;
    expect(await carry(house, (await change({ note: "x" }, version, await aPerson("employee"))).id)).toMatchObject({
      state: "refused",
      code: "forbidden",
    });
    await worker.DB.prepare("DELETE FROM clients WHERE id = ?1").bind(clientId).run();
    expect(await carry(house, (await change({ note: "x" }, version)).id)).toMatchObject({ state: "refused", code: "not_found" });
  });
});
