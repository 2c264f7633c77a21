/** /client, when it cannot be: each ends in a sentence at the right place, nothing half done. */
import { describe, expect, it } from "vitest";
import { companyNamed } from "../../fixtures/companies.ts";
import type { View } from "../../sandbox/slack/workspace.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World, words } from "../world.ts";
import { acme, last, stepsIn } from "./client-steps.ts";

const closed = companyNamed("IMPRIMERIE DES LILAS");

let world: World;
let steps: ReturnType<typeof stepsIn>;
eachWorld((opened) => {
  world = opened;
  steps = stepsIn(world);
});

describe("refuses, in a sentence at the right place", () => {
  it("a wrong digit, at its field", async () => {
    await world.know("U0MALIK");
    const malik = world.slack.person("U0MALIK");
    await malik.press(await steps.openedForm("U0MALIK"), "client_mode:foreign");
    await world.settled();
    const seen = await malik.submit(undefined, { name: "Müller GmbH", country: "DE", vatNumber: "DE136695977" });
    expect(seen.errors?.vatNumber).toMatch(/mal recopié/);
    expect(world.calls.some(({ method }) => method === "chat.postMessage")).toBe(false);
  });

  it("a closed company, at once to who may not, with a reason to who may", async () => {
    await world.know("U0MALIK");
    await steps.pick("U0MALIK", await steps.openedForm("U0MALIK"), "imprimerie des lilas", /fermée/);
    expect(words(world.slack.person("U0MALIK").modal())).toContain("Votre rôle ne permet pas de la créer");
    const seen = await world.slack.person("U0MALIK").submit();
    expect(seen.errors?.company).toMatch(/votre rôle/);

    await world.know("U0CLAIRE");
    await steps.pick("U0CLAIRE", await steps.openedForm("U0CLAIRE"), "imprimerie des lilas", /fermée/);
    const claire = world.slack.person("U0CLAIRE");
    expect(claire.modal()?.blocks.map(({ block_id }) => block_id)).toContain("closedReason");
    expect((await claire.submit()).errors).toHaveProperty("closedReason");
    expect(await claire.submit(undefined, { closedReason: "Dernière facture à régler" })).toEqual({});
    await world.settled();
    expect(words(last(claire.messages()))).toContain(closed.name);
    expect(words(last(claire.messages()))).toContain("Fermée depuis le 31 décembre 2023");
  });

  it("an employee's creation, politely and on record", async () => {
    await world.know("U0TOM");
    const view = await steps.openedForm("U0TOM");
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
    const unknown = await steps.afterCommand("U0GUEST", "acme");
    expect(words(unknown)).toContain("Les invités de l’espace de travail n’ont pas accès");
    const known = await steps.afterCommand("U0GUEST", "acme");
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
    await steps.pick("U0MALIK", await steps.openedForm("U0MALIK"), "acme fr", /ACME FRANCE/);
    return world.slack.person("U0MALIK").modal() as View;
  }

  const submitRaw = async (view: View) =>
    world.send(
      await signedPayload({ type: "view_submission", team: { id: "T0ATELIER" }, user: { id: "U0MALIK", team_id: "T0ATELIER" }, view }),
    );
});

describe("one intent, one client", () => {
  it("whoever submits what twice", async () => {
    await Promise.all([steps.createAcme("U0MALIK"), world.know("U0SOPHIE")]);
    await createAcmeAgain("U0SOPHIE");
    const { results } = await world.house().db.prepare("SELECT id FROM clients WHERE siren = ?1").bind(acme.siren).all();
    expect(results).toHaveLength(1);
    expect(world.slack.person("U0MALIK").messages()).toHaveLength(1);
  });

  /** Past the known client: by hand, with the same SIREN. */
  async function createAcmeAgain(who: string) {
    const person = world.slack.person(who);
    await steps.pick(who, await steps.openedForm(who), "Autre nom", /^Saisir/);
    expect(await person.submit(undefined, { siren: acme.siren })).toEqual({});
    await world.settled();
    expect(words(last(person.messages()))).toContain("rien n’a été créé en double");
  }
});

describe("names that break careless programs", () => {
  it.each(["ALERTE <SCRIPT> SÉCURITÉ", "<!CHANNEL> *COMMUNICATION* & CIE"])("shows %s as text", async (name) => {
    await world.know("U0MALIK");
    const company = companyNamed(name);
    const answer = await steps.afterCommand("U0MALIK", company.siren);
    const shown = JSON.stringify(answer?.blocks);
    expect(shown).toContain("&lt;");
    expect(shown).not.toMatch(/"type":"mrkdwn","text":"[^"]*<!CHANNEL/);
    expect(answer?.text).not.toContain("<!");
  });
});
