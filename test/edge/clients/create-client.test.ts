import { beforeEach, describe, expect, it } from "vitest";
import { NewClient } from "../../../edge/clients/client.ts";
import { readClient } from "../../../edge/clients/client-store.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import type { Person } from "../../../edge/people/person.ts";
import { answerRun } from "../../../edge/runs/start-run.ts";
import { aPerson, type aRegister, begin, carry, worker } from "../carry.ts";
import { french, freshHouse, parties } from "./creating.ts";

let register: ReturnType<typeof aRegister>;
let house: House;
let sales: Person;

beforeEach(async () => {
  ({ register, house, sales } = await freshHouse());
});

const run = async (input: NewClient, actor = sales) => carry(house, (await begin(house, actor, "create-client", input)).id);

describe("createClient works", () => {
  it("creates a verified client, with what the register says and the contact", async () => {
    const done = await run(
      french("732829320", { contact: { name: "Zoé Élan", email: "zoe@acme.example", phone: "+33 1 02 03 04 05" }, note: "à rappeler" }),
    );
    expect(done).toMatchObject({ state: "done", outcome: { existing: false } });
    const found = await readClient(worker.DB, done.outcome?.clientId as string);
    expect(found?.client).toMatchObject({
      name: "ACME CONSEIL",
      siren: "732829320",
      vatNumber: "FR44732829320",
      verification: "verified",
      city: "Paris",
      kinds: ["client"],
    });
    expect(found?.facts?.legalForm).toBe("5710");
    expect(await parties()).toHaveLength(1);
    expect((await worker.DB.prepare("SELECT name FROM crm_contacts").all()).results).toEqual([{ name: "Zoé Élan" }]);
  });

  it("creates 'not verified yet' while the register is down, and verifies when it is back", async () => {
    register.down = true;
    const begun = await begin(house, sales, "create-client", french("732829320"));
    let sleeps = 0;
    const engine = {
      do: <T>(_: string, work: () => Promise<T>) => work(),
      sleep: async () => {
        if (++sleeps === 1) {
          const [known] = await findKnown(worker.DB, "732829320", 1);
          expect(known).toMatchObject({ verification: "pending", name: "tapé à la main" });
        }
        if (sleeps === 3) register.down = false;
      },
    };
    const done = await carry(house, begun.id, { engine: engine as never });
    expect(done.state).toBe("done");
    expect((await readClient(worker.DB, done.outcome?.clientId as string))?.client).toMatchObject({
      verification: "verified",
      city: "Paris",
    });
    expect(await parties()).toHaveLength(1);
  });

  it("uses the one that is there, and adds the kind that is new", async () => {
    const first = await run(french("732829320"));
    const second = await run(french("732829320", { kinds: ["supplier"] }));
    expect(second).toMatchObject({ state: "done", outcome: { clientId: first.outcome?.clientId as string, existing: true, by: "siren" } });
    expect((await readClient(worker.DB, first.outcome?.clientId as string))?.client.kinds).toEqual(["client", "supplier"]);
    expect(await parties()).toHaveLength(1);
  });

  it("asks when the name is near, and does what was chosen", async () => {
    const person = (name: string) => NewClient.parse({ identity: { type: "person", name }, kinds: ["client"], contact: {} });
    await run(person("Jeanne Durand-Lefèvre"));
    const asking = await run(person("Jeanne Durand Lefevre"));
    expect(asking).toMatchObject({ state: "asking", question: { name: "twin", options: ["existing", "new"] } });
    await answerRun(house, { runId: asking.id, name: "twin", option: "existing", actor: sales });
    expect(await carry(house, asking.id)).toMatchObject({ state: "done", outcome: { existing: true, by: "name" } });
    expect(await parties()).toHaveLength(1);
  });

  it("makes one client of two people's wishes for one company", async () => {
    const other = await aPerson("accounting");
    const [a, b] = await Promise.all([
      begin(house, sales, "create-client", french("732829320")),
      begin(house, other, "create-client", french("732829320")),
    ]);
    const [first, second] = await Promise.all([carry(house, a.id), carry(house, b.id)]);
    expect(first.outcome?.clientId).toBe(second.outcome?.clientId);
    expect([first.outcome?.existing, second.outcome?.existing].sort()).toEqual([false, true]);
    expect(await parties()).toHaveLength(1);
  });
});

