/** /passerelle, App Home, and what the workspace tells us. */
import { describe, expect, it } from "vitest";
import { findPerson } from "../../edge/people/people-store.ts";
import { eachWorld } from "./each-world.ts";
import { passerelle, signedPayload, type World, words } from "./world.ts";

let world: World;
eachWorld((opened) => {
  world = opened;
});

const type = (who: string, text: string) => passerelle(world, who, text);

const rolesOf = async (id: string) => (await findPerson(world.house().db, "T0ATELIER", id))?.roles;

describe("help", () => {
  it("shows only what the reader may do", async () => {
    await world.know("U0TOM");
    await world.know("U0AMELIE");
    expect(await type("U0TOM", "")).toContain("/client Café");
    expect(await type("U0TOM", "")).not.toContain("Créer un client");
    expect(await type("U0TOM", "aide")).not.toContain("/passerelle role");
    expect(await type("U0AMELIE", "help")).toContain("/passerelle role @amelie");
  });

  it("meets somebody new, in their language", async () => {
    expect(await type("U0JAMES", "")).toContain("What Passerelle does for you");
    expect(await rolesOf("U0JAMES")).toEqual(["employee"]);
  });

  it("names the nearest for a typo", async () => {
    await world.know("U0TOM");
    expect(await type("U0TOM", "hlep")).toContain("/passerelle help");
    expect(await type("U0TOM", "<!channel> peple")).toContain("&lt;!channel&gt;");
  });
});

describe("run", () => {
  it("tells the story to its owner and to an admin, and nobody else", async () => {
    for (const id of ["U0MALIK", "U0AMELIE", "U0TOM"]) await world.know(id);
    const malik = world.slack.person("U0MALIK");
    await malik.shortcut("new_client");
    await world.settled();
    await malik.press(malik.modal()!, "client_mode:person");
    await world.settled();
    await malik.submit(undefined, { name: "Jeanne Durand", email: "jeanne@laposte.net" });
    await world.settled();
    const reference = /Référence\s: (\w{8})/.exec(words(malik.messages().at(-1)))?.[1] ?? "none";
    for (const who of ["U0MALIK", "U0AMELIE"]) {
      const told = await type(who, `run ${reference}`);
      expect(told).toContain("Création d’un client");
      expect(told).toContain("terminée");
      expect(told).toContain("étape\u00a0: Recherche de doublons\n");
      expect(told).not.toMatch(/essai précédent|C’est parti|Jeanne/);
    }
    expect(await type("U0TOM", `run ${reference}`)).toContain("Aucune demande à vous");
    expect(await type("U0TOM", "run zzzzzzzz")).toContain("Aucune demande à vous");
    expect(await type("U0TOM", "run")).toContain("Indiquez la référence");
  });
});

describe("roles", () => {
  it("lets a workspace owner claim once, when no admin is named", async () => {
    await world.know("U0AMELIE", { roles: ["employee"] });
    await world.know("U0TOM");
    expect(await type("U0TOM", "claim")).toContain("Ce n’est pas possible");
    expect(await type("U0AMELIE", "claim")).toContain("Vous êtes maintenant administrateur");
    expect(await type("U0AMELIE", "claim")).toContain("Ce n’est pas possible");
    expect(await rolesOf("U0AMELIE")).toContain("admin");
  });

  it("are given by an admin, by mention, e-mail or name, in either language's words", async () => {
    for (const id of ["U0AMELIE", "U0TOM"]) await world.know(id);
    expect(await type("U0AMELIE", "role <@U0TOM|tom> sales, accounting")).toContain("commercial, comptabilité et collaborateur");
    expect(await rolesOf("U0TOM")).toEqual(["sales", "accounting", "employee"]);
    await type("U0AMELIE", "role tom.girard@atelier-lumiere.example direction");
    expect(await rolesOf("U0TOM")).toContain("director");
    await type("U0AMELIE", "role @Tom rh");
    expect(await rolesOf("U0TOM")).toEqual(["hr", "employee"]);
  });

  it("are refused to others, and to nonsense, with the reason", async () => {
    for (const id of ["U0AMELIE", "U0TOM"]) await world.know(id);
    expect(await type("U0TOM", "role <@U0TOM> admin")).toContain("Votre rôle ne permet pas");
    expect(await type("U0TOM", "people")).toContain("Votre rôle ne permet pas");
    expect(await type("U0AMELIE", "role <@U0TOM> salse")).toContain("sales");
    expect(await type("U0AMELIE", "role <@U0NOBODY> sales")).toContain("ne connaît pas encore");
    expect(await type("U0AMELIE", "role")).toContain("Écrivez par exemple");
    expect(await type("U0AMELIE", "role <@U0AMELIE> sales")).toContain("dernier administrateur");
    expect(await rolesOf("U0TOM")).toEqual(["employee"]);
  });

  it("are not given to one of several people of the same name", async () => {
    await world.know("U0AMELIE");
    await world.know("U0TOM");
    // Behind more people than one page of the search has.
    await manyPeople(600, "Nom");
    await manyPeople(2, "Zoé Petit");
    expect(await type("U0AMELIE", "role @Zoe Petit 000 sales, hr")).toContain("Rôles de Zoé Petit 000");
    expect(await type("U0AMELIE", "role @Zoe Martin sales")).toContain("ne connaît pas encore");
    expect(await type("U0AMELIE", "role @Zoe Petit 000 salse")).toContain(
      "« salse » n’est pas un rôle".replaceAll(/(?<=«) | (?=»)/g, "\u00a0"),
    );
    expect(await type("U0AMELIE", "role @zoe sales")).toContain("Plusieurs personnes s’appellent zoe");
    expect(await type("U0AMELIE", "role @tom sales")).toContain("Rôles de Tom Girard");
    await world.house().db.prepare("UPDATE people SET name = 'Tom Girard' WHERE name = 'Nom 007'").run();
    expect(await type("U0AMELIE", "role @Tom Girard accounting")).toContain("Plusieurs personnes");
    expect(await rolesOf("U0TOM")).toEqual(["sales", "employee"]);
  });

  it("are listed page by page", async () => {
    await world.know("U0AMELIE");
    expect(await type("U0AMELIE", "people")).toContain("1 personne connue");
    await manyPeople(30, "Nom");
    const first = await type("U0AMELIE", "people");
    expect(first).toContain("Amélie Laurent");
    expect(first).not.toMatch(/\d+ personnes connues/);
    const amelie = world.slack.person("U0AMELIE");
    await amelie.press(amelie.ephemerals().at(-1)!, "people_more");
    await world.settled();
    const second = words(amelie.ephemerals().at(-1));
    expect(second).toContain("Nom 029");
    expect(second).not.toContain("Amélie Laurent");
  });
});

