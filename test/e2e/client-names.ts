/** What people write is shown as they wrote it: no markup, mention, link or script comes of it. */
import { describe, expect, it } from "vitest";
import { recordsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";

const NAMES = [
  ["markup", "*gras* _italique_ ~barré~ `code` :smile:"],
  ["a mention of everybody", "<!channel> @here <@U0AMELIE> & Cie"],
  ["a link and a script", "<script>window.caught=1</script> <https://evil.example|cliquez> https://evil.example"],
  ["emoji and writing from the right", "😀 שלום مرحبا بالعالم 👩‍👩‍👧"],
] as const;

export function clientNames({ house, enter }: Doors) {
  describe.each(NAMES)("a name with %s", (_, name) => {
    it("is shown as text, on the card and in the list", async () => {
      const malik = await enter("U0MALIK");
      await malik.say("/client");
      await malik.press("Nouveau client");
      await malik.press("Particulier", malik.modal.window);
      await malik.modal.type("name", name);
      await malik.modal.type("note", name);
      await malik.modal.submit();
      await malik.modal.closed();
      const card = await malik.card(name, "Client créé.");
      expect(await card.getByRole("heading").first().innerText()).toBe(name);
      expect(await card.locator("a, .mention, .block-section em, .block-section code, .block-section s").count()).toBe(0);
      expect(await malik.page.evaluate('"caught" in window')).toBe(false);
      expect(await recordsOf(house(), "builtin").named(name)).toMatchObject([{ note: name }]);

      await malik.say(`/client ${name}`);
      expect(await malik.answer().innerText()).toContain(name);
      expect(await malik.answer().locator("a, .mention").count()).toBe(0);
    });
  });
}
