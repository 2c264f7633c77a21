/** Triggers, views, response_urls, and the signed requests by which Slack reaches the Worker. */
import { describe, expect, it } from "vitest";
import type { ClientState } from "./slack/client-state.ts";
import { signature } from "./slack/outgoing/signed.ts";
import type { SlackStandIn } from "./slack/stand-in.ts";
import { form, nameField, SECRET, slackBefore, type TinyWorker, typed } from "./slack/tiny-world.ts";

describe("triggers and views", () => {
  it("lets a trigger live three seconds and serve once", async () => {
    const { call, clock, trigger } = await typed();
    expect(await call("views.open", { trigger_id: "1.2.3", view: form() })).toMatchObject({ error: "invalid_trigger_id" });
    clock.ms += 3_001;
    expect(await call("views.open", { trigger_id: trigger, view: form() })).toMatchObject({ error: "expired_trigger_id" });
    const fresh = await typed();
    fresh.clock.ms += 2_999;
    expect(await fresh.call("views.open", { trigger_id: fresh.trigger, view: form() })).toMatchObject({ ok: true });
    expect(await fresh.call("views.open", { trigger_id: fresh.trigger, view: form() })).toMatchObject({ error: "exchanged_trigger_id" });
  });

  it("updates a view only for those who saw its last hash, and keeps what was typed", async () => {
    const { call, malik, trigger } = await typed();
    const { view } = await call("views.open", { trigger_id: trigger, view: form({ blocks: [nameField, { type: "divider" }] }) });
    malik.views()[0]!.state.values.name!.value!.value = "ACME";
    const updated = await call("views.update", { view_id: view.id, hash: view.hash, view: form() });
    expect(updated.view.state.values.name?.value?.value).toBe("ACME");
    expect(await call("views.update", { view_id: view.id, hash: view.hash, view: form() })).toMatchObject({ error: "hash_conflict" });
    expect(await call("views.update", { view_id: "V0GONE", view: form() })).toMatchObject({ error: "not_found" });
  });

  it("stacks three views and no more", async () => {
    const push = () => Response.json({ response_action: "push", view: form({ blocks: [{ type: "divider" }] }) });
    const { call, malik, trigger } = await typed({}, [push(), push(), push()]);
    await call("views.open", { trigger_id: trigger, view: form({ blocks: [{ type: "divider" }] }) });
    expect(await malik.submit()).toEqual({});
    expect(await malik.submit()).toEqual({});
    expect(malik.views()).toHaveLength(3);
    expect((await malik.submit()).notice).toMatch(/problème de connexion/);
    expect(malik.modal()?.previous_view_id).toBe(malik.views()[1]?.id);
    await malik.submit();
    expect(malik.views()).toHaveLength(2);
  });
});

describe("response_url", () => {
  const post = (slack: SlackStandIn, url: string, body: unknown) =>
    slack.fetch(new Request(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }));

  it("serves five times", async () => {
    const { slack, malik, responseUrl } = await typed();
    for (const text of ["1", "2", "3", "4", "5"]) expect((await post(slack, responseUrl, { text })).status).toBe(200);
    const sixth = await post(slack, responseUrl, { text: "6" });
    expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: "used_url" }]);
    expect(malik.ephemerals()).toHaveLength(5);
  });

  it("serves for thirty minutes", async () => {
    const { slack, clock, responseUrl } = await typed();
    clock.ms += 30 * 60_000 + 1;
    expect(await (await post(slack, responseUrl, { text: "late" })).json()).toEqual({ ok: false, error: "expired_url" });
  });
});

