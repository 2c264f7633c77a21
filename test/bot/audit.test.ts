/** /passerelle audit, and the day's head in the admins' direct messages. */
import { describe, expect, it } from "vitest";
import { adminDesk } from "../../bot/admin-notices.ts";
import { cardDesk } from "../../bot/cards.ts";
import { textsOf } from "../../bot/text/text.ts";
import { auditRefusal } from "../../edge/audit/audit.ts";
import { headOf, sealAudit } from "../../edge/audit/seal-audit.ts";
import { tellHead } from "../../edge/audit/tell-head.ts";
import { POLICY } from "../../edge/people/may.ts";
import { eachWorld } from "./each-world.ts";
import { passerelle, type World, words } from "./world.ts";

let world: World;
eachWorld((opened) => {
  world = opened;
});

const type = (who: string, text: string) => passerelle(world, who, text);

describe("/passerelle audit", () => {
  it("tells an admin who did what, in either language, with the seal", async () => {
    const amelie = await world.know("U0AMELIE");
    const tom = await world.know("U0TOM");
    await type("U0AMELIE", "role <@U0TOM> sales");
    await type("U0TOM", "people");
    expect(await type("U0AMELIE", "audit")).toContain("Rien n’est encore scellé");
    await sealAudit(world.house().db);
    const { hash, position } = await headOf(world.house().db);
    const french = await type("U0AMELIE", "journal");
    expect(french).toMatch(
      new RegExp(`Lecture des personnes\\*\\n.*· ${tom.name} · refusé\\s: .*Rôles donnés.*· ${amelie.name} · ${tom.name}`, "s"),
    );
    expect(french).toContain(`${position}:${hash}`);
    await world.slack.changePerson("U0AMELIE", { locale: "en-US" });
    await world.settled();
    expect(await type("U0AMELIE", "audit")).toContain("Giving roles");
  });

  it("goes back page by page", async () => {
    const { id } = await world.know("U0AMELIE");
    const { db } = world.house();
    for (let i = 1; i <= 45; i++) await auditRefusal(db, { actor: id, action: `thing ${i}.`, objectKind: "thing", code: "forbidden" });
    const amelie = world.slack.person("U0AMELIE");
    const shown = [await type("U0AMELIE", "audit")];
    for (let i = 0; i < 2; i++) {
      await amelie.press(amelie.ephemerals().at(-1)!, "audit_older");
      await world.settled();
      shown.push(words(amelie.ephemerals().at(-1)));
    }
    const things = shown.map((page) => [...page.matchAll(/thing (\d+)\./g)].map(([, number]) => Number(number)));
    expect(things.flat()).toEqual(Array.from({ length: 45 }, (_, i) => 45 - i));
    expect(things.map(({ length }) => length)).toEqual([20, 20, 5]);
    expect(shown[2]).not.toContain("Plus ancien");
  });

  it("is for admins, and says so in the trail", async () => {
    await world.know("U0TOM");
    expect(await type("U0TOM", "audit")).toContain("Votre rôle ne permet pas");
    expect(await type("U0TOM", "")).not.toContain("/passerelle audit");
    expect(await world.house().db.prepare("SELECT action, outcome FROM audit").first()).toEqual({
      action: "audit.read",
      outcome: "refused",
    });
  });

  it("has words for whatever the policy may refuse", () => {
    const refused = Object.keys(POLICY).filter((action) => !/^((client|document)\.read\/|run\.)/.test(action));
    for (const language of ["fr", "en"] as const) {
      expect(refused.filter((action) => !textsOf(language).audit.actions[action])).toEqual([]);
    }
  });
});

describe("the day's head", () => {
  it("arrives in each admin's messages, in their language", async () => {
    await world.know("U0AMELIE");
    await world.know("U0JAMES", { roles: ["admin"] });
    const house = world.house();
    await auditRefusal(house.db, { actor: "cron", action: "client.read", objectKind: "client", code: "forbidden" });
    await house.db
      .prepare("UPDATE audit SET at = ?1")
      .bind(Date.UTC(2026, 10, 21, 12))
      .run();
    await sealAudit(house.db);
    await tellHead(house.db, adminDesk(house, cardDesk(house)), Date.UTC(2026, 10, 22, 8));
    const { hash } = await headOf(house.db);
    const french = words(world.slack.person("U0AMELIE").messages().at(-1));
    expect(french).toContain("Sceau du journal d’audit au 21 novembre 2026");
    expect(french).toContain(`1:${hash}`);
    expect(words(world.slack.person("U0JAMES").messages().at(-1))).toContain("Seal of the audit trail, 21 November 2026");
  });
});
