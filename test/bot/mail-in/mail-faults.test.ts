/** Something fails or is killed while a mail is taken in: nothing is lost, and nobody is asked twice. */
import { describe, expect, it, vi } from "vitest";
import { cardDesk } from "../../../bot/cards.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import { handleWaitingMails } from "../../../edge/mail-in/handle-mail.ts";
import { sweepRuns } from "../../../edge/runs/sweep.ts";
import { companyNamed } from "../../fixtures/companies.ts";
import { eachWorld } from "../each-world.ts";
import type { World } from "../world.ts";
import { emptyMailbox, mailStepsIn } from "./mail-steps.ts";

let world: World;
let steps: ReturnType<typeof mailStepsIn>;
eachWorld(async (opened) => {
  world = opened;
  steps = mailStepsIn(world);
  await emptyMailbox(world);
});

describe("when something fails", () => {
  const sweep = async () => {
    await world.house().db.prepare("UPDATE mails_in SET received_at = received_at - 60000").run();
    await handleWaitingMails(world.house());
    await world.settled();
  };

  it("a mail that was written down and no more is carried on by the cron, once", async () => {
    const house = world.house();
    // Killed behind the row: nothing of what goes on later happens.
    const killed = {
      ...house,
      later: (work: Promise<unknown>) => void work.catch(() => undefined),
      ports: { ...house.ports, crm: { ...house.ports.crm, findTwins: () => new Promise<never>(() => undefined) } },
    };
    await steps.receiveIn(killed);
    expect(await steps.states()).toEqual(["new"]);
    await sweep();
    await sweep();
    expect(await steps.states()).toEqual(["asked"]);
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
  });

  it("killed between its claim and its run, it still asks, once", async () => {
    const house = world.house();
    const broken = { ...house, env: house.env, db: dyingAt(house.db, "INSERT INTO runs") };
    await steps.receiveIn(broken);
    await world.settled();
    expect(await steps.states()).toEqual(["new"]);
    expect(await steps.rows("SELECT run_id FROM mail_senders")).toHaveLength(1);
    await sweep();
    expect(await steps.states()).toEqual(["asked"]);
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
  });

  it("the CRM away: the question waits for it, a quarter of an hour", async () => {
    const house = world.house();
    const away = {
      ...house,
      ports: {
        ...house.ports,
        crm: { ...house.ports.crm, findTwins: async () => Promise.reject(new PasserelleError("vendor_unavailable")) },
      },
    };
    await steps.receiveIn(away);
    await world.settled();
    expect(await steps.states()).toEqual(["new"]);
    await world.house().db.prepare("UPDATE mails_in SET received_at = received_at - 1000000").run();
    await handleWaitingMails(away);
    await world.settled();
    expect(await steps.states()).toEqual(["asked"]);
  });

  it("the CRM hanging: it is asked for as long as a minute bears, and the others wait", async () => {
    const house = world.house();
    let asked = 0;
    const findTwins = async () => {
      asked++;
      vi.setSystemTime(Date.now() + 10_000);
      throw new PasserelleError("vendor_unavailable");
    };
    const hanging = { ...house, ports: { ...house.ports, crm: { ...house.ports.crm, findTwins } } };
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      await steps.receiveIn(hanging);
      await world.settled();
      const copy =
        "INSERT INTO mails_in (id, received_at, state, sender, reading) SELECT id || ?1, received_at, state, sender, reading FROM mails_in LIMIT 1";
      for (let i = 0; i < 20; i++) await house.db.prepare(copy).bind(i).run();
      vi.setSystemTime(Date.now() + 60_000);
      asked = 0;
      await handleWaitingMails(hanging);
    } finally {
      vi.useRealTimers();
    }
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(5);
  });

  it("Slack away: the card comes when it is back", async () => {
    const fault = world.faults.add({ kind: "500", match: { service: "slack" }, times: "always" });
    await steps.postSample("prospect");
    expect(steps.cards("U0AMELIE")).toHaveLength(0);
    world.faults.clear(fault.id);
    await world.house().db.prepare("UPDATE runs SET card_retry_at = NULL, updated_at = 0").run();
    await sweepRuns(world.house().db, world.house().env.RUNS, cardDesk(world.house()));
    await world.settled();
    expect(steps.cards("U0AMELIE")).toHaveLength(1);
    expect(steps.card("U0AMELIE")).toContain("Qui est Jeanne Perret");
  });

  it("the register away: the client is created as not verified yet", async () => {
    world.faults.add({ kind: "500", match: { service: "register" }, times: "always" });
    await steps.postSample("prospect");
    await steps.press("U0AMELIE", "answer:sender:client");
    expect(await steps.clients()).toMatchObject([{ siren: companyNamed("CAFÉ DE L'ÉTOILE").siren }]);
    expect(steps.card("U0AMELIE")).toContain("Pas encore vérifiée");
  });

  it("the database away: we do not say that we have it, so it comes again", async () => {
    const house = world.house();
    await expect(steps.receiveIn({ ...house, db: dyingAt(house.db, "INSERT INTO mails_in") })).rejects.toThrow();
    expect(await steps.states()).toEqual([]);
  });

  it("nobody answers for a week: nothing is created, and the next mail asks again", async () => {
    await steps.postSample("prospect");
    await world.house().db.prepare("UPDATE runs SET question = json_set(question, '$.until', 1), wake_at = 1").run();
    await sweepRuns(world.house().db, world.house().env.RUNS, cardDesk(world.house()));
    await world.settled();
    expect(steps.card("U0AMELIE")).toContain("Pas de réponse en 7 jours");
    expect(await steps.clients()).toEqual([]);
    await steps.postSample("prospect");
    expect(steps.cards("U0AMELIE")).toHaveLength(2);
  });
});

/** A database that dies at the statement that begins so. */
function dyingAt(db: D1Database, beginning: string): D1Database {
  const dies = (sql: string) => sql.trim().startsWith(beginning);
  return {
    prepare: (sql: string) => {
      if (dies(sql)) throw new Error("killed");
      return db.prepare(sql);
    },
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  } as unknown as D1Database;
}
