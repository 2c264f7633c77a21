/** /passerelle: help that fits the person, and the story of a run for those who may read it. */
import { describe, expect, it } from "vitest";
import type { Doors } from "./doors.ts";
import { readText } from "./slack-person.ts";

export function passerelleCommand({ enter }: Doors) {
  describe("/passerelle", () => {
    it("shows each person what they may do, in their language", async () => {
      const [malik, james, amelie] = [await enter("U0MALIK"), await enter("U0JAMES"), await enter("U0AMELIE")];
      for (const person of [malik, james, amelie]) await person.say("/passerelle");
      expect(await readText(malik.answer())).toMatch(/Ce que Passerelle fait pour vous[\s\S]*\/client/);
      expect(await readText(malik.answer())).not.toContain("/passerelle role");
      expect(await readText(james.answer())).toMatch(/What Passerelle does for you[\s\S]*\/client/);
      expect(await readText(amelie.answer())).toContain("/passerelle role");
    });

    it("tells a run's story to the one who asked and to an admin, to nobody else", async () => {
      const [malik, tom, amelie] = [await enter("U0MALIK"), await enter("U0TOM"), await enter("U0AMELIE")];
      await malik.say("/client octet vert");
      await malik.press(/^Voir OCTET VERT/);
      await malik.press(/^Modifier OCTET VERT/);
      await malik.modal.type("note", "Payent à 30 jours.");
      await malik.modal.submit();
      await malik.modal.closed();
      const card = await readText(await malik.card("OCTET VERT", "Fiche mise à jour."));
      const [, reference = ""] = /Référence : (\w+)/.exec(card) ?? [];
      for (const person of [malik, tom, amelie]) await person.say(`/passerelle run ${reference}`);
      for (const reader of [malik, amelie]) {
        const story = await readText(reader.answer());
        expect(story).toContain(`Modification d’un client, référence ${reference}`);
        expect(story).toMatch(/demandée[\s\S]*Modification de la fiche[\s\S]*terminée/);
      }
      expect(await readText(tom.answer())).toContain("Aucune demande à vous sous cette référence.");
    });

    it("takes a typo for the nearest command", async () => {
      const malik = await enter("U0MALIK");
      await malik.say("/passerelle aid");
      expect(await readText(malik.answer())).toMatch(/n’est pas une commande de Passerelle\. La plus proche : \/passerelle (aide|help)/);
    });
  });
}
