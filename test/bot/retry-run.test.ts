/** A request that was given up gets another chance from an admin: once, only where that is safe, and never a second client. */
import { beforeEach, describe, expect, it } from "vitest";
import { eachWorld } from "./each-world.ts";
import { passerelle, type World, words } from "./world.ts";

let world: World;
eachWorld((opened) => {
  world = opened;
});

const type = (who: string, text: string) => passerelle(world, who, text);

const db = () => world.house().db;
const parties = () => db().prepare("SELECT count(*) AS n FROM crm_parties").first("n");
const latestRun = () =>
  db()
    .prepare("SELECT id, state, generation FROM runs ORDER BY created_at DESC LIMIT 1")
    .first<{ id: string; state: string; generation: number }>();

/** Malik's request for a private person, as it stands when it was given up: `written` = the CRM had it, the directory not. */
async function givenUp({ written }: { written: boolean }): Promise<string> {
  const malik = world.slack.person("U0MALIK");
  await malik.shortcut("new_client");
  await world.settled();
  await malik.press(malik.modal()!, "client_mode:person");
  await world.settled();
  await malik.submit(undefined, { name: "Jeanne Durand", email: "jeanne@laposte.net" });
  await world.settled();
  const { id } = (await latestRun())!;
  const undo = ["DELETE FROM clients", "UPDATE vendor_writes SET external_id = NULL, begun_at = begun_at - 60000"];
  if (!written) undo.push("DELETE FROM crm_contacts", "DELETE FROM crm_parties");
  undo.push("UPDATE runs SET state = 'failed', code = 'vendor_unavailable', outcome = NULL");
  await db().batch(undo.map((sql) => db().prepare(sql)));
  return id;
}

describe("/passerelle retry", () => {
  beforeEach(async () => {
    for (const id of ["U0MALIK", "U0AMELIE", "U0TOM"]) await world.know(id);
  });

  it.each([true, false])("carries it out to the end, one client, whether or not it was written before (%s)", async (written) => {
    const id = await givenUp({ written });
    expect(await parties()).toBe(written ? 1 : 0);
    expect(await type("U0AMELIE", `retry ${id.slice(0, 8)}`)).toContain("reprend");
    expect(await latestRun()).toMatchObject({ id, state: "done", generation: 1 });
    expect(await parties()).toBe(1);
    expect(await db().prepare("SELECT count(*) AS n FROM clients").first("n")).toBe(1);
    expect(await type("U0AMELIE", `run ${id.slice(0, 8)}`)).toContain("reprise");
    expect(await db().prepare("SELECT count(*) AS n FROM audit WHERE action = 'run.retry' AND outcome = 'done'").first("n")).toBe(1);
  });

  it("is a button beside the request, and a second click does nothing more", async () => {
    const id = await givenUp({ written: true });
    await type("U0AMELIE", "health");
    const amelie = world.slack.person("U0AMELIE");
    const shown = amelie.ephemerals().at(-1)!;
    await amelie.press(shown, "run_retry");
    await world.settled();
    expect(words(amelie.ephemerals().at(-1))).toContain("reprend");
    expect(await type("U0AMELIE", `retry ${id}`)).toContain("ne peut pas être relancée");
    expect(await latestRun()).toMatchObject({ state: "done", generation: 1 });
  });

  it.each([
    ["a change, which a later one may have overtaken", "kind = 'update-client'"],
    ["what was refused", "state = 'refused'"],
    ["what is under way", "state = 'waiting', ended_at = NULL"],
    ["what was typed too long ago", "input = NULL"],
    ["what is older than 30 days", "created_at = created_at - 31 * 86400000"],
  ])("leaves alone: %s", async (_what, change) => {
    const id = await givenUp({ written: true });
    await db().prepare(`UPDATE runs SET ${change}`).run();
    expect(await type("U0AMELIE", `relancer ${id.slice(0, 8)}`)).toContain("ne peut pas être relancée");
    expect((await latestRun())?.generation).toBe(0);
  });

  it("is for admins", async () => {
    const id = await givenUp({ written: true });
    expect(await type("U0TOM", `retry ${id}`)).toContain("Votre rôle ne permet pas");
    expect(await type("U0MALIK", `retry ${id}`)).toContain("Votre rôle ne permet pas");
    expect((await latestRun())?.state).toBe("failed");
    expect(await type("U0AMELIE", "retry")).toContain("/passerelle retry 4k7m2x9q");
    expect(await type("U0AMELIE", "retry zzzzzzzz")).toContain("Aucune demande");
  });
});
