/** /client for a company abroad: what its card says of VIES. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { worker } from "../../edge/carry.ts";
import { emptyTables, openWorld, type World, words } from "../world.ts";
import { last, stepsIn } from "./client-steps.ts";

let world: World;
let steps: ReturnType<typeof stepsIn>;
beforeEach(async () => {
  await emptyTables();
  world = openWorld({ VIES_REQUESTER: "FR44732829320" });
  steps = stepsIn(world);
});
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

async function cardOf(who: string, company: { name: string; country: string; vatNumber: string }) {
  await world.know(who);
  const person = world.slack.person(who);
  await steps.openedForm(who);
  await person.press(person.modal() as never, "client_mode:foreign");
  await world.settled();
  expect(await person.submit(undefined, company)).toEqual({});
  await world.settled();
  return words(last(person.messages()));
}

describe("a company abroad", () => {
  it("is verified by VIES, which may know it under another name, and the proof is on the card", async () => {
    const card = await cardOf("U0MALIK", { name: "Arredamenti", country: "IT", vatNumber: "IT00743110157" });
    for (const part of ["Arredamenti", "Vérifiée par VIES le", "FITTIZIA ARREDAMENTI SRL", "Client créé."]) expect(card).toContain(part);
    expect(card).toMatch(/Consultation VIES[^\w]*WAPI\w+/);
    expect(card).not.toContain("registre");
  });

  it("says so in English too, and repeats no name that VIES does not tell", async () => {
    const card = await cardOf("U0JAMES", { name: "Müller GmbH", country: "DE", vatNumber: "DE136695976" });
    expect(card).toContain("Verified by VIES on");
    expect(card).not.toContain("Name according to VIES");
  });

  it("is refused in words when VIES does not know its number", async () => {
    const card = await cardOf("U0MALIK", { name: "Inconnue", country: "BE", vatNumber: "BE0123456749" });
    expect(card).toContain("VIES, le fichier européen de la TVA, ne connaît pas ce numéro.");
    expect(card).toContain("Rien n’a été créé.");
    expect(card).not.toContain("mal recopié");
  });

  it("is not verified yet while VIES is away, then is", async () => {
    world.faults.add({ match: { service: "vies" }, kind: "500", times: 2 });
    const card = await cardOf("U0MALIK", { name: "Linen", country: "GB", vatNumber: "XI434031494" });
    expect(card).toContain("Vérifiée par VIES le");
    const events = await worker.DB.prepare("SELECT step, code FROM run_events WHERE code IS NOT NULL").all();
    expect(events.results).toContainEqual({ step: "verify the VAT number", code: "vendor_unavailable" });
  });
});