async function manyPeople(count: number, name: string): Promise<void> {
  const { db } = world.house();
  const insert = db.prepare(
    "INSERT INTO people (id, team, slack_user, name, locale, standing, roles, refreshed_at, created_at) VALUES (?1, 'T0ATELIER', ?1, ?2, 'fr', 'member', '[\"employee\"]', 0, 0)",
  );
  await db.batch(Array.from({ length: count }, (_, i) => insert.bind(`p ${name} ${i}`, `${name} ${String(i).padStart(3, "0")}`)));
}

describe("managers", () => {
  it("are named by an admin, shown among people, and taken back", async () => {
    for (const id of ["U0AMELIE", "U0TOM", "U0CLAIRE"]) await world.know(id);
    expect(await type("U0AMELIE", "help")).toContain("/passerelle manager @tom @claire");
    expect(await type("U0AMELIE", "manager <@U0TOM|tom> <@U0CLAIRE|claire>")).toContain("Responsable de Tom Girard\u00a0: Claire");
    expect(await type("U0AMELIE", "people")).toContain("responsable\u00a0: Claire Fontaine");
    expect(await type("U0AMELIE", "responsable @Claire Fontaine, @tom")).toContain("chacune serait la responsable de l’autre");
    expect(await type("U0AMELIE", "manager tom.girard@atelier-lumiere.example personne")).toContain("Tom Girard n’a plus de responsable");
    expect((await findPerson(world.house().db, "T0ATELIER", "U0TOM"))?.manager).toBeNull();
  });

  it("are refused to others, and to nonsense, with the reason", async () => {
    for (const id of ["U0AMELIE", "U0TOM", "U0GUEST"]) await world.know(id);
    expect(await type("U0TOM", "manager @tom @amelie")).toContain("Votre rôle ne permet pas");
    expect(await type("U0AMELIE", "manager")).toContain("Écrivez par exemple");
    expect(await type("U0AMELIE", "manager @tom")).toContain("Écrivez par exemple");
    expect(await type("U0AMELIE", "manager @tom @amelie @claire")).toContain("Écrivez par exemple");
    expect(await type("U0AMELIE", "manager @tom @nobodyhere")).toContain("ne connaît pas encore");
    expect(await type("U0AMELIE", "manager @tom <@U0GUEST>")).toContain("Seul un membre");
    expect(await type("U0AMELIE", "manager @tom @tom")).toContain("serait la responsable");
  });
});

describe("the workspace", () => {
  it("tells who changed, and only of people who use Passerelle", async () => {
    await world.know("U0MALIK");
    await world.slack.changePerson("U0MALIK", { locale: "en-US" });
    await world.slack.changePerson("U0TOM", { locale: "en-US" });
    await world.settled();
    const { db } = world.house();
    expect(await findPerson(db, "T0ATELIER", "U0MALIK")).toMatchObject({ locale: "en", roles: ["sales"] });
    expect(await findPerson(db, "T0ATELIER", "U0TOM")).toBeNull();
    await world.slack.changePerson("U0MALIK", { deleted: true });
    await world.settled();
    expect(await findPerson(db, "T0ATELIER", "U0MALIK")).toMatchObject({ standing: "gone" });
    expect(await type("U0MALIK", "")).toContain("Slack does not know this person, or no longer does.");
  });

  it("tells that we were cut off, which is written down", async () => {
    await world.slack.revokeToken();
    await world.settled();
    const row = await world.house().db.prepare("SELECT action, code FROM audit WHERE actor = 'slack'").first();
    expect(row).toEqual({ action: "slack.tokens_revoked", code: "misconfigured" });
  });

  it("keeps another workspace's people out", async () => {
    await world.know("U0MALIK");
    const view = {
      id: "V1",
      callback_id: "create_client",
      blocks: [{ type: "input", block_id: "name" }],
      private_metadata: "{}",
      state: { values: {} },
    };
    const answer = await world.send(
      await signedPayload({ type: "view_submission", user: { id: "U0MALIK", team_id: "T0OTHER" }, team: { id: "T0ATELIER" }, view }),
    );
    expect(await answer.json()).toEqual({
      response_action: "errors",
      errors: { name: expect.stringContaining("membres de l’espace de travail") },
    });
  });
});
