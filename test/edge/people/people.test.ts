import { beforeEach, describe, expect, it } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import { knowPerson, type SeenUser } from "../../../edge/people/know-person.ts";
import { setManager } from "../../../edge/people/set-manager.ts";
import { claimAdmin, setRoles } from "../../../edge/people/set-roles.ts";
import { aHouse, aPerson, worker } from "../carry.ts";

const seen = (slackUser: string, more: Partial<SeenUser> = {}): SeenUser => ({
  team: "T1",
  slackUser,
  email: `${slackUser}@firm.example`,
  name: slackUser,
  locale: "fr-FR",
  guest: false,
  gone: false,
  workspaceOwner: false,
  ...more,
});
let house: House;

beforeEach(async () => {
  await worker.DB.batch([
    worker.DB.prepare("DELETE FROM people"),
    worker.DB.prepare("DELETE FROM audit"),
    worker.DB.prepare("DELETE FROM settings"),
  ]);
  house = aHouse();
});

describe("knowPerson", () => {
  it("begins everybody as an employee, in their language or the company's", async () => {
    expect(await knowPerson(house, seen("A"))).toMatchObject({
      roles: ["employee"],
      locale: "fr",
      standing: "member",
      email: "a@firm.example",
    });
    expect((await knowPerson(house, seen("B", { locale: "en-GB" }))).locale).toBe("en");
    expect((await knowPerson(house, seen("C", { locale: "de-DE" }))).locale).toBe("fr");
    expect((await knowPerson(house, seen("D", { locale: "" }))).locale).toBe("fr");
  });

  it("matches by e-mail once, and keeps the roles that an admin gave", async () => {
    const person = await knowPerson(house, seen("A"));
    await worker.DB.prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(person.id).run();
    // While the first account is there, the address is its own.
    expect(await knowPerson(house, seen("A1", { email: "a@firm.example" }))).toMatchObject({ email: null, roles: ["employee"] });
    await knowPerson(house, seen("A", { gone: true }));
    const moved = await knowPerson(house, seen("A2", { email: "A@Firm.example" }));
    expect(moved).toMatchObject({ id: person.id, slackUser: "A2", roles: ["sales"] });
  });

  it("makes admins of ADMIN_EMAILS, but never a guest", async () => {
    const strict = { ...house, settings: { ...house.settings, adminEmails: ["a@firm.example", "g@firm.example"] } };
    expect((await knowPerson(strict, seen("A"))).roles).toContain("admin");
    expect(await knowPerson(strict, seen("G", { guest: true }))).toMatchObject({ standing: "guest", roles: ["employee"] });
  });
});

describe("knowPerson keeps", () => {
  it("other workspaces out, whatever address they bring", async () => {
    await knowPerson(house, seen("A"));
    await expect(knowPerson(house, seen("Z", { team: "T2", email: "a@firm.example" }))).rejects.toMatchObject({ code: "other_team" });
  });

  it("a role that was taken away, away, and a language that Slack does not repeat", async () => {
    const { id } = await knowPerson(house, seen("A", { locale: "en-GB" }));
    await worker.DB.prepare(`UPDATE people SET roles = '["sales"]' WHERE id = ?1`).bind(id).run();
    expect(await knowPerson(house, seen("A", { locale: "" }))).toMatchObject({ roles: ["sales"], locale: "en" });
  });

  it("a demotion to guest, even when somebody else has the address by now", async () => {
    await knowPerson(house, seen("A"));
    await knowPerson(house, seen("B"));
    expect(await knowPerson(house, seen("A", { guest: true, email: "b@firm.example" }))).toMatchObject({
      standing: "guest",
      email: "a@firm.example",
    });
  });
});

describe("setManager", () => {
  it("is for admins, and never makes two people manage each other", async () => {
    const [admin, a, b] = [await aPerson("admin"), await aPerson("employee"), await aPerson("employee")];
    expect((await setManager(house, admin, a.id, b.id)).manager).toBe(b.id);
    await expect(setManager(house, admin, b.id, a.id)).rejects.toMatchObject({ code: "invalid_input", field: "manager" });
    await expect(setManager(house, admin, a.id, a.id)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(setManager(house, a, b.id, null)).rejects.toMatchObject({ code: "forbidden" });
    expect((await setManager(house, admin, a.id, null)).manager).toBeNull();
  });
});

describe("the first admin", () => {
  it("is the workspace owner who claims first, once", async () => {
    const [one, two] = [
      await knowPerson(house, seen("A", { workspaceOwner: true })),
      await knowPerson(house, seen("B", { workspaceOwner: true })),
    ];
    const answers = await Promise.all([claimAdmin(house, one), claimAdmin(house, two)]);
    expect(answers.sort()).toEqual(["claimed", "refused"]);
  });

  it("is nobody who is no owner, and nobody when admins are named", async () => {
    expect(await claimAdmin(house, await knowPerson(house, seen("A")))).toBe("refused");
    const named = { ...house, settings: { ...house.settings, adminEmails: ["boss@firm.example"] } };
    expect(await claimAdmin(named, await knowPerson(house, seen("B", { workspaceOwner: true })))).toBe("refused");
  });
});

describe("setRoles", () => {
  it("is for admins; a refusal is in the trail and changes nothing", async () => {
    const sales = await aPerson("sales");
    await expect(setRoles(house, sales, sales.id, ["admin"])).rejects.toThrow(PasserelleError);
    const { results } = await worker.DB.prepare("SELECT action, outcome, code FROM audit").all();
    expect(results).toEqual([{ action: "person.roles", outcome: "refused", code: "forbidden" }]);
  });

  it("never leaves the company without an admin, even when two demote each other at once", async () => {
    const [a, b] = [await aPerson("admin"), await aPerson("admin")];
    const results = await Promise.allSettled([setRoles(house, a, b.id, ["sales"]), setRoles(house, b, a.id, ["sales"])]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
