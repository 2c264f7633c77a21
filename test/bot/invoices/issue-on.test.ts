/** Issuing on a chosen day: today by default, never in the future, never before the last of the series; said at the field. */
import { beforeEach, describe, expect, it } from "vitest";
import { addDays } from "../../../edge/invoices/due-date.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { openWorld, type World, words } from "../world.ts";
import { emptyBooks, openFirm, salesIn } from "./sale-steps.ts";

let world: World;
let sales: ReturnType<typeof salesIn>;
const CLAIRE = "U0CLAIRE";
const TODAY = parisDay();
const BEFORE = addDays(TODAY, -3);

beforeEach(async () => {
  await emptyBooks();
  await openFirm();
  world = openWorld();
  sales = salesIn(world);
  await world.know(CLAIRE);
  await sales.acme();
});

async function draft() {
  await sales.say(CLAIRE, "/facture", "acme 1 x Conseil 100 €");
  await sales.press(CLAIRE, sales.answer(CLAIRE), "sale_create");
  return sales.card(CLAIRE);
}
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const french = (day: string) => new Intl.DateTimeFormat("fr", { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
const choose = async (card: Awaited<ReturnType<typeof draft>>) => sales.press(CLAIRE, card, "paper_issue_on");
const on = (issuedOn: string) => sales.submit(CLAIRE, { issuedOn });
const issued = () =>
  sales.rows<{ number: string; on: string }>(`SELECT number, issued_on AS "on" FROM invoices WHERE number IS NOT NULL ORDER BY seq`);

describe("the day of an invoice", () => {
  it("is today unless another one is chosen", async () => {
    await choose(await draft());
    expect(JSON.stringify(sales.modal(CLAIRE))).toContain(`"initial_date":"${TODAY}"`);
    await sales.submit(CLAIRE);
    await choose(await draft());
    await on(TODAY);
    expect((await issued()).map((row) => row.on)).toEqual([TODAY, TODAY]);
  });

  it("may be an earlier one, up to the last of the series; the due date follows it", async () => {
    await choose(await draft());
    await on(BEFORE);
    expect(spaced(words(sales.card(CLAIRE)))).toMatch(/Facture F-\d{4}-0001/);
    expect(await sales.rows("SELECT document ->> '$.issuedOn' AS day, document ->> '$.dueOn' AS due FROM invoices")).toEqual([
      { day: BEFORE, due: addDays(BEFORE, 30) },
    ]);
    await choose(await draft());
    expect(spaced(words(sales.modal(CLAIRE)))).toContain("La dernière facture de la série");
    const { errors } = await on(addDays(BEFORE, -1));
    expect(spaced(errors?.issuedOn ?? "")).toBe(
      `La facture F-${BEFORE.slice(0, 4)}-0001 est du ${spaced(french(BEFORE))}, et les numéros suivent l’ordre des dates : choisissez cette date ou une plus récente.`,
    );
    await on(BEFORE);
    expect((await issued()).map((row) => row.on)).toEqual([BEFORE, BEFORE]);
  });

  it("is never one to come", async () => {
    await choose(await draft());
    const { errors } = await on(addDays(TODAY, 1));
    expect(spaced(errors?.issuedOn ?? "")).toContain("ne se date pas dans l’avenir");
    expect(await issued()).toEqual([]);
  });

  it("is the first one's when two ask for two", async () => {
    const card = structuredClone(await draft());
    await choose(card);
    const window = structuredClone(sales.modal(CLAIRE));
    await sales.press(CLAIRE, card, "paper_issue");
    await sales
      .person(CLAIRE)
      .submit(window as never, { issuedOn: TODAY } as never)
      .catch(() => undefined);
    await world.settled();
    expect(await issued()).toHaveLength(1);
  });

  it("is for those who issue", async () => {
    const card = structuredClone(await draft());
    expect(JSON.stringify(card)).toContain("paper_issue_on");
    await world.know("U0JAMES");
    await sales.press("U0JAMES", card, "paper_issue_on").catch(() => undefined);
    expect(JSON.stringify(sales.person("U0JAMES").modal() ?? {})).not.toContain("paper_issue_submit");
  });
});
