/** The doors of a house: who came in during a test has left when it is over. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type OpenHouse, openBrowser, openHouse } from "./open-house.ts";
import { openSlack, type SlackPerson } from "./slack-person.ts";

export interface Doors {
  house(): OpenHouse;
  enter(slackUser: string): Promise<SlackPerson>;
}

/** To be called where tests are declared. */
export function doorsOf(stage: () => { browser: Browser; house: OpenHouse }): Doors {
  const inside: SlackPerson[] = [];
  afterEach(async () => {
    await Promise.all(inside.splice(0).map((person) => person.leave()));
  });
  return {
    house: () => stage().house,
    async enter(slackUser) {
      const { browser, house } = stage();
      const person = await openSlack(browser, house, slackUser);
      inside.push(person);
      return person;
    },
  };
}

/** A browser and a house for all tests of a file, and its doors. To be called where tests are declared. */
export function openDoors(began: (stage: { browser: Browser; house: OpenHouse }) => void = () => {}): Doors {
  let browser: Browser | undefined;
  let house: OpenHouse | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
    house = await openHouse();
    began({ browser, house });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });
  return doorsOf(() => ({ browser, house }) as { browser: Browser; house: OpenHouse });
}
