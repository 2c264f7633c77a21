/** "Create a client" in the menu of a message: the window opens at once with what the message says. */
import { beforeEach, describe, expect, it } from "vitest";
import { companyNamed } from "../../fixtures/companies.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { acme, last, stepsIn } from "./client-steps.ts";
import { CHANNEL, filled, messageStepsIn, SHORTCUT } from "./message-steps.ts";

let world: World;
let steps: ReturnType<typeof stepsIn>;
const opened = (text: string, who?: string) => messageStepsIn(world).opened(text, who);
eachWorld((opened) => {
  world = opened;
  steps = stepsIn(world);
});

type Button = { action_id: string; text: { text: string } };

const signature = (siren: string) => `Bonjour, merci de nous ouvrir un compte.
Cordialement,
Jeanne Perret
Gérante, ACME FRANCE SAS
Tél. : 01 23 45 67 89
jeanne.perret@acme.example
SIREN : ${siren}`;

describe("works", () => {
  beforeEach(async () => void (await world.know("U0MALIK")));

  it("fills in the company, the contact, the e-mail and the telephone, and creates the client", async () => {
    const view = await opened(signature(acme.siren.replace(/(\d{3})(?=\d)/g, "$1 ")));
    expect(view.title?.text).toBe("Nouveau client");
    expect(words(view)).toContain("Repris du message");
    expect(filled(view)).toMatchObject({
      company: expect.stringMatching(/^ACME FRANCE · PARIS 15 · /),
      contactName: "Jeanne Perret",
      email: "jeanne.perret@acme.example",
      phone: "01 23 45 67 89",
    });
    expect(await world.slack.person("U0MALIK").submit()).toEqual({});
    await world.settled();
    const card = words(last(steps.cardsOf("U0MALIK")));
    for (const part of ["ACME FRANCE", "Client créé.", "Jeanne Perret", "jeanne.perret@acme.example"]) expect(card).toContain(part);
  });

  it("opens before anybody is asked, and asks the register afterwards", async () => {
    world.faults.add({ kind: "500", times: "always", match: { service: "register" } });
    const view = await opened(signature(acme.siren));
    // The register said nothing: the window stays, and what it holds is enough.
    expect(world.calls.map(({ method }) => method)).toEqual(["views.open"]);
    expect(filled(view).company).toMatch(/^ACME FRANCE/);
    world.faults.clear();
    expect(await world.slack.person("U0MALIK").submit()).toEqual({});
  });

  it("shows a client that is known already, and offers nothing to create", async () => {
    await steps.createAcme();
    const view = await opened(signature(acme.siren));
    expect(words(view)).toContain("Déjà dans votre fichier");
    expect(view.submit).toBeNull();
  });

  it("says that the register knows no such number, and that a number is mistyped", async () => {
    expect(words(await opened("SIREN 404 833 048\nSociété : Nulle Part"))).not.toContain("ne connaît aucune");
    const unknown = await opened("SIREN 552 081 317\nSociété : Nulle Part");
    expect(words(unknown)).toContain("Le registre ne connaît aucune entreprise sous le numéro du message");
    expect(filled(unknown)).toMatchObject({ siren: "552081317", name: "Nulle Part" });
    const mistyped = await opened("SIREN : 732 829 321\nSociété : Nulle Part");
    expect(words(mistyped)).toContain("Ce SIREN est mal recopié");
    expect(filled(mistyped)).toMatchObject({ siren: "732 829 321", name: "Nulle Part" });
  });

  it("warns of a closed company, as when it is picked", async () => {
    const { siren } = companyNamed("IMPRIMERIE DES LILAS");
    expect(words(await opened(`SIREN ${siren}`))).toContain("Attention\u00a0: le registre dit que IMPRIMERIE DES LILAS est fermée.");
  });

  it("puts the only company of that name into the list", async () => {
    const view = await opened("Peux-tu créer la société Brasserie du Vieux Port ? Merci");
    expect(filled(view).company).toMatch(/^BRASSERIE DU VIEUX-PORT · MARSEILLE · /);
    expect(await world.slack.person("U0MALIK").submit()).toEqual({});
    await world.settled();
    expect(words(last(steps.cardsOf("U0MALIK")))).toContain("BRASSERIE DU VIEUX-PORT");
  });

  it("offers the companies of that name, known ones first; one press puts one into the list", async () => {
    const malik = world.slack.person("U0MALIK");
    const view = await opened("Client à créer : Boulangerie Dupont\ntél. 03 80 00 00 00");
    expect(words(view)).toContain("Le message parle de «\u00a0Boulangerie Dupont\u00a0». Est-ce l’une de celles-ci\u00a0?");
    const [buttons] = view.blocks.filter(({ type }) => type === "actions");
    const dijon = (buttons as unknown as { elements: Button[] }).elements.find(({ text }) => text.text.includes("DIJON")) as Button;
    await malik.press(view, dijon.action_id);
    await world.settled();
    const next = malik.modal() as View;
    expect(filled(next)).toMatchObject({ company: expect.stringContaining("DIJON"), phone: "03 80 00 00 00" });
    // And another one can still be picked in the list.
    const list = next.blocks.find(({ block_id }) => block_id === "company")?.element as { action_id: string };
    const { options } = await malik.suggest(next, list.action_id, "acme fr");
    await malik.press(next, list.action_id, options[0]);
    expect(await malik.submit()).toEqual({});
    await world.settled();
    expect(words(last(steps.cardsOf("U0MALIK")))).toContain("ACME FRANCE");
  });

  it("opens the window of a company abroad, of a private person, or an empty one", async () => {
    const abroad = await opened("Lichtwerk GmbH\nAnna Müller\na.mueller@lichtwerk.de\n+49 89 1234567\nVAT DE136695976");
    expect(filled(abroad)).toMatchObject({
      name: "Lichtwerk GmbH",
      country: "Allemagne",
      vatNumber: "DE136695976",
      contactName: "Anna Müller",
      phone: "+49 89 1234567",
    });
    const person = await opened("Madame Camille Duval, camille.duval@laposte.net, 06 12 34 56 78");
    expect(filled(person)).toMatchObject({ name: "Camille Duval", email: "camille.duval@laposte.net", phone: "06 12 34 56 78" });
    expect(person.blocks.some(({ block_id }) => block_id === "company")).toBe(false);
    const empty = await opened("On se voit demain ?");
    expect(words(empty)).toContain("Ce message ne nomme ni entreprise, ni numéro, ni e-mail");
    expect(filled(empty)).toMatchObject({ company: null, email: null });
  });

  it("speaks the reader's language", async () => {
    await world.know("U0JAMES");
    const view = await opened(signature(acme.siren), "U0JAMES");
    expect(view.title?.text).toBe("New client");
    expect(words(view)).toContain("Taken from the message");
  });
});

