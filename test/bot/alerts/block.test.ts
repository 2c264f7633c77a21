/** Who is blocked can do nothing from that moment on; what runs for them stops; an admin can take it back. */
import { beforeEach, describe, expect, it } from "vitest";
import { blockPerson } from "../../../edge/people/block-person.ts";
import { knowPerson } from "../../../edge/people/know-person.ts";
import { actorOf, readPerson } from "../../../edge/people/people-store.ts";
import type { Person } from "../../../edge/people/person.ts";
import { setRoles } from "../../../edge/people/set-roles.ts";
import { carryOut } from "../../../edge/runs/executor.ts";
import { accept } from "../../../edge/runs/run.ts";
import { readRun } from "../../../edge/runs/run-store.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { plainEngine } from "../../edge/carry.ts";
import { stepsIn } from "../clients/client-steps.ts";
import { eachWorld } from "../each-world.ts";
import { passerelle, type World, words } from "../world.ts";
import { alertsIn, burstOf } from "./alert-steps.ts";

const SUSPENDED = "Votre accès à Passerelle est suspendu.";

let world: World;
let amelie: Person;
let malik: Person;
eachWorld(async (opened) => {
  world = opened;
  amelie = await world.know("U0AMELIE");
  malik = await world.know("U0MALIK");
});

const db = () => world.house().db;
const block = (by: Person, whom: Person) => blockPerson(db(), by, whom.id);
const ephemeral = (who: string) => words(world.slack.person(who).ephemerals().at(-1));

async function people(who: string) {
  const person = world.slack.person(who);
  await person.command("/passerelle", "people");
  await world.settled();
  return person.ephemerals().at(-1)!;
}

/** The button beside a name. */
const beside = (message: { blocks?: unknown }, value: string) =>
  JSON.stringify(message.blocks).match(
    new RegExp(`"action_id":"(person_\\w+:\\d+)"[^{}]*(?:{[^{}]*}[^{}]*)*"value":"${value}"`),
  )?.[1] as string;

