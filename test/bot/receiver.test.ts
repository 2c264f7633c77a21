/** Slack's door itself: who may knock, what is understood, and what is answered. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createBot } from "../../bot/app.ts";
import { handleSlack } from "../../bot/receiver.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { emptyTables, openWorld, SECRET, signed, signedEvent, signedPayload, type World } from "./world.ts";

const FORM = "application/x-www-form-urlencoded";
const command = (name: string, text = "") =>
  new URLSearchParams({
    command: name,
    text,
    user_id: "U0MALIK",
    team_id: "T0ATELIER",
    trigger_id: "1.2.3",
    response_url: "http://slack.test/response/1/2",
  }).toString();
const now = () => Math.floor(Date.now() / 1000);

let world: World;
beforeEach(async () => {
  await emptyTables();
  world = openWorld({ SLACK_SIGNING_SECRET_PREVIOUS: "the-former-secret" });
});
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

const statusOf = async (request: Request) => (await world.send(request)).status;

describe("who may knock", () => {
  it("takes Slack's signature, by either secret while it is rotated", async () => {
    expect(await statusOf(await signed(FORM, command("/client")))).toBe(200);
    expect(await statusOf(await signed(FORM, command("/client"), { secret: "the-former-secret" }))).toBe(200);
    expect(await statusOf(await signed(FORM, command("/client"), { secret: "a-third-one" }))).toBe(401);
  });

  it("takes five minutes of skew, both ways, and no more", async () => {
    for (const skew of [-295, 295]) expect(await statusOf(await signed(FORM, command("/client"), { at: now() + skew }))).toBe(200);
    for (const skew of [-305, 305]) expect(await statusOf(await signed(FORM, command("/client"), { at: now() + skew }))).toBe(401);
  });

  it("refuses a body that was changed, a signature that is none, a time that is none; without a word why", async () => {
    const good = await signed(FORM, command("/client"));
    const refused = [
      new Request(good, { body: command("/client", "changed") }),
      ...["", "v0=", "v0=zz", `v1=${"0".repeat(64)}`, `v0=${"0".repeat(63)}`].map((signature) =>
        changed(good, "X-Slack-Signature", signature),
      ),
      ...["", "soon", "1e9", "-1", "99999999999999"].map((time) => changed(good, "X-Slack-Request-Timestamp", time)),
    ];
    for (const request of refused) {
      const response = await world.send(request);
      expect([response.status, await response.text()]).toEqual([401, ""]);
    }
  });

  it("answers only POST", async () => {
    expect(await statusOf(new Request("http://worker.test/slack/events"))).toBe(405);
  });

  it("stops reading at a megabyte, whatever Content-Length says", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect(
      await statusOf(new Request("http://worker.test/slack/events", { method: "POST", body: endless, headers: { "Content-Type": FORM } })),
    ).toBe(413);
    expect(pulled).toBeLessThan(1_500_000);
    const said = changed(await signed(FORM, command("/client")), "Content-Length", "2000000");
    expect(await statusOf(said)).toBe(413);
  });

  function changed(request: Request, header: string, value: string): Request {
    const headers = new Headers(request.headers);
    headers.set(header, value);
    return new Request(request.clone(), { headers });
  }
});

describe("what is understood", () => {
  it("answers Slack's own checks", async () => {
    const check = await world.send(
      new Request("http://worker.test/slack/events", { method: "POST", body: "ssl_check=1&token=x", headers: { "Content-Type": FORM } }),
    );
    expect([check.status, await check.text()]).toEqual([200, ""]);
    const challenge = await world.send(await signedEvent({ type: "url_verification", challenge: "3eZbrw1a", token: "x" }));
    expect(await challenge.json()).toEqual({ challenge: "3eZbrw1a" });
    expect(await statusOf(await signed("application/json", '{"type":"url_verification","challenge":"x"}', { secret: "not ours" }))).toBe(
      401,
    );
  });

  it.each([
    ["no form", FORM, ""],
    ["no command", FORM, "user_id=U1&team_id=T1"],
    ["no JSON", "application/json", "{"],
    ["a JSON that is no object", "application/json", "[1]"],
    ["an event without an event", "application/json", '{"type":"event_callback","team_id":"T1"}'],
    ["an event without a type", "application/json", '{"type":"event_callback","team_id":"T1","event":{}}'],
    ["an event of nobody", "application/json", '{"type":"event_callback","team_id":"T1","event":{"type":"user_change","user":null}}'],
    ["another type", "text/plain", "hello"],
    ["no type at all", "", "hello"],
    ["a payload that is no JSON", FORM, "payload=%7B"],
    ["a payload that is null", FORM, "payload=null"],
    ["a payload of nobody", FORM, `payload=${encodeURIComponent('{"type":"block_actions","actions":[{"action_id":"a"}]}')}`],
    ["no action", FORM, `payload=${encodeURIComponent('{"type":"block_actions","user":{"id":"U1"},"actions":[]}')}`],
    ["a view that is a text", FORM, `payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U1"},"view":"V1"}')}`],
    ["a team that is a number", FORM, `payload=${encodeURIComponent('{"type":"shortcut","callback_id":"x","user":{"id":"U1"},"team":7}')}`],
  ])("refuses as malformed: %s", async (_what, type, body) => {
    expect(await statusOf(await signed(type, body))).toBe(400);
  });

  it("never answers 5xx to what is signed and odd", async () => {
    const base = { user: { id: "U0MALIK" }, team: { id: "T0ATELIER" } };
    const odd: unknown[] = [
      { ...base, type: "block_actions", actions: [{ action_id: "client_show:0", value: 7 }] },
      { ...base, type: "block_actions", actions: [{ action_id: "company" }], view: {} },
      { ...base, type: "block_actions", actions: [{ action_id: "answer:twin:new", value: "nothing" }] },
      { ...base, type: "block_suggestion", action_id: "company", value: { a: 1 } },
      { ...base, type: "view_submission", view: { id: "V1", callback_id: "create_client", state: 7, private_metadata: 7, blocks: 7 } },
      { ...base, type: "view_submission", view: { id: "V1", callback_id: "edit_client", state: null, private_metadata: "{" } },
      { ...base, type: "view_closed", view: { id: "V1", callback_id: "create_client" } },
      { type: "shortcut", callback_id: "new_client", user: { id: "U0MALIK" }, team: null },
      { ...base, type: "something_new" },
    ];
    for (const payload of odd) expect(await statusOf(await signedPayload(payload)), JSON.stringify(payload)).toBe(200);
    for (const event of [
      { type: "user_change", user: { id: 7 } },
      { type: "app_home_opened" },
      { type: "message", channel: {} },
      { type: "unheard_of" },
    ])
      expect(await statusOf(await signedEvent({ type: "event_callback", team_id: "T0ATELIER", event_id: "Ev1", event })), event.type).toBe(
        200,
      );
  });
});

describe("what is answered", () => {
  it("an unknown command: the nearest one, to the person alone", async () => {
    const answer = await (await world.send(await signed(FORM, command("/clint", "acme")))).json<{ response_type: string; text: string }>();
    expect(answer).toEqual({ response_type: "ephemeral", text: expect.stringContaining("/client") });
  });

  it("an unknown interaction: 200 and nothing", async () => {
    const response = await world.send(
      await signedPayload({ type: "block_actions", user: { id: "U1" }, actions: [{ action_id: "of_another_age" }] }),
    );
    expect([response.status, await response.text()]).toEqual([200, ""]);
    const options = await world.send(
      await signedPayload({ type: "block_suggestion", user: { id: "U1" }, action_id: "of_another_age", value: "x" }),
    );
    expect(await options.json()).toEqual({ options: [] });
  });

  it("text, JSON or nothing, at the acknowledgement; the rest goes on afterwards", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let ended = false;
    const bot = await createBot([
      (app) => {
        app.command("/text", ({ ack }) => ack("said"));
        app.command("/json", ({ ack }) => ack({ text: "said" }));
        app.command("/slow", async ({ ack }) => {
          await ack();
          await held;
          ended = true;
        });
      },
    ]);
    const send = async (name: string) => handleSlack(await signed(FORM, command(name)), world.house(), bot);
    expect(await (await send("/text")).text()).toBe("said");
    expect(await (await send("/json")).json()).toEqual({ text: "said" });
    expect(await (await send("/slow")).text()).toBe("");
    expect(ended).toBe(false);
    release();
    await world.settled();
    expect(ended).toBe(true);
  });

  it("a throw before the acknowledgement: a sentence and a reference, never silence", async () => {
    const bot = await createBot([
      (app) => {
        app.command("/bad", () => Promise.reject(new PasserelleError("rate_limited")));
        app.view("bad", () => Promise.reject(new Error("a bug, with a secret in it")));
        app.options("bad", () => Promise.reject(new PasserelleError("vendor_unavailable")));
      },
    ]);
    const send = async (request: Request) => (await handleSlack(request, world.house(), bot)).json<Record<string, unknown>>();
    expect(await send(await signed(FORM, command("/bad")))).toEqual({
      response_type: "ephemeral",
      text: expect.stringMatching(/^Le service appelé reçoit trop de demandes.* Rien n’a été créé\. .*Référence\s: [0-9a-f]{12}$/),
    });
    const view = { id: "V1", callback_id: "bad", blocks: [{ type: "section" }, { type: "input", block_id: "first" }] };
    const errors = await send(await signedPayload({ type: "view_submission", user: { id: "U1" }, view }));
    expect(errors).toEqual({ response_action: "errors", errors: { first: expect.stringContaining("erreur inattendue") } });
    expect(JSON.stringify(errors)).not.toContain("secret");
    const options = await send(await signedPayload({ type: "block_suggestion", user: { id: "U1" }, action_id: "bad", value: "x" }));
    expect(options).toMatchObject({ options: [{ text: { text: expect.stringContaining("ne répond pas") } }] });
  });

  it("one signed request a hundred times: one run", async () => {
    await world.know("U0MALIK");
    const view = {
      id: "V0SAME",
      callback_id: "create_client",
      private_metadata: '{"mode":"person"}',
      blocks: [],
      state: {
        values: {
          name: { name: { type: "plain_text_input", value: "Jeanne Durand" } },
          kinds: { kinds: { type: "checkboxes", selected_options: [{ value: "client" }] } },
          email: { email: { type: "email_text_input", value: "jeanne@laposte.net" } },
        },
      },
    };
    const request = await signedPayload({ type: "view_submission", user: { id: "U0MALIK" }, team: { id: "T0ATELIER" }, view });
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.send(request.clone())));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set([""]));
    await world.settled();
    expect(await world.house().db.prepare("SELECT count(*) AS n FROM clients").first()).toEqual({ n: 1 });
    expect(world.slack.person("U0MALIK").messages()).toHaveLength(1);
  });

  it("nothing of what people typed reaches the log", async () => {
    const said: string[] = [];
    for (const level of ["log", "info", "warn", "error"] as const)
      vi.spyOn(console, level).mockImplementation((...parts) => void said.push(parts.join(" ")));
    await world.know("U0TOM");
    world.faults.add({ match: { service: "slack" }, kind: "500", times: "always" });
    await world.send(await signed(FORM, command("/client", "Jeanne Durand jeanne@example.org")));
    await world.settled();
    expect(said.length).toBeGreaterThan(0);
    expect(said.join("\n")).not.toMatch(/jeanne|durand|xoxb|test-signing/i);
    expect(said.join("\n")).not.toContain(SECRET);
  });
});
