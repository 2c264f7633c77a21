/** Who saw which client is in the trail: once a day each, after the answer, ids only. */
import { expect, it } from "vitest";
import { auditLooks } from "../../../edge/audit/audit-looks.ts";
import { eachWorld } from "../each-world.ts";
import { passerelle, type World } from "../world.ts";
import { stepsIn } from "./client-steps.ts";

let world: World;
eachWorld(async (opened) => {
  world = opened;
  await stepsIn(world).createAcme("U0MALIK");
  await world.house().db.prepare("DELETE FROM audit").run();
});

const rows = async () =>
  (await world.house().db.prepare("SELECT actor, action, object_id AS client, outcome FROM audit ORDER BY id").all()).results;

it("is written when a search shows it and when its card is opened, once a day", async () => {
  const { id: actor } = await world.know("U0TOM");
  const client = await world.house().db.prepare("SELECT id FROM clients").first("id");
  const { afterCommand } = stepsIn(world);
  const found = await afterCommand("U0TOM", "acme france");
  await afterCommand("U0TOM", "acme");
  expect(await rows()).toEqual([{ actor, action: "client.search", client, outcome: "done" }]);
  await world.slack.person("U0TOM").press(found, "client_show:0");
  await world.settled();
  await afterCommand("U0TOM", "acme");
  expect((await rows()).map(({ action }) => action)).toEqual(["client.search", "client.read"]);
});

it("is written of the list that searches while one types, and of the record that it opens", async () => {
  await world.know("U0JAMES");
  const { openedForm, pick } = stepsIn(world);
  await pick("U0JAMES", await openedForm("U0JAMES"), "acme fr", /ACME FRANCE/);
  expect((await rows()).map(({ action }) => action)).toEqual(["client.search", "client.read"]);
});

it("reads as little of a trail that is long", async () => {
  const { db } = world.house();
  const fill = Array.from({ length: 3_000 }, (_, i) => `c${i}`);
  await auditLooks(db, "p1", "client.search", fill);
  const { meta } = await db
    .prepare(
      "SELECT 1 FROM audit WHERE actor = ?1 AND object_kind = 'client' AND object_id = ?2 AND at >= ?3 AND outcome = 'done' AND action IN (?4, ?4)",
    )
    .bind("p1", "c77", 0, "client.search")
    .all();
  expect(meta.rows_read).toBeLessThanOrEqual(2);
});

it("does not fill the page of the trail that admins read", async () => {
  await world.know("U0AMELIE");
  await stepsIn(world).afterCommand("U0AMELIE", "acme");
  expect(await rows()).toHaveLength(1);
  expect(await passerelle(world, "U0AMELIE", "audit")).toContain("Le journal est vide");
});