describe("createClient refuses", () => {
  it.each([
    ["a closed company without a reason", french("813487899"), "closed_company"],
    ["a company that the register does not know", french("404833048"), "unknown_company"],
    ["a SIREN with a wrong digit", french("732829321"), "bad_siren"],
    [
      "a VAT number with a wrong key",
      NewClient.parse({
        identity: { type: "foreign", name: "X", vatNumber: "BE0123456789", country: "BE" },
        kinds: ["client"],
        contact: {},
      }),
      "bad_vat_number",
    ],
  ])("%s", async (_, input, code) => {
    expect(await run(input)).toMatchObject({ state: "refused", code });
    expect(await parties()).toHaveLength(0);
  });

  it("takes a closed company from accounting with a reason, not from sales", async () => {
    const wish = french("813487899", { closedReason: "solde de tout compte" });
    expect(await run(wish)).toMatchObject({ state: "refused", code: "closed_company" });
    expect(await run(wish, await aPerson("accounting"))).toMatchObject({ state: "done" });
  });

  it("those whose role does not create, whatever the form let through, and says so in the trail", async () => {
    const hr = await aPerson("hr");
    const refused = await run(french("732829320"), hr);
    expect(refused).toMatchObject({ state: "refused", code: "forbidden" });
    expect((await worker.DB.prepare("SELECT outcome, code FROM audit WHERE run_id = ?1").bind(refused.id).all()).results).toEqual([
      { outcome: "refused", code: "forbidden" },
    ]);
  });
});

describe("createClient goes on", () => {
  it("after a lost reply of the CRM: one party", async () => {
    const { crm } = house.ports;
    let lose = 1;
    house.ports.crm = {
      ...crm,
      create: async (party, reference) => {
        const made = await crm.create(party, reference);
        if (lose-- > 0) throw new PasserelleError("maybe_written");
        return made;
      },
    };
    const begun = await begin(house, sales, "create-client", french("732829320"));
    // The engine does not sleep: time is moved by hand instead.
    const engine = {
      do: <T>(_: string, work: () => Promise<T>) => work(),
      sleep: async () => void (await worker.DB.prepare("UPDATE vendor_writes SET begun_at = begun_at - 20000").run()),
    };
    expect(await carry(house, begun.id, { engine: engine as never })).toMatchObject({ state: "done" });
    expect(await parties()).toHaveLength(1);
  });

  it("from any step, when it is killed there", async () => {
    for (let killAt = 1; killAt <= 8; killAt++) {
      const begun = await begin(
        house,
        sales,
        "create-client",
        NewClient.parse({
          identity: { type: "person", name: `Personne ${killAt} ${"abcdefgh"[killAt - 1]?.repeat(6)}` },
          kinds: ["client"],
          contact: { name: "C" },
        }),
      );
      let steps = 0;
      const dying = {
        do: async <T>(_: string, work: () => Promise<T>) => {
          const value = await work();
          if (++steps === killAt) throw new Error("killed");
          return value;
        },
        sleep: async () => undefined,
      };
      await carry(house, begun.id, { engine: dying as never }).catch(() => undefined);
      await worker.DB.batch([
        worker.DB.prepare("UPDATE runs SET generation = generation + 1, card_until = NULL WHERE id = ?1").bind(begun.id),
        worker.DB.prepare("UPDATE vendor_writes SET begun_at = begun_at - 20000"),
      ]);
      expect(await carry(house, begun.id)).toMatchObject({ state: "done" });
      expect(await parties()).toHaveLength(killAt);
    }
    expect((await worker.DB.prepare("SELECT count(*) AS n FROM crm_contacts").first())?.n).toBe(8);
  });
});
