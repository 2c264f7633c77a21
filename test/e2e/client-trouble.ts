/** What goes wrong on the way to a client: each ends in a clear sentence at the right place, and nothing half done. */
import { afterEach, describe, expect, it } from "vitest";
import { companyNamed } from "../fixtures/companies.ts";
import { type CrmRecords, recordsOf, rowsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";
import type { OpenHouse } from "./open-house.ts";
import { readText } from "./slack-person.ts";

export function clientTrouble({ house, enter }: Doors) {
  const records = (): CrmRecords => recordsOf(house(), "builtin");

  describe("what is typed wrong", () => {
    it("is said at its field, and nothing is created", async () => {
      const malik = await enter("U0MALIK");
      const before = (await records().all()).length;
      await malik.say("/client");
      await malik.press("Nouveau client");
      await malik.modal.choose("company", "société zzyx", /^Saisir « société zzyx » à la main/);
      await malik.modal.type("siren", "732 829 321");
      await malik.modal.type("email", "jeanne@");
      await malik.modal.tick("Client", false);
      await malik.modal.submit();
      await expect.poll(() => malik.modal.error("email").innerText()).toMatch(/e-mail/);
      expect(await malik.modal.error("kinds").innerText()).toBeTruthy();
      await malik.modal.type("email", "jeanne@zzyx.example");
      await malik.modal.tick("Client");
      await malik.modal.submit();
      await expect
        .poll(() => readText(malik.modal.error("siren")))
        .toBe("Ce SIREN est mal recopié : sa clé est fausse. Vérifiez chaque chiffre.");
      expect(await malik.modal.field("name").getByRole("textbox").inputValue()).toBe("société zzyx");
      expect(await records().all()).toHaveLength(before);
    });

    it("a note of 10,000 characters is refused at the note, and what was typed stays", async () => {
      const malik = await enter("U0MALIK");
      await malik.say("/client nuage");
      await malik.press("Saisir à la main");
      await malik.modal.type("siren", "002 011 856");
      await malik.press("Ajouter une note", malik.modal.window);
      await malik.modal.type("note", "à".repeat(10_000));
      await malik.modal.submit();
      await expect.poll(() => malik.modal.error("note").innerText()).toContain("trop long");
      expect(await malik.modal.field("siren").getByRole("textbox").inputValue()).toBe("002 011 856");
    });

    it("a company that the register does not know is refused on the card, which says that nothing was created", async () => {
      const malik = await enter("U0MALIK");
      await malik.say("/client 552 032 534");
      await malik.press("Saisir à la main");
      await malik.modal.type("name", "Personne ne me connaît");
      await malik.modal.submit();
      await malik.modal.closed();
      const card = await readText(await malik.card("Personne ne me connaît", "Rien n’a été créé."));
      expect(card).toContain("Le registre ne connaît aucune entreprise sous ce numéro.");
      expect(await records().named("Personne ne me connaît")).toEqual([]);
    });
  });

  describe("a closed company", () => {
    const closed = "IMPRIMERIE DES LILAS";

    it("cannot be created by sales", async () => {
      const malik = await enter("U0MALIK");
      await malik.say("/client imprimerie des lilas");
      expect(await readText(malik.answer())).toContain("fermée");
      expect(
        await malik
          .answer()
          .getByRole("button", { name: /^Créer/ })
          .count(),
      ).toBe(0);
      await malik.say("/client");
      await malik.press("Nouveau client");
      await malik.modal.choose("company", "imprimerie des lilas", /^IMPRIMERIE DES LILAS/);
      await malik.modal.window.getByText("Votre rôle ne permet pas de la créer").waitFor();
      await malik.modal.submit();
      await expect.poll(() => malik.modal.error("company").innerText()).toContain("votre rôle ne permet pas de la créer");
      expect(await records().named(closed)).toEqual([]);
    });

    it("can be created by accounting, with a reason", async () => {
      const claire = await enter("U0CLAIRE");
      await claire.say("/client imprimerie des lilas");
      await claire.press(/^Créer IMPRIMERIE/);
      await claire.modal.window.getByText("Elle ne sera créée que si vous indiquez un motif.").waitFor();
      await claire.modal.submit();
      await claire.modal.error("closedReason").waitFor();
      await claire.modal.type("closedReason", "Solde d’une ancienne facture");
      await claire.modal.submit();
      await claire.modal.closed();
      expect(await readText(await claire.card(closed, "Client créé."))).toMatch(/Fermée (depuis le|selon le registre)/);
      expect(await records().named(closed)).toHaveLength(1);
    });
  });

  describe("a client that is nearly there already", () => {
    const createPerson = async (name: string) => {
      const malik = await enter("U0MALIK");
      await malik.say("/client");
      await malik.press("Nouveau client");
      await malik.press("Entreprise étrangère", malik.modal.window);
      await malik.modal.type("name", name);
      await malik.modal.choose("country", "belg", "Belgique");
      await malik.modal.submit();
      await malik.modal.closed();
      return malik;
    };

    it("is asked about, and the existing one is used when the person says so", async () => {
      const malik = await createPerson("Octet vert");
      const question = await malik.card("Est-ce le même client que OCTET VERT ?");
      await question.getByRole("button", { name: "Utiliser la fiche existante" }).dblclick();
      const card = await readText(await malik.card("OCTET VERT", /Déjà dans votre fichier/));
      expect(card).toContain("rien n’a été créé en double");
      expect(await records().named("Octet vert")).toEqual([]);
    });

    it("is created beside it when the person says so", async () => {
      const malik = await createPerson("Octet Vert");
      const question = await malik.card("Est-ce le même client que OCTET VERT ?");
      await malik.press("Créer une autre fiche", question);
      await malik.card("Octet Vert", "Client créé.");
      expect(await records().named("Octet Vert")).toHaveLength(1);
      expect(await records().named("OCTET VERT")).toHaveLength(1);
    });
  });

  describe("who may not", () => {
    it("is told politely when a guest, and it leaves a row in the trail", async () => {
      const guest = await enter("U0GUEST");
      await guest.say("/client nuage");
      const answer = await readText(guest.answer());
      expect(answer).toContain("Les invités de l’espace de travail n’ont pas accès à Passerelle.");
      expect(answer).not.toContain("NUAGE");
      const trail = rowsOf(house(), "SELECT outcome FROM audit WHERE code = 'guest' AND actor = 'P-U0GUEST'");
      expect(trail).toMatchObject([{ outcome: "refused" }]);
    });

    it("finds no button that leads nowhere when an employee", async () => {
      const tom = await enter("U0TOM");
      await tom.say("/client acme");
      expect(await readText(tom.answer())).toContain("ACME FRANCE");
      expect(await tom.answer().getByRole("button").count()).toBe(0);
    });
  });

  describe("a register that does not answer", () => {
    afterEach(() => mend(house()));

    it("is said in the list of the window, where what is known and the way by hand stay", async () => {
      await makeFail(house(), { kind: "500", match: { service: "register" }, times: "always" });
      const james = await enter("U0JAMES");
      await james.say("/client");
      await james.press("New client");
      const list = james.modal.field("company").getByRole("listbox");
      await james.modal.field("company").getByRole("combobox").fill("nuag");
      await list.getByText(/Enter “nuag” by hand/).waitFor();
      expect(await readText(list)).toMatch(/NUAGE ET CIE[\s\S]*The register does not answer right now/);
    });

    it("never makes a client invalid: created, not verified yet, and verified when it is back", async () => {
      const { name, siren } = companyNamed("GARAGE MARTIN");
      await makeFail(house(), { kind: "500", match: { service: "register" }, times: "always" });
      const malik = await enter("U0MALIK");
      await malik.say("/client pixel");
      expect(await readText(malik.answer())).toMatch(/PIXEL & PAPIER[\s\S]*Le registre des entreprises ne répond pas/);
      await malik.say(`/client ${siren}`);
      await malik.press("Saisir à la main");
      await malik.modal.type("name", "Garage Martin, Orléans");
      await malik.modal.submit();
      await malik.modal.closed();
      const card = await malik.card("Garage Martin, Orléans", "Pas encore vérifiée");
      expect(await readText(card)).not.toMatch(/invalide|incorrect/i);
      expect(await records().named("Garage Martin, Orléans")).toMatchObject([{ siren }]);
      await mend(house());
      await malik.card(name, "Vérifiée au registre le", "Client créé.");
      expect(await records().named(name)).toMatchObject([{ siren }]);
      expect(await records().named("Garage Martin, Orléans")).toEqual([]);
    });
  });
}

async function makeFail(house: OpenHouse, fault: object) {
  const headers = { "Content-Type": "application/json" };
  await fetch(`${house.sandbox}/faults`, { method: "POST", headers, body: JSON.stringify(fault) });
}

async function mend(house: OpenHouse) {
  await fetch(`${house.sandbox}/faults`, { method: "DELETE" });
}
