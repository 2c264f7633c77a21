/** App Home of somebody who works with clients: one's clients and requests, page by page, and what its buttons open. */
import { describe, expect, it, vi } from "vitest";
import type { View } from "../../sandbox/slack/workspace.ts";
import { stepsIn } from "../clients/client-steps.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World, words } from "../world.ts";
import { buttonsOf, headings, homeStepsIn, spoken, under } from "./home-steps.ts";

let world: World;
let steps: ReturnType<typeof homeStepsIn>;
eachWorld((opened) => {
  world = opened;
  steps = homeStepsIn(world);
});

const db = () => world.house().db;
const modal = (who: string) => world.slack.person(who).modal() as View;

/** Malik's clients, "Client 01" the oldest. */
async function someClients(count: number, person: string): Promise<void> {
  const insert = db().prepare(
    `INSERT INTO clients (id, reference, connector, name, name_key, words, kinds, company, created_by, created_at, updated_at)
     VALUES (?1, ?1, 'builtin', ?2, ?2, ?2, '["client"]', 1, ?3, ?4, ?4)`,
  );
  const rows = Array.from({ length: count }, (_, i) => String(i + 1).padStart(2, "0"));
  await db().batch(rows.map((number) => insert.bind(`c${number}`, `Client ${number}`, person, Number(number))));
}

