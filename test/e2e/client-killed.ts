/** A bad day that a person brings about in the console's own panel: the Worker dies while Dolibarr writes. */
import { expect, it } from "vitest";
import { recordsOf } from "./crm-records.ts";
import type { Doors } from "./doors.ts";
import { readText } from "./slack-person.ts";

export function clientKilled({ house, enter }: Doors) {
  it("creates one client and shows one card when the Worker is killed in the middle of it", { timeout: 150_000 }, async () => {
    const company = "OCÉAN & FILS";
    const malik = await enter("U0MALIK");
    await malik.say("/client");
    await malik.press("Nouveau client");
    await malik.press("Particulier", malik.modal.window);
    await malik.modal.type("name", company);

    const administrator = await enter("U0AMELIE");
    await administrator.page.getByTestId("faults").click();
    await administrator.page.getByTestId("fault-service").selectOption("dolibarr");
    await administrator.page.getByTestId("fault-kind").selectOption("kill");
    await administrator.page.getByTestId("fault-add").click();
    await administrator.page.getByTestId("faults-clear").waitFor();

    await malik.modal.submit();
    await malik.modal.closed();
    const created = malik.cards().filter({ hasText: company }).filter({ hasText: "Client créé." });
    await created.waitFor({ timeout: 120_000 });
    expect(await malik.cards().filter({ hasText: company }).count()).toBe(1);
    expect(await recordsOf(house(), "dolibarr").named(company)).toHaveLength(1);
    // The fault has struck: it waits no longer.
    await expect.poll(() => readText(administrator.page.getByTestId("faults-panel")), { timeout: 5_000 }).toContain("Tout va bien");
  });
}
