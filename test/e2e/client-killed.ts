/** A bad day that a person brings about in the console's own panel: the Worker dies while it talks to Dolibarr. */
import { expect, it } from "vitest";
import { recordsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";
import { readText } from "./slack-person.ts";

const COMPANY = "OCÉAN & FILS";

/** A run whose Worker died is taken up within a minute: the other tests go on meanwhile, and `afterTheKill` looks. */
export function killInTheMiddle({ house, enter }: Doors) {
  it("loses the Worker in the middle of a request", async () => {
    const [malik, administrator] = [await enter("U0MALIK"), await enter("U0AMELIE")];
    await malik.say("/client");
    await malik.press("Nouveau client");
    await malik.press("Particulier", malik.modal.window);
    await malik.modal.type("name", COMPANY);

    const panel = administrator.page.getByTestId("faults-panel");
    await administrator.page.getByTestId("faults").click();
    await panel.getByTestId("fault-service").selectOption("dolibarr");
    await panel.getByTestId("fault-kind").selectOption("kill");
    await panel.getByTestId("fault-add").click();
    await panel.getByTestId("faults-clear").waitFor();

    await malik.modal.submit();
    await malik.modal.closed();
    await expect.poll(() => readText(panel), { timeout: 20_000 }).toContain("Tout va bien");
    const isBack = () =>
      fetch(`${house().worker}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isBack, { timeout: 20_000 }).toBe(true);
  });
}

export function afterTheKill({ house, enter }: Doors) {
  it("has made one client and shown one card, although its Worker was killed", { timeout: 130_000 }, async () => {
    const malik = await enter("U0MALIK");
    const cards = malik.cards().filter({ hasText: COMPANY });
    await cards.filter({ hasText: "Client créé." }).waitFor({ timeout: 120_000 });
    expect(await cards.count()).toBe(1);
    expect(await recordsOf(house(), "dolibarr").named(COMPANY)).toHaveLength(1);
  });
}