describe("works", () => {
  it("stands at once with what the database knows, and asks nobody", async () => {
    await world.know("U0MALIK");
    world.faults.add({ kind: "500", times: "always", match: { service: "register" } });
    const view = await steps.open("U0MALIK");
    expect(world.calls.map(({ method }) => method)).toEqual(["views.publish"]);
    expect(headings(view)).toEqual(["Bonjour Malik", "Mes clients", "Mes devis et factures", "Mes demandes"]);
    expect(under(view, "Mes clients")).toContain("Aucun client pour l’instant.");
    expect(under(view, "Mes demandes")).toContain("Aucune demande pour l’instant.");
    expect(buttonsOf(view).map(spoken)).toEqual(["Nouveau client", "Actualiser l’accueil", "Nouvelle facture", "Nouveau devis"]);
  });

  it("is in the reader's language, also after that has changed", async () => {
    await world.know("U0JAMES");
    expect(headings(await steps.open("U0JAMES"))).toEqual(["Hello James", "My clients", "My quotes and invoices", "My requests"]);
    await world.slack.changePerson("U0JAMES", { locale: "fr-FR" });
    await world.settled();
    expect(headings(await steps.open("U0JAMES"))).toEqual(["Bonjour James", "Mes clients", "Mes devis et factures", "Mes demandes"]);
  });

  it("shows a client that was created from it as soon as it is there, and its request", async () => {
    await world.know("U0MALIK");
    await steps.open("U0MALIK");
    await steps.press("U0MALIK", /^Nouveau client/);
    const malik = world.slack.person("U0MALIK");
    const [acme] = (await malik.suggest(modal("U0MALIK"), "company", "acme fr")).options.filter(({ text }) =>
      /ACME FRANCE/.test(text.text),
    );
    await malik.press(modal("U0MALIK"), "company", acme);
    await malik.submit();
    await world.settled();
    const view = steps.home("U0MALIK");
    expect(under(view, "Mes clients")).toMatch(/ACME FRANCE.*Client · PARIS 15/s);
    expect(under(view, "Mes demandes")).toMatch(/Création d’un client – ACME FRANCE.*✓ terminée.*Référence/s);
  });

  it("is left alone when nobody has it before them", async () => {
    await stepsIn(world).createAcme();
    expect(world.calls.some(({ method }) => method === "views.publish")).toBe(false);
    await db()
      .prepare("UPDATE people SET home_at = ?1")
      .bind(Date.now() - 3_600_000)
      .run();
    await db().prepare("UPDATE runs SET version = version + 1").run();
    expect(world.slack.person("U0MALIK").home()).toBeUndefined();
  });

  it("puts what one changed last first, and leads to the card and the window to change it", async () => {
    const malik = await world.know("U0MALIK");
    await stepsIn(world).createAcme();
    await db().prepare("UPDATE touched_clients SET at = 0").run();
    await someClients(2, malik.id);
    const first = under(await steps.open("U0MALIK"), "Mes clients");
    expect(first.indexOf("Client 02")).toBeLessThan(first.indexOf("Client 01"));
    expect(first.indexOf("Client 01")).toBeLessThan(first.indexOf("ACME FRANCE"));

    await steps.press("U0MALIK", /^Voir ACME FRANCE/);
    expect(words(modal("U0MALIK"))).toContain("Société par actions simplifiée (SAS)");
    const person = world.slack.person("U0MALIK");
    await person.press(modal("U0MALIK"), "client_edit");
    await world.settled();
    expect(modal("U0MALIK").title?.text).toBe("Modifier le client");
    await person.submit(undefined, { phone: "01 02 03 04 05" });
    await world.settled();
    expect(under(steps.home("U0MALIK"), "Mes clients").indexOf("ACME FRANCE")).toBeLessThan(20);
    expect(under(steps.home("U0MALIK"), "Mes demandes")).toContain("Modification d’un client");
  });

  it("turns the pages of one's clients forth and back, each client once, and forgets those that are gone", async () => {
    const malik = await world.know("U0MALIK");
    const other = await world.know("U0JAMES");
    await someClients(12, malik.id);
    await db().prepare("UPDATE touched_clients SET at = 7 WHERE client < 'c09'").run(); // the same moment is no trouble
    await db().prepare("DELETE FROM clients WHERE id = 'c03'").run();
    const seen: string[] = [];
    await steps.open("U0MALIK");
    for (let page = 0; page < 3; page += 1) {
      seen.push(...(under(steps.home("U0MALIK"), "Mes clients").match(/Client \d\d/g) ?? []));
      if (page < 2) await steps.press("U0MALIK", /^Suite – mes clients/);
    }
    expect(seen.length).toBe(11);
    expect(new Set(seen).size).toBe(11);
    expect(buttonsOf(steps.home("U0MALIK")).some((one) => /^Suite – mes clients/.test(spoken(one)))).toBe(false);
    await steps.press("U0MALIK", /^Revenir au début – mes clients/);
    expect(under(steps.home("U0MALIK"), "Mes clients")).toContain("Client 12");
    expect(under(await steps.open("U0JAMES"), "My clients")).toContain("No client yet.");
    expect(other.id).not.toBe(malik.id);
  });

  it("turns the pages of one's requests", async () => {
    const malik = await world.know("U0MALIK");
    const insert = db().prepare(
      `INSERT INTO runs (id, kind, actor, input, state, created_at, updated_at, ended_at)
       VALUES (?1, 'create-client', ?2, json_object('identity', json_object('type', 'person', 'name', ?3)), 'done', ?4, 1, 1)`,
    );
    await db().batch(Array.from({ length: 7 }, (_, i) => insert.bind(`${i}run`, malik.id, `Personne ${i}`, Math.floor(i / 2))));
    await steps.open("U0MALIK");
    const page = () => under(steps.home("U0MALIK"), "Mes demandes").match(/Personne \d/g);
    expect(page()).toEqual(["Personne 6", "Personne 5", "Personne 4", "Personne 3", "Personne 2"]);
    await steps.press("U0MALIK", /^Suite – mes demandes/);
    expect(page()).toEqual(["Personne 1", "Personne 0"]);
  });

  it("has a button for a request that asks; the answer is given in its window", async () => {
    const malik = world.slack.person("U0MALIK");
    await stepsIn(world).createAcme("U0MALIK", { email: "contact@acme.example" });
    await malik.press(await stepsIn(world).openedForm("U0MALIK"), "client_mode:foreign");
    await world.settled();
    await malik.submit(undefined, { name: "Acme Deutschland GmbH", country: "DE", email: "contact@acme.example" });
    await world.settled();
    const view = await steps.open("U0MALIK");
    expect(under(view, "Mes demandes")).toContain("attend votre choix");
    await steps.press("U0MALIK", /^Répondre/);
    expect(words(modal("U0MALIK"))).toContain("Est-ce le même client");
    await malik.press(modal("U0MALIK"), "answer:twin:existing");
    await world.settled();
    expect(words(modal("U0MALIK"))).not.toContain("Est-ce le même client");
    expect(under(steps.home("U0MALIK"), "Mes demandes")).not.toContain("attend votre choix");
  });

  it("says why a request was refused, in the list and in its window", async () => {
    await world.know("U0MALIK");
    const malik = world.slack.person("U0MALIK");
    await malik.shortcut("new_client");
    await world.settled();
    await malik.press(modal("U0MALIK"), "company", { text: { type: "plain_text", text: "à la main" }, value: "hand:552081317" });
    await world.settled();
    await malik.submit(undefined, { name: "Nulle Part" });
    await world.settled();
    expect(under(await steps.open("U0MALIK"), "Mes demandes")).toContain(
      "✗ refusée · Le registre ne connaît aucune entreprise sous ce numéro.",
    );
    await steps.press("U0MALIK", /^Voir la demande/);
    expect(words(modal("U0MALIK"))).toContain("Nulle Part");
  });
});

