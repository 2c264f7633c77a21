/** The Slack console by itself, before a Worker of a few lines: keyboard, fields, two people, hostile text, a phone. */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildConsole } from "../sandbox/slack/console/build.ts";
import { type SlackStandIn, slackStandIn } from "../sandbox/slack/stand-in.ts";
import { openBrowser } from "./open-house.ts";

const TOKEN = "xoxb-console";
const HOSTILE = "&lt;!channel&gt; <script>window.caught = true</script> <javascript:alert(1)|a link> *<https://example.com|bold>*";

let browser: Browser;
let slack: SlackStandIn;
let url: string;
let server: ReturnType<typeof serve>;
const heard: Record<string, unknown>[] = [];

const plain = (text: string) => ({ type: "plain_text", text });
const option = (text: string) => ({ text: plain(text), value: text });

async function call(method: string, args: unknown) {
  const headers = { Authorization: `Bearer ${TOKEN}`, "Content-Type": "application/json" };
  const request = new Request(`http://slack.test/api/${method}`, { method: "POST", headers, body: JSON.stringify(args) });
  const answer = (await (await slack.fetch(request)).json()) as { ok: boolean };
  expect(answer).toMatchObject({ ok: true });
}

const form = {
  type: "modal",
  title: plain("New client"),
  submit: plain("Create"),
  notify_on_close: true,
  blocks: [
    {
      type: "input",
      block_id: "name",
      label: plain("Name"),
      element: { type: "plain_text_input", action_id: "value" },
    },
    {
      type: "input",
      block_id: "company",
      label: plain("Company"),
      element: { type: "external_select", action_id: "company", min_query_length: 2, focus_on_load: true },
    },
  ],
};

/** Opens a form on /client, suggests two companies, finds fault with the first submission. */
async function worker(request: Request): Promise<Response> {
  const sent = new URLSearchParams(await request.text());
  if (sent.get("command") === "/slow") return new Promise(() => {});
  if (sent.get("command")) {
    queueMicrotask(() => call("views.open", { trigger_id: sent.get("trigger_id"), view: form }));
    return new Response("");
  }
  const payload = JSON.parse(sent.get("payload") ?? "{}");
  heard.push(payload);
  if (payload.type === "block_suggestion") return Response.json({ options: ["ACME France", "ACME Logistique"].map(option) });
  if (payload.type !== "view_submission") return new Response("");
  const isFirst = heard.filter(({ type }) => type === "view_submission").length === 1;
  return isFirst ? Response.json({ response_action: "errors", errors: { name: "Too short" } }) : new Response("");
}

