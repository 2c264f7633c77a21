import { beforeEach, describe, expect, it } from "vitest";
import type { NewClient } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { aPerson, begin, carry, worker } from "../carry.ts";
import { french, freshHouse, parties } from "./creating.ts";

let house: House;
let sales: Person;

beforeEach(async () => {
  ({ house, sales } = await freshHouse());
});

const run = async (input: NewClient, actor = sales) => carry(house, (await begin(house, actor, "create-client", input)).id);

describe("createClient, two at once", () => {
  it("shows the second one the first one's client, though it looked into the CRM in between", async () => {
    const { crm } = house.ports;
    const other = await aPerson("accounting");
    const b = await begin(house, other, "create-client", french("732829320"));
    const meeting: Promise<unknown>[] = [];
    const meets = {
      ...house,
      ports: {
        ...house.ports,
        crm: {
          ...crm,
          create: async (...asked: Parameters<typeof crm.create>) => {
            const made = await crm.create(...asked);
            meeting.push(
              carry(house, b.id, {
                engine: {
                  do: (_: string, work: () => Promise<never>) => work(),
                  sleep: () => new Promise((resolve) => setTimeout(resolve, 20)),
                } as never,
              }),
            );
            await new Promise((resolve) => setTimeout(resolve, 50));
            return made;
          },
        },
      },
    };
    const a = await begin(meets, sales, "create-client", french("732829320"));
    const first = await carry(meets, a.id);
    await Promise.all(meeting);
    const second = await readRun(worker.DB, b.id);
    expect(first.outcome).toMatchObject({ existing: false });
    expect(second?.outcome).toMatchObject({ existing: true, clientId: first.outcome?.clientId as string });
    expect((await readClient(worker.DB, first.outcome?.clientId as string))?.client).toMatchObject({
      verification: "verified",
      state: "active",
    });
    expect(await parties()).toHaveLength(1);
  });

  it("creates again what was deleted in the CRM since", async () => {
    const first = await run(french("732829320"));
    await worker.DB.prepare("DELETE FROM crm_parties").run();
    const second = await run(french("732829320"));
    expect(second.outcome).toMatchObject({ existing: false });
    expect(second.outcome?.clientId).not.toBe(first.outcome?.clientId);
    expect(await parties()).toHaveLength(1);
  });

  it("adopts and verifies a client that only the CRM knew", async () => {
    await house.ports.crm.create(
      {
        name: "Acme",
        kinds: ["client"],
        company: true,
        siren: "732829320",
        siret: "",
        vatNumber: "",
        email: "",
        phone: "",
        address: { line: "", postcode: "", city: "", country: "FR" },
        note: "",
      },
      "OLD-1",
    );
    const done = await run(french("732829320"));
    expect(done.outcome).toMatchObject({ existing: true, by: "siren" });
    expect((await readClient(worker.DB, done.outcome?.clientId as string))?.client).toMatchObject({
      verification: "verified",
      name: "ACME CONSEIL",
    });
  });

  it("keeps the client when the CRM will not take its contact, and says so", async () => {
    house.ports.crm = {
      ...house.ports.crm,
      createContact: async () => {
        throw new PasserelleError("vendor_refused");
      },
    };
    expect(await run(french("732829320", { contact: { name: "Zoé" } }))).toMatchObject({
      state: "done",
      outcome: { existing: false, contact: "refused" },
    });
    expect(await parties()).toHaveLength(1);
  });
});