describe("refuses", () => {
  it("a guest and a stranger, and says why", async () => {
    const guest = await steps.open("U0GUEST");
    expect(words(guest)).toContain("Les invités de l’espace de travail n’ont pas accès à Passerelle.");
    expect(buttonsOf(guest)).toEqual([]);
    await world.know("U0MALIK", { guest: true });
    expect(headings(await steps.open("U0MALIK"))).toEqual(["Passerelle ne vous est pas ouverte"]);
  });

  it("an employee nothing that they may see, and shows no way to create", async () => {
    await world.know("U0TOM");
    const view = await steps.open("U0TOM");
    expect(headings(view)).toEqual(["Bonjour Tom", "Mes demandes"]);
    expect(buttonsOf(view).map(spoken)).toEqual(["Actualiser l’accueil"]);
    expect(words(view)).toContain("tapez /client");
  });

  it("a request of somebody else, without saying that it is there", async () => {
    await stepsIn(world).createAcme();
    await world.know("U0TOM");
    await steps.open("U0TOM");
    const { id } = (await db().prepare("SELECT id FROM runs").first<{ id: string }>()) ?? { id: "" };
    const tom = world.slack.person("U0TOM");
    for (const value of [id, "nobody", ""]) {
      const home = {
        ...steps.home("U0TOM"),
        blocks: [
          {
            type: "actions",
            block_id: "b",
            elements: [{ type: "button", action_id: "home_run", value, text: { type: "plain_text", text: "x" } }],
          },
        ],
      };
      await tom.press(home as View, "home_run");
      await world.settled();
      expect(words(tom.modal())).toContain("Votre rôle ne permet pas cette action.");
    }
  });

  it("an employee sees no contact person on a card", async () => {
    await stepsIn(world).createAcme("U0MALIK", { contactName: "Jeanne Durand", email: "jeanne@acme.example" });
    await world.know("U0TOM");
    const tom = world.slack.person("U0TOM");
    const answer = await stepsIn(world).afterCommand("U0TOM", "acme france");
    await tom.press(answer, "client_show:0");
    await world.settled();
    const card = words(tom.ephemerals().at(-1));
    expect(card).toContain("Société par actions simplifiée");
    expect(card).not.toMatch(/Jeanne|acme\.example/);
  });

  it("nothing that Slack would not send makes a mistake of ours", async () => {
    await world.know("U0AMELIE");
    const warned = vi.spyOn(console, "warn");
    const base = { user: { id: "U0AMELIE", team_id: "T0ATELIER" }, team: { id: "T0ATELIER" }, trigger_id: "1.2.3" };
    const memories = ["", "{", "7", '{"clients":7,"runs":["x",1],"people":{},"audit":"x","__proto__":1}'];
    const ids = ["home_page:clients", "home_page:people", "home_page:audit:first", "home_client", "home_run", "home_retry", "home_person"];
    const press = async (action_id: string, private_metadata: string, value?: unknown) => {
      const view = { id: "V1", type: "home", private_metadata };
      const actions = [{ type: "button", action_id, block_id: "b", value }];
      expect((await world.send(await signedPayload({ ...base, type: "block_actions", view, actions }))).status).toBe(200);
    };
    for (const private_metadata of memories) {
      for (const action_id of ["home_page:people", "home_person"]) await press(action_id, private_metadata, '{"at":{"at":1}}');
      const view = { id: "V1", callback_id: "save_person", blocks: [], state: { values: 7 }, private_metadata };
      expect((await world.send(await signedPayload({ ...base, type: "view_submission", view }))).status).toBe(200);
    }
    for (const action_id of ids) for (const value of [7, "{", "nobody"]) await press(action_id, "", value);
    await world.settled();
    expect(warned.mock.calls.filter((words) => words.includes("unexpected"))).toEqual([]);
  }, 20_000);
});
