/** The stand-in of Slack is as strict as Slack: a bot that passes here must not be surprised by the real one. */
import { describe, expect, it } from "vitest";
import { ConnectionLost } from "./faults.ts";
import { form, section, slackBefore, typed } from "./slack/tiny-world.ts";

describe("the Web API", () => {
  it("asks for a token, the right one, and one that is still good", async () => {
    const { slack, call } = slackBefore();
    const anonymous = await slack.fetch(new Request("http://slack.test/api/auth.test", { method: "POST" }));
    expect(await anonymous.json()).toEqual({ ok: false, error: "not_authed" });
    expect(await call("auth.test", {}, "xoxb-other")).toMatchObject({ ok: false, error: "invalid_auth" });
    expect(await call("auth.test")).toMatchObject({ ok: true, team_id: "T0ATELIER" });
    await slack.revokeToken();
    expect(await call("auth.test")).toMatchObject({ ok: false, error: "token_revoked" });
  });

  it("knows its methods, their arguments and their scopes", async () => {
    const { call } = slackBefore();
    expect(await call("chat.sing")).toMatchObject({ error: "unknown_method", req_method: "chat.sing" });
    expect(await call("chat.postMessage", { text: "hello" })).toMatchObject({ error: "invalid_arguments" });
    expect(await call("conversations.history", { channel: "C0VENTES" })).toMatchObject({
      error: "missing_scope",
      needed: "channels:history",
    });
    expect(await call("conversations.history", { channel: "D0MALIK" })).toMatchObject({ ok: true, messages: [] });
  });

  it("lets the app write only where it is", async () => {
    const { call } = slackBefore();
    expect(await call("chat.postMessage", { channel: "C0GENERAL", text: "hello" })).toMatchObject({ error: "not_in_channel" });
    expect(await call("chat.postMessage", { channel: "C0NOWHERE", text: "hello" })).toMatchObject({ error: "channel_not_found" });
    expect(await call("chat.postMessage", { channel: "C0VENTES" })).toMatchObject({ error: "no_text" });
    expect(await call("chat.postMessage", { channel: "C0VENTES", text: "x".repeat(40_001) })).toMatchObject({ error: "msg_too_long" });
    expect(await call("chat.postEphemeral", { channel: "C0VENTES", user: "U0GUEST", text: "x" })).toMatchObject({
      error: "user_not_in_channel",
    });
  });

  it("posts twice what is sent twice, and keeps metadata for those who ask", async () => {
    const { slack, call } = slackBefore();
    const metadata = { event_type: "card", event_payload: { run: "R-1" } };
    const first = await call("chat.postMessage", { channel: "U0MALIK", text: "card", metadata });
    const second = await call("chat.postMessage", { channel: "U0MALIK", text: "card", metadata });
    expect(first.ts).not.toBe(second.ts);
    expect(slack.messages(first.channel)).toHaveLength(2);
    const plain = await call("conversations.history", { channel: first.channel });
    expect(plain.messages.map(({ metadata: kept }) => kept)).toEqual([undefined, undefined]);
    const whole = await call("conversations.history", { channel: first.channel, include_all_metadata: "true", limit: "1" });
    expect(whole).toMatchObject({ has_more: true, messages: [{ ts: second.ts, metadata }] });
  });

  it("gives locales when asked, addresses by scope, and says who is a guest", async () => {
    const { call } = slackBefore();
    const guest = await call("users.info", { user: "U0GUEST" });
    expect(guest.user).toMatchObject({ is_restricted: true, is_owner: false });
    expect(guest.user.locale).toBeUndefined();
    expect((await call("users.info", { user: "U0JAMES", include_locale: "true" })).user).toMatchObject({ locale: "en-GB", tz_offset: 0 });
    const { call: without } = slackBefore(undefined, { scopes: ["users:read"] });
    expect((await without("users.info", { user: "U0JAMES" })).user.profile.email).toBeUndefined();
  });

  it("says 429 on demand, and to two messages a second where it insists", async () => {
    const { slack, call } = slackBefore(undefined, { onePerSecond: true });
    slack.faults.add({ kind: "429", retryAfterSeconds: 7, match: { service: "slack", method: "auth.test" } });
    const refused = await call("auth.test");
    expect([refused.status, refused.headers.get("Retry-After"), refused.error]).toEqual([429, "7", "ratelimited"]);
    expect(await call("auth.test")).toMatchObject({ ok: true });
    await call("chat.postMessage", { channel: "C0VENTES", text: "one" });
    expect(await call("chat.postMessage", { channel: "C0VENTES", text: "two" })).toMatchObject({ status: 429 });
  });

  it("loses requests and replies, and applies late", async () => {
    const { slack, call } = slackBefore();
    const post = () => call("chat.postMessage", { channel: "C0VENTES", text: "card" });
    slack.faults.add({ kind: "lose-request" });
    await expect(post()).rejects.toThrow(ConnectionLost);
    expect(slack.messages("C0VENTES")).toHaveLength(0);
    slack.faults.add({ kind: "lose-reply" });
    await expect(post()).rejects.toThrow(ConnectionLost);
    expect(slack.messages("C0VENTES")).toHaveLength(1);
    slack.faults.add({ kind: "late", delayMs: 10 });
    await expect(post()).rejects.toThrow(ConnectionLost);
    expect(slack.messages("C0VENTES")).toHaveLength(1);
    await slack.faults.settled();
    expect(slack.messages("C0VENTES")).toHaveLength(2);
  });
});

