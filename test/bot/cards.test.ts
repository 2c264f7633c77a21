/** The card in the person's DM: what each state says, and what Slack's troubles mean to a run. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cardDesk } from "../../bot/cards.ts";
import { errorCodes, PasserelleError } from "../../edge/errors.ts";
import type { Person } from "../../edge/people/person.ts";
import type { Run } from "../../edge/runs/run.ts";
import { aRun } from "./a-run.ts";
import { emptyTables, openWorld, type World, words } from "./world.ts";

let world: World;
let malik: Person;
beforeEach(async () => {
  await emptyTables();
  world = openWorld();
  malik = await world.know("U0MALIK");
});
afterEach(() => vi.restoreAllMocks());

async function posted(change: Partial<Run>): Promise<string> {
  const desk = cardDesk(world.house());
  const channel = await desk.openDm(malik.id);
  await desk.post(channel, aRun(malik, change));
  return words(world.slack.person("U0MALIK").messages().at(-1));
}

describe("what a card says", () => {
  it.each([
    ["queued", {}, ["Création de la fiche ACME &lt;b&gt;", "C’est noté", "Référence\u00a0: 4k7m2x9q"]],
    ["running", { state: "running", step: "create in the CRM" }, ["✓ Registre consulté   ✓ Doublons cherchés", "Création de la fiche…"]],
    [
      "register down",
      { state: "waiting", step: "verify", code: "vendor_unavailable", wakeAt: Date.now() + 300_000 },
      ["Le registre des entreprises ne répond pas.", "rien n’est perdu", "Prochain essai", "<!date^"],
    ],
    ["CRM busy", { state: "waiting", step: "create in the CRM", code: "rate_limited" }, ["Le fichier clients limite les demandes"]],
    ["unknown", { state: "waiting", step: "create in the CRM", code: "maybe_written" }, ["Vérification en cours"]],
    ["a revoked key", { state: "waiting", step: "create in the CRM", code: "misconfigured" }, ["refuse nos identifiants"]],
    ["refused", { state: "refused", code: "closed_company" }, ["Demande refusée", "fermée", "Rien n’a été créé.", "Jeanne"]],
    ["given up", { state: "failed", code: "unexpected" }, ["Demande abandonnée", "Rien n’a été créé."]],
    [
      "refused change",
      { kind: "update-client", state: "refused", code: "conflict" },
      ["Quelqu’un l’a modifié entre-temps.", "Rien n’a été modifié."],
    ],
  ] as [string, Partial<Run>, string[]][])("%s", async (_what, change, parts) => {
    const said = await posted(change);
    for (const part of parts) expect(said).toContain(part);
  });

  it.each(errorCodes)("ends with a sentence for %s, in both languages", async (code) => {
    const french = await posted({ state: "refused", code });
    await world.house().db.prepare("UPDATE people SET locale = 'en'").run();
    const english = await posted({ state: "refused", code });
    expect(french).toContain("Rien n’a été créé.");
    expect(english).toContain("Nothing was created.");
    expect(english).not.toBe(french);
  });
});

describe("Slack's troubles", () => {
  const failing = async (what: "post" | "update" | "openDm" | "findPosted") => {
    const desk = cardDesk(world.house());
    const channel = what === "openDm" ? "" : await desk.openDm(malik.id);
    const doing = {
      openDm: () => desk.openDm(malik.id),
      post: () => desk.post(channel, aRun(malik)),
      update: () => desk.update(channel, "1700000000.000100", aRun(malik)),
      findPosted: () => desk.findPosted(channel, "x", Date.now()),
    };
    const error = await doing[what]().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(PasserelleError);
    return error as PasserelleError;
  };
  const slackFault = (method: string, kind: "500" | "429" | "lose-request" | "lose-reply", more = {}) =>
    world.faults.add({ match: { service: "slack", method }, kind, ...more });

  it("a post that may have happened is never called failed", async () => {
    for (const kind of ["500", "lose-request", "lose-reply"] as const) {
      slackFault("chat.postMessage", kind);
      expect((await failing("post")).code).toBe("maybe_written");
    }
  });

  it("an update or a look-up may simply be repeated", async () => {
    slackFault("chat.update", "500");
    expect((await failing("update")).code).toBe("vendor_unavailable");
    slackFault("conversations.history", "lose-reply");
    expect((await failing("findPosted")).code).toBe("vendor_unavailable");
    slackFault("conversations.open", "lose-request");
    await world.house().db.prepare("UPDATE people SET dm_channel = NULL").run();
    expect((await failing("openDm")).code).toBe("vendor_unavailable");
  });

  it("waits as long as Slack asks", async () => {
    slackFault("chat.postMessage", "429", { retryAfterSeconds: 17 });
    expect(await failing("post")).toMatchObject({ code: "rate_limited", retryAfterSeconds: 17 });
  });

  it("a revoked token is ours to mend; the run waits", async () => {
    await cardDesk(world.house()).openDm(malik.id);
    await world.slack.revokeToken();
    expect((await failing("post")).code).toBe("misconfigured");
  });

  it("a DM that is gone says nothing about the person: it is opened again when told so", async () => {
    const desk = cardDesk(world.house());
    await world.house().db.prepare("UPDATE people SET dm_channel = 'D0NOWHERE' WHERE id = ?1").bind(malik.id).run();
    expect(await desk.openDm(malik.id)).toBe("D0NOWHERE");
    await expect(desk.post("D0NOWHERE", aRun(malik))).rejects.toMatchObject({ code: "not_found" });
    const channel = await desk.openDm(malik.id, true);
    expect(channel).not.toBe("D0NOWHERE");
    expect(await desk.post(channel, aRun(malik))).toMatch(/^\d+\.\d+$/);
    expect(await desk.openDm(malik.id)).toBe(channel);
  });

  it("a deleted card, a vanished person", async () => {
    expect((await failing("update")).code).toBe("not_found");
    await world.know("U0MALIK", { gone: true });
    await expect(cardDesk(world.house()).openDm(malik.id)).rejects.toMatchObject({ code: "unknown_person" });
    await expect(cardDesk(world.house()).openDm("nobody")).rejects.toMatchObject({ code: "unknown_person" });
  });
});

describe("adopting", () => {
  it("finds the run's own card among others, and only that", async () => {
    const desk = cardDesk(world.house());
    const channel = await desk.openDm(malik.id);
    const since = Date.now() - 60_000;
    world.slack.person("U0MALIK").write("4k7m2x9qabcdefghjkmn", channel);
    expect(await desk.findPosted(channel, aRun(malik).id, since)).toBeNull();
    await desk.post(channel, aRun(malik, { id: "another0000000000000" }));
    const ts = await desk.post(channel, aRun(malik));
    for (let i = 0; i < 3; i++) await desk.post(channel, aRun(malik, { id: `later${i}00000000000000` }));
    expect(await desk.findPosted(channel, aRun(malik).id, since)).toBe(ts);
    await desk.update(channel, ts, aRun(malik, { state: "running", step: "claim" }));
    expect(await desk.findPosted(channel, aRun(malik).id, since)).toBe(ts);
  });

  it("asks Slack for the DM once", async () => {
    await world.house().db.prepare("UPDATE people SET dm_channel = NULL").run();
    const [first, second] = [await cardDesk(world.house()).openDm(malik.id), await cardDesk(world.house()).openDm(malik.id)];
    expect(second).toBe(first);
    expect(world.calls.filter(({ method }) => method === "conversations.open")).toHaveLength(1);
  });
});
