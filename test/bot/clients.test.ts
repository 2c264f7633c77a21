/** /client, as people meet it: search, window, card. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import type { View } from "../sandbox/slack/workspace.ts";
import { emptyTables, openWorld, signedPayload, type World, words } from "./world.ts";

let world: World;
beforeEach(async () => {
  await emptyTables();
  world = openWorld();
});
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

const acme = companyNamed("ACME FRANCE");
const closed = companyNamed("IMPRIMERIE DES LILAS");

const cardsOf = (who: string) =>
  world.slack
    .person(who)
    .messages()
    .filter(({ ephemeralTo }) => !ephemeralTo);
const last = <T>(list: T[]): T => list.at(-1) as T;

async function afterCommand(who: string, text: string) {
  const person = world.slack.person(who);
  await person.command("/client", text);
  await world.settled();
  return last(person.ephemerals());
}

async function openedForm(who: string): Promise<View> {
  const person = world.slack.person(who);
  await person.shortcut("new_client");
  await world.settled();
  return person.modal() as View;
}

/** Picks in the live search, as a person does: types, chooses. */
async function pick(who: string, view: View, text: string, label: RegExp) {
  const person = world.slack.person(who);
  const { options } = await person.suggest(view, "company", text);
  const option = options.find((one) => label.test(one.text.text));
  if (!option) throw new Error(`${label} is not among ${options.map((one) => one.text.text).join(" / ")}`);
  await person.press(person.modal() as View, "company", option);
  await world.settled();
  return option;
}

async function createAcme(who = "U0MALIK", more: Record<string, unknown> = {}) {
  await world.know(who);
  const view = await openedForm(who);
  await pick(who, view, "acme fr", /ACME FRANCE/);
  const seen = await world.slack.person(who).submit(undefined, more);
  await world.settled();
  return seen;
}

describe("works", () => {
  it("creates a verified client from the search to the card, in French", async () => {
    await world.know("U0MALIK");
    const answer = await afterCommand("U0MALIK", "acme frnce");
    expect(words(answer)).toContain("Au registre des entreprises");
    expect(words(answer)).toContain("ACME FRANCE");
    const malik = world.slack.person("U0MALIK");
    await malik.press(answer, "client_create:0");
    await world.settled();
    expect(malik.modal()?.title?.text).toBe("Nouveau client");
    expect(await malik.submit(undefined, { email: "contact@acme.example", contactName: "Jeanne Durand" })).toEqual({});
    await world.settled();
    expect(malik.modal()).toBeUndefined();
    const [card, ...others] = cardsOf("U0MALIK");
    expect(others).toEqual([]);
    expect(card?.metadata?.event_type).toBe("passerelle_run");
    for (const part of [
      "ACME FRANCE",
      "Client créé.",
      "Société par actions simplifiée (SAS)",
      "47.61Z – Commerce de détail",
      "En activité",
      "Vérifiée au registre",
      "contact@acme.example",
    ]) {
      expect(words(card)).toContain(part);
    }
    expect(words(await afterCommand("U0MALIK", acme.siren))).toContain("Déjà dans votre fichier");
  });

  it("speaks English to who reads English", async () => {
    await createAcme("U0JAMES");
    const [card] = world.slack.person("U0JAMES").messages();
    expect(words(card)).toContain("Client created.");
    expect(words(card)).toContain("Simplified joint-stock company (SAS)");
  });

  it("opens a neutral window for somebody it never saw, then their own", async () => {
    const view = await openedForm("U0JAMES");
    expect(world.calls.map(({ method }) => method)).toEqual(["views.open", "users.info", "views.update"]);
    // Nobody gave James a role yet.
    expect(view.title?.text).toBe("This is not possible");
    expect(words(view)).toContain("Your role does not allow this.");
  });

  it("opens at once for somebody it knows, with six fields", async () => {
    await world.know("U0MALIK");
    const view = await openedForm("U0MALIK");
    expect(world.calls.map(({ method }) => method)).toEqual(["views.open"]);
    expect(view.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id)).toEqual([
      "company",
      "kinds",
      "contactName",
      "email",
      "phone",
      "note",
    ]);
  });

  it("gives three examples for an empty command", async () => {
    await world.know("U0MALIK");
    const answer = await afterCommand("U0MALIK", "");
    expect(words(answer).match(/\/client /g)?.length).toBeGreaterThanOrEqual(3);
    await world.slack.person("U0MALIK").press(answer, "client_create");
    await world.settled();
    expect(world.slack.person("U0MALIK").modal()?.callback_id).toBe("create_client");
  });

  it("shows the card of a client already known instead of creating it twice", async () => {
    await createAcme();
    const view = await openedForm("U0MALIK");
    await pick("U0MALIK", view, "acme", /^ACME FRANCE/);
    const shown = world.slack.person("U0MALIK").modal();
    expect(words(shown)).toContain("Déjà dans votre fichier");
    expect(shown?.submit).toBeFalsy();
  });

  it("changes a client from its card", async () => {
    await createAcme();
    const malik = world.slack.person("U0MALIK");
    await malik.press(last(malik.messages()), "client_edit");
    await world.settled();
    expect(malik.modal()?.title?.text).toBe("Modifier le client");
    expect(await malik.submit(undefined, { kinds: ["client", "supplier"], note: "Livraison le matin" })).toEqual({});
    await world.settled();
    expect(words(last(malik.messages()))).toContain("Fiche mise à jour.");
    expect(words(last(malik.messages()))).toContain("Client · Fournisseur");
    expect(words(last(malik.messages()))).toContain("Livraison le matin");
  });

  it("keeps what was typed when the way of saying who it is changes", async () => {
    await world.know("U0MALIK");
    const malik = world.slack.person("U0MALIK");
    const view = await openedForm("U0MALIK");
    view.state.values.email = { email: { type: "email_text_input", value: "a@b.example" } };
    await malik.press(view, "client_mode:foreign");
    await world.settled();
    const foreign = malik.modal() as View;
    expect(foreign.blocks.filter(({ type }) => type === "input").map(({ block_id }) => block_id)).toEqual([
      "name",
      "country",
      "vatNumber",
      "kinds",
      "contactName",
      "email",
    ]);
    expect(foreign.state.values.email?.email?.value).toBe("a@b.example");
    expect(await malik.submit(foreign, { name: "Müller GmbH", country: "DE", vatNumber: "DE136695976" })).toEqual({});
    await world.settled();
    expect(words(last(malik.messages()))).toContain("Müller GmbH");
    expect(words(last(malik.messages()))).toContain("DE136695976");
  });

  it("creates a private person", async () => {
    await world.know("U0MALIK");
    const malik = world.slack.person("U0MALIK");
    await malik.press(await openedForm("U0MALIK"), "client_mode:person");
    await world.settled();
    expect(await malik.submit(undefined, { name: "Jeanne Durand", email: "jeanne@laposte.net" })).toEqual({});
    await world.settled();
    expect(words(last(malik.messages()))).toContain("Sans vérification officielle");
  });
});

