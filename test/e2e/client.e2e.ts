/** A browser drives the console of `npm start` through /client, on both CRMs; each house is opened once for all of it. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe } from "vitest";
import { clientAbroad } from "./client-abroad.ts";
import { clientJourneys } from "./client-journeys.ts";
import { afterTheKill, killInTheMiddle } from "./client-killed.ts";
import { clientNames } from "./client-names.ts";
import { clientReviewed } from "./client-reviewed.ts";
import { clientTrouble } from "./client-trouble.ts";
import { doorsOf } from "./doors.ts";
import { keyboard } from "./keyboard.ts";
import { type OpenHouse, openBrowser, openHouse } from "./open-house.ts";
import { passerelleCommand } from "./passerelle-command.ts";
import { testMail } from "./test-mail.ts";

let browser: Browser;
let houses: Record<"builtin" | "dolibarr", OpenHouse>;

beforeAll(async () => {
  browser = await openBrowser();
  const [builtin, dolibarr] = await Promise.all([openHouse({ crm: "builtin" }), openHouse({ crm: "dolibarr" })]);
  houses = { builtin, dolibarr };
});

afterAll(async () => {
  await browser?.close();
  await Promise.all(Object.values(houses ?? {}).map((house) => house.close()));
});

const doors = {
  builtin: doorsOf(() => ({ browser, house: houses.builtin })),
  dolibarr: doorsOf(() => ({ browser, house: houses.dolibarr })),
};

describe("/client", () => {
  killInTheMiddle(doors.dolibarr);
  describe.each(["builtin", "dolibarr"] as const)("on %s", (crm) => clientJourneys(crm, doors[crm]));
  // What no CRM changes is proved on one.
  keyboard(doors.builtin);
  clientNames(doors.builtin);
  clientTrouble(doors.builtin);
  clientAbroad(doors.builtin);
  clientReviewed(doors.builtin);
  passerelleCommand(doors.builtin);
  testMail(doors.builtin);
  afterTheKill(doors.dolibarr);
});
