/** /passerelle health, and what admins are told when a connector answers again. */
import { describe, expect, it } from "vitest";
import { adminDesk } from "../../bot/admin-notices.ts";
import { cardDesk } from "../../bot/cards.ts";
import { probeConnectors } from "../../edge/health/probe-connectors.ts";
import { eachWorld } from "./each-world.ts";
import { passerelle, type World, words } from "./world.ts";

let world: World;
eachWorld((opened) => {
  world = opened;
});

const type = (who: string, text: string) => passerelle(world, who, text);

async function probe() {
  const house = world.house();
  await probeConnectors(house.db, house.ports, adminDesk(house, cardDesk(house)));
}

describe("/passerelle health", () => {
  it("tells an admin who answers and who does not, in either language", async () => {
    await world.know("U0AMELIE");
    expect(await type("U0AMELIE", "health")).toContain("Registre des entreprises*\npas encore interrogé");
    const fault = world.faults.add({ kind: "500", match: { service: "register" }, times: "always" });
    await probe();
    const french = await type("U0AMELIE", "santé");
    expect(french).toMatch(/✓ Le fichier clients\*\nrépond en \d+ ms/);
    expect(french).toMatch(/✗ Registre des entreprises\*\nne répond pas depuis le .* · n’a encore jamais répondu/);
    expect(french).toMatch(/✓ VIES \(TVA européenne\)\*\nrépond/);
    expect(french).toMatch(/Demandes en attente\s: 0\./);
    world.faults.clear(fault.id);
    await probe();
    await world.slack.changePerson("U0AMELIE", { locale: "en-US" });
    await world.settled();
    expect(await type("U0AMELIE", "health")).toMatch(/✓ Company register\*\nanswers in .* · last incident: /);
  });

  it("shows the latest requests that were given up", async () => {
    const { id } = await world.know("U0AMELIE");
    const now = Date.now();
    await world
      .house()
      .db.prepare(
        `INSERT INTO runs (id, kind, actor, state, code, created_at, updated_at, ended_at) VALUES ('abcdefgh12345678', 'create-client', ?1, 'failed',
          'vendor_unavailable', ?2, ?2, ?2)`,
      )
      .bind(id, now)
      .run();
    const told = await type("U0AMELIE", "health");
    expect(told).toMatch(/abandonnées depuis 30 jours\s: 1\./);
    expect(told).toContain("Création d’un client, référence abcdefgh");
  });

  it("is for admins, and says so in the trail", async () => {
    await world.know("U0TOM");
    expect(await type("U0TOM", "health")).toContain("Votre rôle ne permet pas");
    expect(await type("U0TOM", "")).not.toContain("/passerelle health");
    expect(await world.house().db.prepare("SELECT action, outcome FROM audit").first()).toEqual({
      action: "health.read",
      outcome: "refused",
    });
  });
});

describe("a recovery", () => {
  it("arrives once in each admin's messages, in their language", async () => {
    await world.know("U0AMELIE");
    await world.know("U0JAMES", { roles: ["admin"] });
    const fault = world.faults.add({ kind: "500", match: { service: "register" }, times: "always" });
    await probe();
    world.faults.clear(fault.id);
    await probe();
    await probe();
    const french = world.slack.person("U0AMELIE").messages().map(words);
    expect(french.filter((text) => /Registre des entreprises\s: de nouveau disponible/.test(text))).toHaveLength(1);
    const english = world.slack.person("U0JAMES").messages().map(words);
    expect(english.filter((text) => text.includes("Company register: available again"))).toHaveLength(1);
  });
});