describe("who is blocked", () => {
  beforeEach(async () => void expect(await block(amelie, malik)).toBe("done"));

  it("is told so politely, and nothing else, at every door", async () => {
    const person = world.slack.person("U0MALIK");
    await person.command("/client", "acme");
    await world.settled();
    expect(ephemeral("U0MALIK")).toContain(SUSPENDED);
    expect(ephemeral("U0MALIK")).not.toContain("ACME");
    expect(await passerelle(world, "U0MALIK", "")).toContain(SUSPENDED);
    await person.shortcut("new_client");
    await world.settled();
    expect(words(person.modal())).toContain(SUSPENDED);
    await person.openHome();
    await world.settled();
    expect(words(person.home())).toContain(SUSPENDED);
    expect(words(person.home())).not.toContain("/client");
  });

  it("cannot submit a window that was open", async () => {
    const { db: store } = world.house();
    await store.prepare("UPDATE people SET blocked_at = NULL").run();
    const { openedForm, pick } = stepsIn(world);
    await pick("U0MALIK", await openedForm("U0MALIK"), "acme fr", /ACME FRANCE/);
    await block(amelie, malik);
    const seen = await world.slack.person("U0MALIK").submit();
    expect(JSON.stringify(seen.errors)).toContain(SUSPENDED);
    expect(await store.prepare("SELECT count(*) AS n FROM runs").first("n")).toBe(0);
  });

  it("stays so whatever Slack says of them", async () => {
    await world.slack.changePerson("U0MALIK", { locale: "en-US" });
    await world.settled();
    const { team, slackUser, name, email } = malik;
    await knowPerson(world.house(), { team, slackUser, name, email, locale: "fr-FR", guest: false, gone: false, workspaceOwner: true });
    expect((await readPerson(db(), malik.id))?.standing).toBe("blocked");
  });

  it("is no admin who could stand in for the last one", async () => {
    await db().prepare(`UPDATE people SET roles = '["admin"]' WHERE id = ?1`).bind(malik.id).run();
    await expect(setRoles(world.house(), amelie, amelie.id, ["sales"])).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a run of theirs", () => {
  it("stops at its next step, and its card says why", async () => {
    const house = world.house();
    const { run } = await startRun(
      { ...house, env: { ...house.env, RUNS: { create: async () => {} } as never } },
      {
        kind: "thing",
        intent: ["1"],
        input: {},
        actor: malik,
      },
    );
    const done: string[] = [];
    const thing = async ({ step }: { step: (name: string, work: () => Promise<null>) => Promise<null> }) => {
      await step("first", async () => {
        done.push("first");
        await block(amelie, malik);
        return null;
      });
      await step("second", async () => {
        done.push("second");
        return null;
      });
      return accept({});
    };
    const carrier = {
      ...house,
      files: house.env.FILES,
      kinds: { thing: thing as never },
      tell: async () => undefined,
      actorOf: (id: string) => actorOf(house.db, id),
    };
    await carryOut(carrier, plainEngine(), run.id, 0);
    expect(done).toEqual(["first"]);
    expect(await readRun(house.db, run.id)).toMatchObject({ state: "refused", code: "blocked" });
  });

  it("that waits or asks is over within the minute", async () => {
    await stepsIn(world).createAcme("U0MALIK");
    const steps = alertsIn(world);
    await db()
      .prepare("UPDATE runs SET state = 'waiting', ended_at = NULL, outcome = NULL, code = 'vendor_unavailable', wake_at = ?1")
      .bind(Date.now() + 900_000)
      .run();
    await block(amelie, malik);
    await steps.minute();
    expect(await db().prepare("SELECT state, code FROM runs").first()).toEqual({ state: "refused", code: "blocked" });
    expect(steps.reads("U0MALIK")).toContain(SUSPENDED);
  });
});

describe("/passerelle people", () => {
  it("blocks, and takes it back", async () => {
    const message = await people("U0AMELIE");
    await world.slack.person("U0AMELIE").press(message, beside(message, malik.id));
    await world.settled();
    expect(ephemeral("U0AMELIE")).toContain("Malik Benali n’a plus accès à Passerelle");
    expect(await passerelle(world, "U0MALIK", "")).toContain(SUSPENDED);
    const again = await people("U0AMELIE");
    expect(words(again)).toContain("bloqué");
    await world.slack.person("U0AMELIE").press(again, beside(again, malik.id));
    await world.settled();
    expect(await passerelle(world, "U0MALIK", "")).not.toContain(SUSPENDED);
    const { results } = await db()
      .prepare("SELECT actor, action FROM audit WHERE object_id = ?1 AND outcome = 'done'")
      .bind(malik.id)
      .all();
    expect(results).toEqual([
      { actor: amelie.id, action: "person.block" },
      { actor: amelie.id, action: "person.unblock" },
    ]);
  });

  it("shows no button beside oneself, and an old one does nothing for who is no admin any more", async () => {
    const message = await people("U0AMELIE");
    expect(beside(message, amelie.id)).toBeUndefined();
    await db().prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(amelie.id).run();
    await world.slack.person("U0AMELIE").press(message, beside(message, malik.id));
    await world.settled();
    expect((await readPerson(db(), malik.id))?.standing).toBe("member");
    expect(await db().prepare("SELECT outcome FROM audit WHERE action = 'person.block'").first("outcome")).toBe("refused");
  });
});

describe("blockPerson", () => {
  it("blocks neither oneself nor the last admin, even when two block each other at once", async () => {
    const james = await world.know("U0JAMES", { roles: ["admin"] });
    expect(await block(amelie, amelie)).toBe("self");
    const answers = await Promise.all([block(amelie, james), block(james, amelie)]);
    expect(answers.sort()).toEqual(["done", "last_admin"]);
    expect(await block(malik, amelie)).toBe("forbidden");
  });

  it("is undone on the card of the alert, and all cards say so", async () => {
    const steps = alertsIn(world);
    await world.know("U0JAMES", { roles: ["admin"] });
    await steps.begin();
    await steps.happens(...burstOf(malik));
    await steps.press("U0AMELIE", "answer:alert:block");
    expect(await passerelle(world, "U0MALIK", "")).toContain(SUSPENDED);
    expect(steps.reads("U0JAMES")).toContain("Unblock Malik Benali");
    await steps.press("U0JAMES", "person_unblock");
    await steps.minute();
    expect(await passerelle(world, "U0MALIK", "")).not.toContain(SUSPENDED);
    expect(steps.reads("U0AMELIE")).toMatch(/Personne bloquée par Amélie/);
    expect(steps.reads("U0AMELIE")).not.toContain("Débloquer");
  });
});
