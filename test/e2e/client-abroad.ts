/** A company abroad: from its VAT number to a card that VIES vouches for, or that says why it does not. */
import { describe, expect, it } from "vitest";
import type { Doors } from "./doors.ts";
import { readText, type SlackPerson } from "./slack-person.ts";

/** What each of them reads; the company is another for each, for what one creates the other would find. */
const LANGUAGES = [
  {
    language: "French",
    who: "U0MALIK",
    words: ["Nouveau client", "Entreprise étrangère", "Client créé."],
    abroad: ["Italie", "Arredamenti di prova", "IT00743110157"],
    told: ["Vérifiée par VIES le", "FITTIZIA ARREDAMENTI SRL", "Consultation VIES"],
  },
  {
    language: "English",
    who: "U0JAMES",
    words: ["New client", "Foreign company", "Client created."],
    abroad: ["Ireland", "Shamrock prints", "IE6433435F"],
    told: ["Verified by VIES on", 'FICTIVE "SHAMROCK" <PRINTS> LIMITED', "VIES consultation"],
  },
] as const;

export function clientAbroad({ house, enter }: Doors) {
  describe("a company abroad", () => {
    it.each(LANGUAGES)("is verified by VIES, in $language", async ({ who, words: [start, foreign, created], abroad, told }) => {
      const person = await enter(who);
      await create(person, [start, foreign], abroad);
      const card = await readText(await person.card(abroad[1], created));
      for (const part of told) expect(card).toContain(part);
    });

    it("is refused when VIES does not know its number", async () => {
      const malik = await enter("U0MALIK");
      await create(malik, ["Nouveau client", "Entreprise étrangère"], ["Belgique", "Inconnue de VIES", "BE0123456749"]);
      const card = await readText(await malik.card("Inconnue de VIES", "Rien n’a été créé."));
      expect(card).toContain("VIES, le fichier européen de la TVA, ne connaît pas ce numéro.");
    });

    it("is not verified yet while VIES is away, and is as soon as it is back", async () => {
      const { sandbox } = house();
      const fault = { match: { service: "vies" }, kind: "500", times: "always" };
      const headers = { "Content-Type": "application/json" };
      const added = await fetch(`${sandbox}/faults`, { method: "POST", headers, body: JSON.stringify(fault) });
      const { id } = (await added.json()) as { id: number };
      try {
        const malik = await enter("U0MALIK");
        await create(malik, ["Nouveau client", "Entreprise étrangère"], ["Portugal", "Cortiças", "PT501964843"]);
        await malik.card("Cortiças", "Pas encore vérifiée : VIES n’a pas répondu.");
        await fetch(`${sandbox}/faults/${id}`, { method: "DELETE" });
        await malik.card("Cortiças", "Vérifiée par VIES le", "Client créé.");
      } finally {
        await fetch(`${sandbox}/faults/${id}`, { method: "DELETE" });
      }
    });
  });
}

async function create(
  person: SlackPerson,
  [start, foreign]: readonly [string, string],
  [country, name, vatNumber]: readonly [string, string, string],
) {
  await person.say("/client");
  await person.press(start);
  await person.press(foreign, person.modal.window);
  await person.modal.type("name", name);
  await person.modal.choose("country", country, country);
  await person.modal.type("vatNumber", vatNumber);
  await person.modal.submit();
  await person.modal.closed();
}
