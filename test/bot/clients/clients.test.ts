/** /client, as people meet it: search, window, card. */
import { describe, expect, it } from "vitest";
import type { View } from "../../sandbox/slack/workspace.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World, words } from "../world.ts";
import { acme, last, stepsIn } from "./client-steps.ts";

let world: World;
let steps: ReturnType<typeof stepsIn>;
eachWorld((opened) => {
  world = opened;
  steps = stepsIn(world);
});

describe("works", () => {
  it("creates a verified client from the search to the card, in French", async () => {
    await world.know("U0MALIK");
    const answer = await steps.afterCommand("U0MALIK", "acme frnce");
    expect(words(answer)).toContain("Au registre des entreprises");
    expect(words(answer)).toContain("ACME FRANCE");
    const malik = world.slack.person("U0MALIK");
    await malik.press(answer, "client_create:0");
    await world.settled();
    expect(malik.modal()?.title?.text).toBe("Nouveau client");
    expect(await malik.submit(undefined, { email: "contact@acme.example", contactName: "Jeanne Durand" })).toEqual({});
    await world.settled();
    expect(malik.modal()).toBeUndefined();
    const [card, ...others] = steps.cardsOf("U0MALIK");
    expect(others).toEqual([]);
    expect(card?.metadata?.event_type).toBe("passerelle_run");
    for (const part of [
      "ACME FRANCE",
      "Client créé.",
      "Société par actions simplifiée (SAS)",
      "47.61Z – Commerce de détail",
      "En activité",
      "Vérifiée au registre",
      "Jeanne Durand",
      "contact@acme.example",
    ]) {
      expect(words(card)).toContain(part);
    }
    expect(words(await steps.afterCommand("U0MALIK", acme.siren))).toContain("Déjà dans votre fichier");
  });

  it("speaks English to who reads English", async () => {
    await steps.createAcme("U0JAMES");
    const [card] = world.slack.person("U0JAMES").messages();
    expect(words(card)).toContain("Client created.");
    expect(words(card)).toContain("Simplified joint-stock company (SAS)");
  });

  it("opens a neutral window for somebody it never saw, then their own", async () => {
    const view = await steps.openedForm("U0JAMES");
    expect(world.calls.map(({ method }) => method)).toEqual(["views.open", "users.info", "views.update"]);
    // Nobody gave James a role yet.
    expect(view.title?.text).toBe("This is not possible");
    expect(words(view)).toContain("Your role does not allow this.");
  });

  it("opens at once for somebody it knows, with six fields", async () => {
    await world.know("U0MALIK");
    const view = await steps.openedForm("U0MALIK");
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
    const answer = await steps.afterCommand("U0MALIK", "");
    expect(words(answer).match(/\/client /g)?.length).toBeGreaterThanOrEqual(3);
    await world.slack.person("U0MALIK").press(answer, "client_create");
    await world.settled();
    expect(world.slack.person("U0MALIK").modal()?.callback_id).toBe("create_client");
  });

  it("shows the card of a client already known instead of creating it twice", async () => {
    await steps.createAcme();
    const view = await steps.openedForm("U0MALIK");
    await steps.pick("U0MALIK", view, "acme", /^ACME FRANCE/);
    const shown = world.slack.person("U0MALIK").modal();
    expect(words(shown)).toContain("Déjà dans votre fichier");
    expect(shown?.submit).toBeFalsy();
  });

  it("changes a client from its card", async () => {
    await steps.createAcme();
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
    const view = await steps.openedForm("U0MALIK");
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
    await malik.press(await steps.openedForm("U0MALIK"), "client_mode:person");
    await world.settled();
    expect(await malik.submit(undefined, { name: "Jeanne Durand", email: "jeanne@laposte.net" })).toEqual({});
    await world.settled();
    expect(words(last(malik.messages()))).toContain("Sans vérification officielle");
  });
});