describe("when the register does not answer", () => {
  it("keeps known clients and the way by hand, whatever it does", async () => {
    await createAcme();
    await world.house().db.prepare("DELETE FROM register_answers").run();
    for (const [fault, said] of [
      [{ kind: "delay", delayMs: 2_500 }, "Le registre tarde"],
      [{ kind: "500" }, "Le registre ne répond pas"],
      [{ kind: "429", retryAfterSeconds: 1 }, "Le registre limite"],
    ] as const) {
      world.faults.clear();
      world.faults.add({ match: { service: "register" }, times: "always", ...fault });
      await world.house().db.prepare("DELETE FROM register_answers").run();
      const view = await openedForm("U0MALIK");
      const began = Date.now();
      const { options } = await world.slack.person("U0MALIK").suggest(view, "company", "acme");
      expect(Date.now() - began).toBeLessThan(2_000);
      expect(options.map((one) => one.text.text).join(" / ")).toContain(said);
      expect(options[0]?.text.text).toMatch(/^ACME FRANCE/);
      expect(options.at(-1)?.text.text).toBe("Saisir « acme » à la main");
      await world.slack.person("U0MALIK").close();
      await world.settled();
    }
  });

  it("creates by hand, says that it is not verified yet, and never that it is invalid", async () => {
    await world.know("U0MALIK");
    world.faults.add({ match: { service: "register" }, kind: "500", times: 3 });
    const malik = world.slack.person("U0MALIK");
    const view = await openedForm("U0MALIK");
    await pick("U0MALIK", view, "Acme France", /^Saisir/);
    expect(await malik.submit(undefined, { siren: acme.siren })).toEqual({});
    await world.settled();
    const states = world.calls.filter(({ method }) => /^chat\.(post|update)/.test(method)).map(({ body }) => body.get("blocks") ?? "");
    expect(states.some((blocks) => blocks.includes("Pas encore vérifiée"))).toBe(true);
    // The same run asks again, and in the end the card says so.
    expect(words(last(malik.messages()))).toContain("Vérifiée au registre");
  });
});

