/** Signed, and yet not what Slack sends: what the fuzzing (test/edge/fuzz.test.ts) has found, each once by name. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readMemory } from "../../bot/answers.ts";
import { openWorld, signed, signedEvent, signedPayload, type World } from "./world.ts";

const FORM = "application/x-www-form-urlencoded";
const PLACE = "http://slack.test/response/1/2";
const base = { user: { id: "U0AMELIE" }, team: { id: "T0ATELIER" } };
const shortcut = { ...base, type: "shortcut", callback_id: "new_client" };
const event = (inner: object) => ({ type: "event_callback", team_id: "T0ATELIER", event_id: "Ev1", event: inner });

let world: World;
let said: string[];
beforeEach(async () => {
  world = openWorld();
  await world.know("U0AMELIE");
  said = [];
  for (const level of ["warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void said.push(parts.join(" ")));
});
afterEach(() => vi.restoreAllMocks());

async function statusOf(request: Request): Promise<number> {
  const { status } = await world.send(request);
  await world.settled();
  return status;
}

describe("is refused as malformed", () => {
  it.each([
    ["without a place for the answer", "command=/client&text=&user_id=U1&team_id=T1"],
    ["with a place that is none", "command=/client&text=&user_id=U1&team_id=T1&response_url=null"],
    ["without a text", `command=/client&user_id=U1&team_id=T1&response_url=${PLACE}`],
  ])("a command %s", async (_what, body) => expect(await statusOf(await signed(FORM, body))).toBe(400));

  it.each([
    ["a channel that is null", { ...shortcut, channel: null }],
    ["an answer to nowhere", { ...shortcut, response_url: "nowhere" }],
    ["answers that are no list", { ...shortcut, response_urls: null }],
    ["an event within", { ...shortcut, event: {} }],
  ])("an interaction with %s", async (_what, payload) => expect(await statusOf(await signedPayload(payload))).toBe(400));

  it.each([
    ["of no team", { type: "event_callback", event: { type: "app_home_opened" } }],
    ["for nobody", { ...event({ type: "message" }), authorizations: [null] }],
  ])("an event %s", async (_what, body) => expect(await statusOf(await signedEvent(body))).toBe(400));
});

describe("is borne without a mistake of ours", () => {
  it.each(["__proto__", "constructor", "toString"])("a type called %s", async (type) => {
    expect(await statusOf(await signedPayload({ ...base, type }))).toBe(200);
    expect(said.filter((line) => line.includes("Error"))).toEqual([]);
  });

  it.each([
    ["nobody who changed", { type: "user_change" }],
    ["somebody whose id is a number", { type: "user_change", user: { id: 7 } }],
    ["somebody mistyped", { type: "user_change", user: { id: "U0AMELIE", locale: 7, profile: { email: {}, real_name: [] } } }],
    ["a home of nobody", { type: "app_home_opened", tab: "home" }],
  ])("an event about %s", async (_what, inner) => {
    expect(await statusOf(await signedEvent(event(inner)))).toBe(200);
    expect(said.filter((line) => line.includes("unexpected"))).toEqual([]);
  });

  it.each(["client_show:0", "people_more", "audit_older"])("a button %s whose value is not ours", async (action_id) => {
    for (const value of ["{", "null", "[]", 7, null, { a: 1 }])
      await statusOf(
        await signedPayload({ ...base, type: "block_actions", actions: [{ type: "button", action_id, value }], response_url: PLACE }),
      );
    expect(said.filter((line) => line.includes("unexpected"))).toEqual([]);
  });

  it("a window that was closed meanwhile", async () => {
    const view = { id: "V0GONE", type: "modal", callback_id: "create_client", hash: "1.a", blocks: [], state: { values: {} } };
    const press = { ...base, type: "block_actions", actions: [{ type: "button", action_id: "client_mode:hand", value: "hand" }], view };
    expect(await statusOf(await signedPayload(press))).toBe(200);
    expect(said.filter((line) => line.includes("unexpected"))).toEqual([]);
  });
});

it("what a button remembers is {} when it is not ours", () => {
  for (const text of ["", "{", "null", "7", undefined, 7, {}]) expect(readMemory(text)).toEqual({});
  expect(readMemory('{"clientId":"c1"}')).toEqual({ clientId: "c1" });
});