describe("when the register does not answer", () => {
  it("keeps known clients and the way by hand, whatever it does", async () => {
    await steps.createAcme();
    await world.house().db.prepare("DELETE FROM register_answers").run();
    for (const [fault, said] of [
      [{ kind: "delay", delayMs: 2_500 }, "Le registre tarde"],
      [{ kind: "500" }, "Le registre ne répond pas"],
      [{ kind: "429", retryAfterSeconds: 1 }, "Le registre limite"],
    ] as const) {
      world.faults.clear();
      world.faults.add({ match: { service: "register" }, times: "always", ...fault });
      await world.house().db.prepare("DELETE FROM register_answers").run();
      const view = await steps.openedForm("U0MALIK");
      const began = Date.now();
      const { options } = await world.slack.person("U0MALIK").suggest(view, "company", "acme");
      expect(Date.now() - began).toBeLessThan(2_000);
      expect(options.map((one) => one.text.text).join(" / ")).toContain(said);
      expect(options[0]?.text.text).toMatch(/^ACME FRANCE/);
      expect(options.at(-1)?.text.text).toBe("Saisir « acme » à la main");
      await world.slack.person("U0MALIK").close();
      await world.settled();
    }
  });

  it("creates by hand, says that it is not verified yet, and never that it is invalid", async () => {
    await world.know("U0MALIK");
    world.faults.add({ match: { service: "register" }, kind: "500", times: 3 });
    const malik = world.slack.person("U0MALIK");
    const view = await steps.openedForm("U0MALIK");
    await steps.pick("U0MALIK", view, "Acme France", /^Saisir/);
    expect(await malik.submit(undefined, { siren: acme.siren })).toEqual({});
    await world.settled();
    const states = world.calls.filter(({ method }) => /^chat\.(post|update)/.test(method)).map(({ body }) => body.get("blocks") ?? "");
    expect(states.some((blocks) => blocks.includes("Pas encore vérifiée"))).toBe(true);
    // The same run asks again, and in the end the card says so.
    expect(words(last(malik.messages()))).toContain("Vérifiée au registre");
  });
});

describe("when it may be the same client", () => {
  /** A client with the same e-mail, under another name and no number in common. */
  async function asked() {
    await steps.createAcme("U0MALIK", { email: "contact@acme.example" });
    const malik = world.slack.person("U0MALIK");
    await malik.press(await steps.openedForm("U0MALIK"), "client_mode:foreign");
    await world.settled();
    await malik.submit(undefined, { name: "Acme Deutschland GmbH", country: "DE", email: "contact@acme.example" });
    await world.settled();
    const card = last(steps.cardsOf("U0MALIK"));
    expect(words(card)).toContain("Est-ce le même client que ACME FRANCE\u00a0?");
    expect(words(card)).toContain("même e-mail");
    return { malik, card };
  }
  const count = async () => (await world.house().db.prepare("SELECT count(*) AS n FROM clients").first<{ n: number }>())?.n;

  it("uses the existing one on a click, once", async () => {
    const { malik, card } = await asked();
    await Promise.all([malik.press(card, "answer:twin:existing"), malik.press(card, "answer:twin:existing")]);
    await world.settled();
    expect(words(last(steps.cardsOf("U0MALIK")))).toContain("rien n’a été créé en double");
    expect(await count()).toBe(1);
  });

  it("creates another one when told so", async () => {
    const { malik, card } = await asked();
    await malik.press(card, "answer:twin:new");
    await world.settled();
    expect(words(last(steps.cardsOf("U0MALIK")))).toContain("Acme Deutschland GmbH");
    expect(await count()).toBe(2);
  });

  it("listens to nobody else", async () => {
    const { card } = await asked();
    await world.know("U0SOPHIE");
    const [button] = (card.blocks?.find(({ type }) => type === "actions")?.elements ?? []) as { value: string }[];
    const actions = [{ type: "button", action_id: "answer:twin:new", block_id: "b", value: button?.value }];
    await world.send(
      await signedPayload({ type: "block_actions", user: { id: "U0SOPHIE", team_id: "T0ATELIER" }, team: { id: "T0ATELIER" }, actions }),
    );
    await world.settled();
    expect(words(last(steps.cardsOf("U0MALIK")))).toContain("Est-ce le même client");
    const row = await world.house().db.prepare("SELECT code FROM audit WHERE action = 'run.answer'").first();
    expect(row).toEqual({ code: "forbidden" });
  });
});