describe("Block Kit", () => {
  const refused = async (blocks: unknown) => {
    const { call } = slackBefore();
    const answer = await call("chat.postMessage", { channel: "C0VENTES", blocks });
    return [answer.error, ...(answer.response_metadata?.messages ?? [])];
  };

  it("points at what breaks a limit", async () => {
    expect(await refused(section("x".repeat(3001)))).toEqual([
      "invalid_blocks",
      "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ]);
    expect(await refused(Array.from({ length: 51 }, () => ({ type: "divider" })))).toContain(
      "[ERROR] no more than 50 items allowed [json-pointer:/blocks]",
    );
    expect(await refused([{ type: "header", text: { type: "mrkdwn", text: "x" } }])).toContain(
      "[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    );
    expect(
      await refused([
        { type: "divider", block_id: "a" },
        { type: "divider", block_id: "a" },
      ]),
    ).toContain('[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]');
    expect(await refused("oops")).toEqual(["invalid_blocks_format"]);
  });

  it("refuses a button that is too long, disabled or the twin of another", async () => {
    const button = (more: Record<string, unknown>) => ({ type: "button", text: { type: "plain_text", text: "OK" }, ...more });
    const actions = (...elements: unknown[]) => [{ type: "actions", elements }];
    expect(await refused(actions(button({ value: "x".repeat(2001) })))).toContain(
      "[ERROR] must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    );
    expect(await refused(actions(button({ disabled: true })))).toContain(
      "[ERROR] invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    );
    expect(await refused(actions(button({ action_id: "a" }), button({ action_id: "a" })))).toContain(
      '[ERROR] `action_id` "a" already exists [json-pointer:/blocks/0]',
    );
  });

  it("refuses a modal with a long title, no submit or long metadata", async () => {
    const { call, trigger } = await typed();
    const open = async (view: unknown) => (await call("views.open", { trigger_id: trigger, view })).response_metadata?.messages;
    expect(await open(form({ title: { type: "plain_text", text: "x".repeat(25) } }))).toEqual([
      "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
    ]);
    expect(await open(form({ submit: undefined }))).toEqual(["[ERROR] missing required field: submit [json-pointer:/view]"]);
    expect(await open(form({ private_metadata: "x".repeat(3001) }))).toEqual([
      "[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ]);
    // None of the refused calls has used up the trigger.
    expect(await call("views.open", { trigger_id: trigger, view: form() })).toMatchObject({ ok: true });
  });
});
