/** /client at its edges: mistyped numbers, a closed company by hand, what the CRM holds and no form of ours would take. */
import { describe, expect, it } from "vitest";
import { companyNamed } from "../../fixtures/companies.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World, words } from "../world.ts";
import { last, stepsIn } from "./client-steps.ts";

const closed = companyNamed("IMPRIMERIE DES LILAS");

let world: World;
let steps: ReturnType<typeof stepsIn>;
eachWorld((opened) => {
  world = opened;
  steps = stepsIn(world);
});

const run = (sql: string, ...values: unknown[]) =>
  world
    .house()
    .db.prepare(sql)
    .bind(...values)
    .run();

describe("a mistyped number", () => {
  it.each([
    ["732829321", "Ce SIREN est mal recopié"],
    ["732 829 320 00075", "Ce SIRET est mal recopié"],
    ["732 829 321 00074", "ses 9 premiers chiffres ne sont pas un SIREN"],
    ["FR 45 732829320", "la clé après FR"],
    ["FR44732829321", "ses 9 derniers chiffres ne sont pas un SIREN"],
    ["DE136695977", "sa forme ou sa clé est fausse"],
  ])("is said to be one, and the register is left alone: %s", async (typed, sentence) => {
    await world.know("U0MALIK");
    world.faults.add({ match: { service: "register" }, kind: "500", times: "always" });
    expect(words(await steps.afterCommand("U0MALIK", typed))).toContain(sentence);
    const { options } = await world.slack.person("U0MALIK").suggest(await steps.openedForm("U0MALIK"), "company", typed);
    expect(options.map((one) => one.text.text).join(" / ")).toContain(sentence);
    // A register that was asked would have been found dead.
    expect((await run("SELECT 1 FROM register_answers")).results).toEqual([]);
  });

  it.each(["ELEC 59000", "Café 1234567"])("is not what a name is called: %s", async (typed) => {
    await world.know("U0MALIK");
    expect(words(await steps.afterCommand("U0MALIK", typed))).not.toMatch(/mal recopié/);
  });
});

describe("a closed company typed by hand", () => {
  async function typedByHand(who: string) {
    await world.know(who);
    const person = world.slack.person(who);
    await steps.pick(who, await steps.openedForm(who), "Imprimerie des Lilas bis", /^Saisir/);
    expect(await person.submit(undefined, { siren: closed.siren })).toEqual({});
    await world.settled();
    return { person, card: last(steps.cardsOf(who)) };
  }

  it("leads who may create it to the reason", async () => {
    const { person, card } = await typedByHand("U0CLAIRE");
    expect(words(card)).toContain("Rien n’a été créé.");
    await person.press(card, "client_create");
    await world.settled();
    expect(person.modal()?.blocks.map(({ block_id }) => block_id)).toContain("closedReason");
    expect(await person.submit(undefined, { closedReason: "Dernière facture" })).toEqual({});
    await world.settled();
    expect(words(last(steps.cardsOf("U0CLAIRE")))).toContain("Client créé.");
  });

  it("tells the others who may", async () => {
    const { card } = await typedByHand("U0MALIK");
    expect(words(card)).toContain("la direction, la comptabilité ou un administrateur la choisit");
    expect(words(card)).not.toContain("Créer en indiquant un motif");
  });

  it("can be given its reason at once", async () => {
    await world.know("U0CLAIRE");
    const claire = world.slack.person("U0CLAIRE");
    await steps.pick("U0CLAIRE", await steps.openedForm("U0CLAIRE"), "Imprimerie des Lilas bis", /^Saisir/);
    await claire.press(claire.modal() as View, "client_more");
    await world.settled();
    expect(await claire.submit(undefined, { siren: closed.siren, closedReason: "Dernière facture" })).toEqual({});
    await world.settled();
    expect(words(last(steps.cardsOf("U0CLAIRE")))).toContain("Client créé.");
  });
});

describe("a change of what the CRM holds", () => {
  async function opened(crm: { phone?: string; email?: string; note?: string }): Promise<View> {
    await steps.createAcme();
    for (const [column, value] of Object.entries(crm)) await run(`UPDATE crm_parties SET ${column} = ?1`, value);
    const malik = world.slack.person("U0MALIK");
    await malik.press(last(malik.messages()), "client_edit");
    await world.settled();
    return malik.modal() as View;
  }

  it("checks only what was changed", async () => {
    const view = await opened({ phone: "poste 12, le matin", email: "compta@a.example; chef@a.example" });
    const malik = world.slack.person("U0MALIK");
    const seen = await malik.submit(view, { phone: "pas avant midi" });
    expect(seen.errors).toEqual({ phone: expect.stringContaining("numéro de téléphone") });
    expect(await malik.submit(malik.modal(), { phone: "poste 12, le matin", kinds: ["client", "supplier"] })).toEqual({});
    await world.settled();
    expect(words(last(malik.messages()))).toContain("Client · Fournisseur");
    const row = await world.house().db.prepare("SELECT phone, email FROM crm_parties").first();
    expect(row).toEqual({ phone: "poste 12, le matin", email: "compta@a.example; chef@a.example" });
  });

  it("never writes a note back that the window would have cut", async () => {
    const note = "x".repeat(2_001);
    const view = await opened({ note });
    expect(view.blocks.map(({ block_id }) => block_id)).not.toContain("note");
    expect(words(view)).toMatch(/trop longue pour cette fenêtre \(2\s001 caractères\)/);
    expect(await world.slack.person("U0MALIK").submit(view, { phone: "02 40 00 00 00" })).toEqual({});
    await world.settled();
    const row = await world.house().db.prepare("SELECT phone, note FROM crm_parties").first();
    expect(row).toEqual({ phone: "02 40 00 00 00", note });
  });
});

describe("who may not", () => {
  it("sees no card of a known client in the window", async () => {
    await steps.createAcme();
    const view = await steps.openedForm("U0MALIK");
    const { options } = await world.slack.person("U0MALIK").suggest(view, "company", "acme");
    const known = options.find((one) => one.value?.startsWith("known:"));
    await world.know("U0MALIK", { roles: [] });
    await world.slack.person("U0MALIK").press(view, "company", known);
    await world.settled();
    expect(words(world.slack.person("U0MALIK").modal())).not.toContain("Déjà dans votre fichier");
    const row = await world.house().db.prepare("SELECT code FROM audit WHERE action = 'client.read'").first();
    expect(row).toEqual({ code: "forbidden" });
  });

  it("is told in a message when no window opens any more", async () => {
    await world.know("U0TOM");
    const user = { id: "U0TOM", team_id: "T0ATELIER" };
    const late = { type: "shortcut", callback_id: "new_client", trigger_id: "1.2.gone", user, team: { id: "T0ATELIER" } };
    await world.send(await signedPayload(late));
    await world.settled();
    expect(words(last(world.slack.person("U0TOM").messages()))).toContain("Votre rôle ne permet pas cette action.");
  });
});