describe("refuses", () => {
  it.each([
    ["a guest", "U0GUEST", "Les invités de l’espace de travail n’ont pas accès à Passerelle."],
    ["an employee", "U0TOM", "Votre rôle ne permet pas cette action."],
  ])("%s, where they look, and writes it down", async (_, who, sentence) => {
    await world.know(who);
    const person = world.slack.person(who);
    world.slack.person("U0CLAIRE").write(signature(acme.siren), "C0GENERAL");
    const message = last(world.slack.messages("C0GENERAL"));
    await person.messageShortcut(message, SHORTCUT);
    await world.settled();
    expect(person.modal()).toBeUndefined();
    expect(words(last(person.ephemerals()))).toContain(sentence);
    const { results } = await world.house().db.prepare("SELECT outcome FROM audit").all();
    expect(results).toEqual([{ outcome: "refused" }]);
  });

  it("nobody in silence when the trigger is used up", async () => {
    await world.know("U0MALIK");
    world.slack.person("U0CLAIRE").write(signature(acme.siren), CHANNEL);
    world.faults.add({ kind: "late", match: { service: "slack", method: "views.open" }, delayMs: 10 });
    await world.slack.person("U0MALIK").messageShortcut(last(world.slack.messages(CHANNEL)), SHORTCUT);
    await world.settled();
    expect(words(last(world.slack.person("U0MALIK").ephemerals()))).toContain("ne répond pas");
  });
});