describe("what Slack sends", () => {
  it("is signed over the raw body", async () => {
    let valid: boolean | undefined;
    const { malik } = slackBefore(async (request) => {
      const timestamp = request.headers.get("X-Slack-Request-Timestamp") ?? "";
      valid =
        request.headers.get("X-Slack-Signature") ===
        (await signature(SECRET, timestamp, new TextDecoder().decode(await request.arrayBuffer())));
      return new Response("");
    });
    await malik.command("/client", "Société Générale & Cie");
    expect(valid).toBe(true);
    // From Slack's documentation of the signature.
    const documented =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    expect(await signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", documented)).toBe(
      "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    );
  });

  it("shows a command's answer to the person alone, and its failure as Slack does", async () => {
    const answers: TinyWorker[] = [
      () => Response.json({ text: "only you" }),
      () => new Promise<Response>(() => {}),
      () => new Response("no", { status: 500 }),
      () => Promise.reject(new TypeError("connection refused")),
    ];
    const { malik, slack } = slackBefore((request) => (answers.shift() as TinyWorker)(request));
    expect(await malik.command("/client", "ACME", "C0VENTES")).toEqual({});
    expect(malik.messages("C0VENTES").at(-1)?.text).toBe("only you");
    expect(slack.person("U0CLAIRE").messages("C0VENTES")).toEqual([]);
    for (const error of ["operation_timeout", "http_service_error", "dispatch_failed"]) {
      expect(await malik.command("/client", "ACME")).toEqual({ notice: `Échec de /client avec l’erreur « ${error} »` });
    }
  });

  it("retries an event at once, after a minute and after five, and says why", async () => {
    const waits: number[] = [];
    const seen: (string | null)[] = [];
    const worker: TinyWorker = (request) => {
      seen.push(request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason"));
      return new Response("no", { status: seen.length < 8 ? 500 : 200 });
    };
    const { malik } = slackBefore(worker, { sleep: async (ms) => void waits.push(ms) });
    const { answers } = await malik.openHome();
    expect(waits).toEqual([0, 60_000, 300_000]);
    expect(seen).toEqual([null, null, "1", "http_error", "2", "http_error", "3", "http_error"]);
    expect(answers.map((answer) => answer.kind === "answered" && answer.status)).toEqual([500, 500, 500, 200]);
  });

  it("carries a submission's answer to its field, and sends nothing that Slack itself refuses", async () => {
    const errors = (fields: Record<string, string>) => Response.json({ response_action: "errors", errors: fields });
    const { call, malik, trigger, received } = await typed({}, [errors({ name: "Trop court" }), errors({ nowhere: "?" })]);
    await call("views.open", { trigger_id: trigger, view: form() });
    expect(await malik.submit()).toEqual({ errors: { name: "Veuillez remplir ce champ obligatoire." } });
    expect(received).toHaveLength(1);
    expect(await malik.submit(malik.modal(), { name: "A" })).toEqual({ errors: { name: "Trop court" } });
    expect(await malik.submit()).toEqual({ notice: "Nous avons eu un problème de connexion. Voulez-vous réessayer ?" });
    expect(malik.modal()).toBeDefined();
    expect(await malik.submit()).toEqual({});
    expect(malik.modal()).toBeUndefined();
  });
});

describe("the console's door", () => {
  it("takes JSON only: a page of another site could post a form to localhost", async () => {
    const { slack } = slackBefore();
    const act = (type: string) => {
      const body = JSON.stringify({ as: "U0MALIK", act: "send", channel: "C0VENTES", text: "Bonjour" });
      return slack.fetch(new Request("http://slack.test/console/act", { method: "POST", headers: { "Content-Type": type }, body }));
    };
    expect((await act("text/plain")).status).toBe(415);
    expect(slack.messages("C0VENTES")).toEqual([]);
    expect((await act("application/json")).status).toBe(200);
    expect(slack.messages("C0VENTES")).toMatchObject([{ user: "U0MALIK", text: "Bonjour" }]);
  });

  it("shows a person only what that person may see, in this life and the next", async () => {
    const { slack, call } = slackBefore();
    await call("chat.postEphemeral", { channel: "C0VENTES", user: "U0MALIK", text: "only Malik" });
    const reborn = slackBefore(undefined, { saved: JSON.parse(JSON.stringify(slack.dump())) });
    const seenBy = async (id: string) => {
      const response = await reborn.slack.fetch(new Request(`http://slack.test/console/state?as=${id}`));
      const { conversations } = (await response.json()) as ClientState;
      return conversations.flatMap(({ messages }) => messages.map(({ text }) => text));
    };
    expect(await seenBy("U0MALIK")).toEqual(["only Malik"]);
    expect(await seenBy("U0CLAIRE")).toEqual([]);
    expect((await reborn.call("chat.postMessage", { channel: "C0VENTES", text: "x" })).ts > slack.dump().lastTs).toBe(true);
  });
});
