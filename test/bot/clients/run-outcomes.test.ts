/** What the card of a run says at its end is true, and nothing that was typed is lost. */
import { describe, expect, it } from "vitest";
import { clientRunCard } from "../../../bot/clients/client-run-card.ts";
import { textsOf } from "../../../bot/text/text.ts";
import type { Person } from "../../../edge/people/person.ts";
import { referenceOf } from "../../../edge/runs/intent.ts";
import type { Run } from "../../../edge/runs/run.ts";
import { aRun } from "../a-run.ts";
import { eachWorld } from "../each-world.ts";
import { type World, words } from "../world.ts";
import { stepsIn } from "./client-steps.ts";

let world: World;
let malik: Person;
eachWorld(async (opened) => {
  world = opened;
  malik = await world.know("U0MALIK");
});

const said = async (change: Partial<Run>, person = malik) =>
  words(await clientRunCard(world.house(), { person, say: textsOf("fr") }, aRun(malik, change)));

async function aWrite(externalId: string | null) {
  const sql = "INSERT INTO vendor_writes (reference, run_id, begun_at, external_id) VALUES ('CL-1', ?1, 0, ?2)";
  await world.house().db.prepare(sql).bind(aRun(malik).id, externalId).run();
}

/** A client that stands, and its id. */
async function aClient(): Promise<string> {
  await stepsIn(world).createAcme("U0MALIK", { email: "contact@acme.example" });
  const row = await world.house().db.prepare("SELECT id FROM clients").first<{ id: string }>();
  return row?.id ?? "";
}

describe("whether anything was created", () => {
  it("is not known while a write's answer is lost: the reference to look for is named", async () => {
    await aWrite(null);
    const text = await said({ state: "failed", code: "maybe_written", step: "create in the CRM" });
    expect(text).toContain("Nous ne savons pas si la fiche a été créée");
    expect(text).toContain(await referenceOf("CL", aRun(malik).id));
    expect(text).not.toContain("Rien n’a été créé.");
  });

  it("is said of a record that stands in the CRM without its row", async () => {
    await aWrite("77");
    const text = await said({ state: "failed", code: "unexpected", step: "link" });
    expect(text).toContain("La fiche a été créée sous la référence CL-");
    expect(text).toContain("n’est pas reliée à Passerelle");
  });

  it("is not known of a change that was given up in the middle of its write", async () => {
    const text = await said({ kind: "update-client", state: "failed", code: "maybe_written", step: "change it in the CRM" });
    expect(text).toContain("Nous ne savons pas si la fiche a été modifiée");
    expect(await said({ kind: "update-client", state: "refused", code: "conflict" })).toContain("Rien n’a été modifié.");
  });
});

describe("what was typed", () => {
  const typed = {
    identity: { type: "french", siren: "732829320", name: "" },
    kinds: ["client"],
    contact: { name: "Jeanne Durand", email: "contact@acme.example", phone: "02 40 00 00 00" },
    note: "Livraison le matin",
  };

  it("is shown back when the existing client is used, as far as it is not there", async () => {
    const outcome = { clientId: await aClient(), existing: true, by: "siren" };
    const text = await said({ state: "done", outcome, input: typed });
    expect(text).toContain("n’a pas été ajouté à la fiche existante");
    for (const part of ["Jeanne Durand", "02 40 00 00 00", "Livraison le matin"]) expect(text).toContain(part);
    expect(text.match(/contact@acme\.example/g)).toHaveLength(1);
    const nothing = { ...typed, contact: { name: "", email: "contact@acme.example", phone: "" }, note: "" };
    expect(await said({ state: "done", outcome, input: nothing })).not.toContain("pas été ajouté");
  });

  it("is shown back when the contact was refused: the client stands", async () => {
    const outcome = { clientId: await aClient(), existing: false, by: null, contact: "refused" };
    const text = await said({ state: "done", outcome, input: typed });
    expect(text).toContain("Client créé.");
    expect(text).toContain("Le contact n’a pas pu être ajouté");
    expect(text).toContain("Jeanne Durand");
    expect(text).not.toContain("Livraison le matin");
  });
});

describe("a run on its way", () => {
  it("asks only while its question stands", async () => {
    const question = { name: "twin", options: ["existing", "new"], about: { clientId: await aClient(), by: "email" } };
    expect(await said({ state: "asking", question })).toContain("Utiliser la fiche existante");
    const answered = await said({ state: "running", step: "create in the CRM", question, answers: { twin: "new" } });
    expect(answered).not.toContain("Utiliser la fiche existante");
    expect(answered).toContain("Création de la fiche…");
  });

  it("names the time of the next attempt when it is worth waiting for", async () => {
    const now = Date.now();
    const waits = { state: "waiting", step: "verify", code: "vendor_unavailable", updatedAt: now } as const;
    expect(await said({ ...waits, wakeAt: now + 31_000 })).not.toContain("Prochain essai");
    expect(await said({ ...waits, wakeAt: now + 300_000 })).toContain("Prochain essai\u00a0: <!date^");
  });

  it("has no register behind it for who is in none", async () => {
    const input = { identity: { type: "person", name: "Jeanne" }, kinds: ["client"], contact: {}, note: "" };
    const text = await said({ state: "running", step: "create in the CRM", input });
    expect(text).toContain("✓ Doublons cherchés");
    expect(text).not.toContain("Registre");
  });

  it.each(["fr", "en"] as const)("has words for every step (%s)", (locale) => {
    const steps = [
      "read who asks",
      "look for an earlier attempt's client",
      "read the register",
      "claim the number",
      "look for twins",
      "claim",
      "create in the CRM",
      "link",
      "add the contact",
      "verify",
      "use the existing one",
      "reserve the change",
      "change it in the CRM",
    ];
    for (const step of steps) expect(textsOf(locale).run.steps[step]?.doing, step).toMatch(/…$/);
  });
});