beforeAll(async () => {
  const commands = [
    { command: "/client", description: "Find or create a client", usage_hint: "[name]" },
    { command: "/slow", description: "Says nothing" },
  ];
  const console = await buildConsole();
  slack = slackStandIn({
    token: TOKEN,
    signingSecret: "s",
    workerUrl: "http://worker.test",
    send: worker,
    commands,
    console,
    patienceMs: 300,
  });
  await new Promise<void>((resolve) => {
    server = serve({ fetch: slack.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }: AddressInfo) => {
      url = `http://127.0.0.1:${port}/`;
      resolve();
    });
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  if (server && "closeAllConnections" in server) server.closeAllConnections();
  server?.close();
});

async function open(as: string, size = { width: 1280, height: 800 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(8_000);
  await page.goto(`${url}?as=${as}`);
  await page.getByTestId("composer").waitFor();
  return page;
}

const focused = (page: Page) => page.evaluate('document.activeElement?.getAttribute("data-testid")');

/** The focus is in the dialog, or on its way through the browser's own bars. */
const INSIDE = 'document.activeElement === document.body || document.activeElement?.closest("dialog") !== null';

describe("the Slack console", () => {
  it("is used with the keyboard alone, from the command to the form and back", async () => {
    const page = await open("U0JAMES");
    await page.getByTestId("composer").focus();
    await page.keyboard.type("/");
    expect(await page.getByRole("option").allInnerTexts()).toHaveLength(2);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    expect(await page.getByTestId("composer").inputValue()).toBe("/client ");
    await page.keyboard.press("Enter");
    await page.getByTestId("modal").waitFor();
    expect(await focused(page)).toBe("company");
    await page.keyboard.type("acme");
    await page.getByRole("option", { name: "ACME Logistique" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.getByTestId("modal").getByRole("combobox").inputValue()).toBe("ACME Logistique");
    for (let times = 0; times < 12; times += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(INSIDE)).toBe(true);
    }
    await page.keyboard.press("Escape");
    await page.getByTestId("modal").waitFor({ state: "hidden" });
    await expect.poll(() => heard.at(-1)?.type).toBe("view_closed");
    await page.close();
  });

  it("shows what is missing, then what the app says, at the field", async () => {
    const page = await open("U0JAMES");
    await page.getByTestId("composer").fill("/client ACME");
    await page.keyboard.press("Enter");
    await page.getByTestId("company").getByRole("combobox").fill("acme");
    await page.getByRole("option", { name: "ACME France" }).click();
    await page.getByTestId("modal-submit").click();
    const field = page.getByTestId("name");
    await expect.poll(() => field.getByRole("alert").innerText()).toContain("Please complete this required field.");
    expect(heard.filter(({ type }) => type === "view_submission")).toHaveLength(0);
    await field.getByRole("textbox").fill("A");
    await page.getByTestId("modal-submit").click();
    await expect.poll(() => field.getByRole("alert").innerText()).toContain("Too short");
    await field.getByRole("textbox").fill("ACME");
    await page.getByTestId("modal-submit").click();
    await page.getByTestId("modal").waitFor({ state: "hidden" });
    const sent = heard.at(-1) as { view: { state: { values: unknown } } };
    expect(sent.view.state.values).toMatchObject({
      name: { value: { value: "ACME" } },
      company: { company: { selected_option: { value: "ACME France" } } },
    });
    await page.close();
  });

  it("says when the app was silent for too long", async () => {
    const page = await open("U0JAMES");
    await page.getByTestId("composer").fill("/slow");
    await page.keyboard.press("Enter");
    await page.getByText('/slow failed with the error "operation_timeout"').waitFor();
    await page.reload();
    await page.getByTestId("messages").waitFor();
    expect(await page.getByTestId("message").count()).toBe(0);
    await page.close();
  });

  it("brings a message to the others at once, and shows hostile text as text", async () => {
    const [james, amelie] = [await open("U0JAMES"), await open("U0AMELIE")];
    await amelie.getByTestId("go-C0VENTES").click();
    await call("chat.postMessage", {
      channel: "C0VENTES",
      text: "x",
      blocks: [{ type: "section", text: { type: "mrkdwn", text: HOSTILE } }],
    });
    const message = amelie.getByTestId("message").last();
    await expect.poll(() => message.innerText()).toContain("<!channel> <script>window.caught = true</script>");
    expect(await message.locator(".mention").count()).toBe(0);
    expect(await message.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
      "https://example.com",
    ]);
    expect(await message.locator("strong a").innerText()).toBe("bold");
    expect(await amelie.evaluate('"caught" in window')).toBe(false);
    await expect.poll(() => james.getByTestId("go-C0VENTES").locator(".count").innerText()).toBe("1");
    await Promise.all([james.close(), amelie.close()]);
  });

  it("fits on a phone, with the sidebar as a drawer", async () => {
    const page = await open("U0MALIK", { width: 390, height: 844 });
    expect(await page.getByTestId("go-C0VENTES").isVisible()).toBe(false);
    await page.getByTestId("drawer").click();
    await page.getByTestId("go-C0VENTES").click();
    await expect.poll(() => page.getByTestId("conversation-name").innerText()).toBe("ventes");
    await page.getByTestId("composer").fill("/client ACME");
    await page.keyboard.press("Enter");
    await page.getByTestId("modal").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.close();
  });
});
