/** Who comes in to the studio: by Slack's word alone, once, from where they began; and who does not. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { checkIdToken } from "../../../edge/studio/sign-in/id-token.ts";
import { newSigner } from "../../sandbox/slack/openid/signer.ts";
import { worker } from "../carry.ts";
import { aBrowser, emptyStudio, known, openSlackDoor, STUDIO, seen } from "./a-studio.ts";

const db = worker.DB;

beforeEach(async () => {
  await emptyStudio();
  openSlackDoor();
  await known("U0AMELIE");
});
afterEach(() => vi.restoreAllMocks());

describe("signing in", () => {
  it("goes to Slack and back, to where they wanted to go", async () => {
    const browser = aBrowser();
    const first = await browser.ask("/studio/sites/new");
    expect(first.status).toBe(401);
    expect(await first.text()).toContain("/studio/sign-in?to=%2Fstudio%2Fsites%2Fnew");
    const back = await browser.signIn("U0AMELIE", "/studio/sign-in?to=%2Fstudio%2Fsites%2Fnew");
    expect([back.status, back.headers.get("Location")]).toEqual([303, "/studio/sites/new"]);
    expect((await browser.ask("/studio/sites/new")).status).toBe(200);
    expect(seen(await browser.text("/studio"))).toContain("Amélie Laurent");
  });

  it("keeps a cookie that no script and no other site can use, and its hash alone", async () => {
    const browser = aBrowser();
    const [cookie = ""] = (await browser.signIn("U0AMELIE")).headers.getSetCookie().filter((one) => one.includes("studio="));
    expect(cookie).toMatch(/^__Host-passerelle-studio=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const rows = JSON.stringify((await db.prepare("SELECT * FROM studio_sessions").all()).results);
    expect(rows).toContain("U0AMELIE");
    expect(rows).not.toContain(browser.jar.get("__Host-passerelle-studio"));
  });

  it("sends what Slack asks for: state, nonce, PKCE, the exact address", async () => {
    const to = new URL((await aBrowser().ask("/studio/sign-in")).headers.get("Location") ?? "");
    expect(`${to.origin}${to.pathname}`).toBe("http://slack.test/openid/connect/authorize");
    const query = Object.fromEntries(to.searchParams);
    expect(query).toMatchObject({ response_type: "code", scope: "openid", redirect_uri: `${STUDIO}/studio/signed-in`, team: "T0ATELIER" });
    expect(query).toMatchObject({ code_challenge_method: "S256", code_challenge: expect.stringMatching(/^[\w-]{43}$/) });
    expect(new Set([query.state, query.nonce, query.code_challenge]).size).toBe(3);
  });

  it("is over when they sign out, after twelve hours, and at once when they are blocked", async () => {
    const browser = aBrowser();
    await browser.signIn("U0AMELIE");
    expect((await browser.ask("/studio")).status).toBe(200);
    await db.prepare("UPDATE people SET blocked_at = 1").run();
    expect((await browser.ask("/studio")).status).toBe(403);
    await db.prepare("UPDATE people SET blocked_at = NULL").run();
    const token = browser.jar.get("__Host-passerelle-studio") ?? "";
    expect((await browser.ask("/studio/sign-out", { form: {} })).headers.get("Location")).toBe("/studio?signed-out");
    browser.jar.set("__Host-passerelle-studio", token);
    expect((await browser.ask("/studio")).status).toBe(401);
    await browser.signIn("U0AMELIE");
    await db.prepare("UPDATE studio_sessions SET ends_at = ?1").bind(Date.now()).run();
    expect((await browser.ask("/studio")).status).toBe(401);
  });

  it("works on one's own machine, where there is no https", async () => {
    const browser = aBrowser("http://localhost:8787");
    await browser.ask("/studio/sign-in");
    expect([...browser.jar.keys()]).toEqual(["passerelle-sign-in"]);
  });

  it("leaves a line in the trail", async () => {
    await aBrowser().signIn("U0AMELIE");
    const { results } = await db.prepare("SELECT actor, outcome FROM audit WHERE action = 'studio.sign-in'").all();
    expect(results).toEqual([{ actor: "U0AMELIE", outcome: "done" }]);
  });
});

describe("nobody comes in", () => {
  const sessions = () => db.prepare("SELECT count(*) AS n FROM studio_sessions").first("n");

  it.each([
    ["U0NADEGE", "rôle n’ouvre pas le studio"],
    ["U0GUEST", "rôle n’ouvre pas le studio"],
  ])("whose role does not allow it: %s", async (slackUser, said) => {
    await known(slackUser);
    expect(seen(await (await aBrowser().signIn(slackUser)).text())).toContain(said);
    expect(await sessions()).toBe(0);
    expect(await db.prepare("SELECT outcome FROM audit WHERE actor = ?1").bind(slackUser).first("outcome")).toBe("refused");
  });

  it("whom Passerelle does not know, or who is of another workspace", async () => {
    expect(seen(await (await aBrowser().signIn("U0MALIK")).text())).toContain("ne vous connaît pas encore");
    await db.prepare("INSERT INTO settings (key, value) VALUES ('slack_team', 'T0OTHER')").run();
    expect(seen(await (await aBrowser().signIn("U0AMELIE")).text())).toContain("un autre espace Slack");
    expect(await sessions()).toBe(0);
  });

  it("with a state that is not of this browser, a code that served, or after declining", async () => {
    const [one, other] = [aBrowser(), aBrowser()];
    const stolen = await one.chooseInSlack("U0AMELIE");
    await other.ask("/studio/sign-in");
    expect(seen(await other.text(stolen))).toContain("n’est plus valable");
    expect((await one.ask(stolen)).status).toBe(303);
    expect(seen(await one.text(stolen))).toContain("n’est plus valable");
    const flow = aBrowser();
    const again = await flow.chooseInSlack("U0AMELIE");
    const kept = new Map(flow.jar);
    expect((await flow.ask(again)).status).toBe(303);
    for (const [name, value] of kept) flow.jar.set(name, value);
    expect(seen(await flow.text(again))).toContain("n’est plus valable");
    const declined = aBrowser();
    expect(seen(await declined.text(await declined.chooseInSlack("")))).toContain("Vous avez refusé");
    expect(await sessions()).toBe(2);
  });

  it("when Slack does not answer, refuses our secret, or nothing is set up", async () => {
    const slack = openSlackDoor();
    slack.faults.add({ match: { method: "openid.connect.token" }, kind: "500" });
    expect(seen(await (await aBrowser().signIn("U0AMELIE")).text())).toContain("Slack ne répond pas");
    openSlackDoor();
    const wrong = aBrowser(STUDIO, { SLACK_CLIENT_ID: "test-client", SLACK_CLIENT_SECRET: "former" });
    expect(seen(await (await wrong.signIn("U0AMELIE")).text())).toContain("pas bien réglée");
    const none = aBrowser(STUDIO, { SLACK_CLIENT_ID: "", SLACK_CLIENT_SECRET: "" });
    expect(seen(await none.text("/studio/sign-in"))).toContain("SLACK_CLIENT_ID");
    expect(await sessions()).toBe(0);
  });

  it.each(["https://evil.example/", "//evil.example", "/studio/../v1", "javascript:alert(1)"])("is sent on to %s", async (to) => {
    const back = await aBrowser().signIn("U0AMELIE", `/studio/sign-in?to=${encodeURIComponent(to)}`);
    expect(back.headers.get("Location")).toBe("/studio");
  });
});

describe("an ID token", () => {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "https://slack.com",
    aud: "us",
    exp: now + 300,
    iat: now,
    nonce: "n",
    "https://slack.com/team_id": "T1",
    "https://slack.com/user_id": "U1",
  };

  const signers = Promise.all([newSigner("k"), newSigner("k2")]);

  async function check(change: object, header: object = {}) {
    const [signer, other] = await signers;
    const expected = { keys: { keys: [other.publicKey, signer.publicKey] }, issuer: "https://slack.com", audience: "us", nonce: "n" };
    return checkIdToken(await signer.sign({ ...claims, ...change }, header), expected);
  }

  it("says who they are when all of it is right", async () => {
    expect(await check({})).toEqual({ team: "T1", slackUser: "U1" });
    expect(await check({ aud: ["us"] })).toEqual({ team: "T1", slackUser: "U1" });
  });

  it.each([
    ["iss", { iss: "https://slack.com.evil.example" }],
    ["aud", { aud: "them" }],
    ["aud", { aud: ["us", "them"] }],
    ["exp", { exp: now - 61 }],
    ["exp", { exp: String(now + 300) }],
    ["iat", { iat: now + 3_600 }],
    ["iat", { iat: now - 86_400 }],
    ["nonce", { nonce: "other" }],
    ["nonce", { nonce: undefined }],
    ["claims", { "https://slack.com/team_id": "" }],
  ])("proves nothing when its %s is wrong", async (what, change) => {
    await expect(check(change)).rejects.toMatchObject({ code: "unauthorized", message: `ID token: ${what}` });
  });

  it("is signed by Slack, by RS256 and by nothing else", async () => {
    await expect(check({}, { alg: "none" })).rejects.toMatchObject({ message: "ID token: alg" });
    await expect(check({}, { alg: "HS256" })).rejects.toMatchObject({ message: "ID token: alg" });
    await expect(check({}, { kid: "k2" })).rejects.toMatchObject({ message: "ID token: signature" });
    await expect(check({}, { kid: "k3" })).rejects.toMatchObject({ message: "ID token: kid" });
    const expected = { keys: { keys: [] }, issuer: "", audience: "", nonce: "" };
    for (const text of ["", "a.b", "a.b.c", "{}.{}.", "e30.e30.e30"])
      await expect(checkIdToken(text, expected)).rejects.toMatchObject({ code: "unauthorized" });
  });
});
