/** One person before the console: what they type, press and read. The words they read are the tests' own. */
import type { Browser, Locator, Page } from "playwright-core";
import type { OpenHouse } from "./open-house.ts";

/** A run that meets no trouble is done within a second or two; a busy machine gets more. */
const PATIENCE_MS = 20_000;

export interface SlackPerson {
  page: Page;
  /** Types it into the composer and sends it. */
  say(text: string): Promise<void>;
  /** The latest answer that only this person sees. */
  answer(): Locator;
  /** The cards and messages that stay, the latest first. */
  cards(): Locator;
  /** The latest card that holds all these words, once it does. */
  card(...words: (string | RegExp)[]): Promise<Locator>;
  /** Presses a button that is named so, in whatever is given. */
  press(name: string | RegExp, where?: Locator): Promise<void>;
  modal: SlackModal;
  leave(): Promise<void>;
}

export interface SlackModal {
  window: Locator;
  /** Waits for the window and says its title. */
  title(): Promise<string>;
  field(blockId: string): Locator;
  type(blockId: string, text: string): Promise<void>;
  /** Types into the live search and presses the option. */
  choose(blockId: string, typed: string, option: string | RegExp): Promise<void>;
  tick(label: string, on?: boolean): Promise<void>;
  error(blockId: string): Locator;
  submit(): Promise<void>;
  /** Waits until the submission has closed it. */
  closed(): Promise<void>;
  /** Waits until the submission has made it say this. */
  says(text: string): Promise<void>;
}

export async function openSlack(
  browser: Browser,
  house: OpenHouse,
  slackUser: string,
  viewport = { width: 1280, height: 800 },
): Promise<SlackPerson> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${house.sandbox}/?as=${slackUser}`);
  await page.getByTestId("composer").waitFor();
  return personAt(page);
}

/** What one reads there: the spaces that keep a number on one line are spaces to a reader. */
export const readText = async (where: Locator): Promise<string> => (await where.innerText()).replace(/[\u00a0\u202f]/g, " ");

function personAt(page: Page): SlackPerson {
  const answers = page.locator("[data-testid=message][data-ephemeral=true]");
  const cards = page.locator("[data-testid=message]:not([data-ephemeral])");
  return {
    page,
    async say(text) {
      // A machine that is busy with other tests may miss Slack's three seconds (the figures measure those): one says it again.
      for (let tries = 1; tries <= 3; tries += 1) {
        const before = await answers.count();
        await page.getByTestId("composer").fill(text);
        // The list of commands is open while one types the command alone: its first Enter would only complete it.
        await page.getByTestId("composer").press("Escape");
        await page.getByTestId("composer").press("Enter");
        await answers.nth(before).waitFor();
        if (!(await answers.last().innerText()).includes("operation_timeout")) return;
      }
    },
    answer: () => answers.last(),
    cards: () => cards,
    async card(...words) {
      const found = words.reduce<Locator>((all, hasText) => all.filter({ hasText }), cards).last();
      await found.waitFor({ timeout: 40_000 });
      return found;
    },
    press: (name, where = answers.last()) => where.getByRole("button", { name }).click(),
    modal: modalAt(page),
    leave: () => page.context().close(),
  };
}

function modalAt(page: Page): SlackModal {
  const window = page.getByTestId("modal");
  const field = (blockId: string) => window.locator(`[data-block-id="${blockId}"]`);
  const notice = page.getByTestId("modal-notice");
  /** "We had some trouble connecting": a busy machine may miss Slack's three seconds. One presses again, and nothing is done twice. */
  async function submitted(end: Promise<void>): Promise<void> {
    const done = end.then(() => "done");
    const trouble = notice.waitFor().then(
      () => "trouble",
      () => done, // no such notice: what is waited for decides
    );
    if ((await Promise.race([done, trouble])) === "trouble") await page.getByTestId("modal-submit").click();
    await end;
  }
  return {
    window,
    title: () => window.locator("#modal-title").innerText(),
    field,
    type: (blockId, text) => field(blockId).getByRole("textbox").fill(text),
    async choose(blockId, typed, option) {
      await field(blockId).getByRole("combobox").click();
      await field(blockId).getByRole("combobox").fill(typed);
      await window.getByRole("option", { name: option }).first().click();
    },
    tick: (label, on = true) => window.getByRole("checkbox", { name: label }).setChecked(on),
    error: (blockId) => field(blockId).getByRole("alert"),
    submit: () => page.getByTestId("modal-submit").click(),
    closed: () => submitted(window.waitFor({ state: "hidden" })),
    says: (text) => submitted(window.getByText(text).waitFor()),
  };
}