describe("refuses, in a sentence at the right place", () => {
  it("a wrong digit, at its field", async () => {
    await world.know("U0MALIK");
    const malik = world.slack.person("U0MALIK");
    await malik.press(await openedForm("U0MALIK"), "client_mode:foreign");
    await world.settled();
    const seen = await malik.submit(undefined, { name: "Müller GmbH", country: "DE", vatNumber: "DE136695977" });
    expect(seen.errors?.vatNumber).toMatch(/mal recopié/);
    expect(world.calls.some(({ method }) => method === "chat.postMessage")).toBe(false);
  });

  it("a closed company, at once to who may not, with a reason to who may", async () => {
    await world.know("U0MALIK");
    await pick("U0MALIK", await openedForm("U0MALIK"), "imprimerie des lilas", /fermée/);
    expect(words(world.slack.person("U0MALIK").modal())).toContain("Votre rôle ne permet pas de la créer");
    const seen = await world.slack.person("U0MALIK").submit();
    expect(seen.errors?.company).toMatch(/votre rôle/);

    await world.know("U0CLAIRE");
    await pick("U0CLAIRE", await openedForm("U0CLAIRE"), "imprimerie des lilas", /fermée/);
    const claire = world.slack.person("U0CLAIRE");
    expect(claire.modal()?.blocks.map(({ block_id }) => block_id)).toContain("closedReason");
    expect((await claire.submit()).errors).toHaveProperty("closedReason");
    expect(await claire.submit(undefined, { closedReason: "Dernière facture à régler" })).toEqual({});
    await world.settled();
    expect(words(last(claire.messages()))).toContain(closed.name);
    expect(words(last(claire.messages()))).toContain("Fermée selon le registre");
  });

  it("an employee's creation, politely and on record", async () => {
    await world.know("U0TOM");
    const view = await openedForm("U0TOM");
    expect(words(view)).toContain("Votre rôle ne permet pas cette action.");
    expect(words(view)).toContain("Rien n’a été créé.");
    expect(words(view)).toMatch(/Référence\u00a0: [0-9a-f]{12}/);
    const row = await world
      .house()
      .db.prepare("SELECT count(*) AS n FROM audit WHERE action = 'client.create' AND outcome = 'refused'")
      .first<{ n: number }>();
    expect(row?.n).toBeGreaterThan(0);
  });

  it("a guest, known or not", async () => {
    const unknown = await afterCommand("U0GUEST", "acme");
    expect(words(unknown)).toContain("Les invités de l’espace de travail n’ont pas accès");
    const known = await afterCommand("U0GUEST", "acme");
    expect(words(known)).toContain("Les invités de l’espace de travail n’ont pas accès");
  });

  it("a note of 10,000 characters, which no form of ours lets through", async () => {
    const view = await pickedAcme();
    const values = { ...view.state.values, note: { note: { type: "plain_text_input", value: "x".repeat(10_000) } } };
    const answer = await submitRaw({ ...view, state: { values } });
    expect(await answer.json()).toEqual({ response_action: "errors", errors: { note: expect.stringMatching(/2\s?000/) } });
  });

  it("answers that no form of ours has", async () => {
    const view = await pickedAcme();
    for (const values of [
      null,
      {},
      { company: null },
      { company: { company: { selected_option: { value: 7 } } } },
      { kinds: { kinds: { selected_options: "all" } } },
    ]) {
      const answer = await submitRaw({ ...view, state: { values } as never });
      expect(await answer.json()).toMatchObject({ response_action: "errors" });
    }
    expect((await world.house().db.prepare("SELECT count(*) AS n FROM runs").first<{ n: number }>())?.n).toBe(0);
  });

  async function pickedAcme(): Promise<View> {
    await world.know("U0MALIK");
    await pick("U0MALIK", await openedForm("U0MALIK"), "acme fr", /ACME FRANCE/);
    return world.slack.person("U0MALIK").modal() as View;
  }

  const submitRaw = async (view: View) =>
    world.send(
      await signedPayload({ type: "view_submission", team: { id: "T0ATELIER" }, user: { id: "U0MALIK", team_id: "T0ATELIER" }, view }),
    );
});

describe("one intent, one client", () => {
  it("whoever submits what twice", async () => {
    await Promise.all([createAcme("U0MALIK"), world.know("U0SOPHIE")]);
    await createAcmeAgain("U0SOPHIE");
    const { results } = await world.house().db.prepare("SELECT id FROM clients WHERE siren = ?1").bind(acme.siren).all();
    expect(results).toHaveLength(1);
    expect(world.slack.person("U0MALIK").messages()).toHaveLength(1);
  });

  /** Past the known client: by hand, with the same SIREN. */
  async function createAcmeAgain(who: string) {
    const person = world.slack.person(who);
    await pick(who, await openedForm(who), "Autre nom", /^Saisir/);
    expect(await person.submit(undefined, { siren: acme.siren })).toEqual({});
    await world.settled();
    expect(words(last(person.messages()))).toContain("rien n’a été créé en double");
  }
});

describe("names that break careless programs", () => {
  it.each(["ALERTE <SCRIPT> SÉCURITÉ", "<!CHANNEL> *COMMUNICATION* & CIE"])("shows %s as text", async (name) => {
    await world.know("U0MALIK");
    const company = companyNamed(name);
    const answer = await afterCommand("U0MALIK", company.siren);
    const shown = JSON.stringify(answer?.blocks);
    expect(shown).toContain("&lt;");
    expect(shown).not.toMatch(/"type":"mrkdwn","text":"[^"]*<!CHANNEL/);
    expect(answer?.text).not.toContain("<!");
  });
});
