/** The doctor on the studio's sign-in: what is not set up is a note, what Slack refuses is to be mended. */
import { afterEach, describe, expect, it, vi } from "vitest";
import { studioFinding } from "./doctor-studio.ts";

const REAL = { SLACK_CLIENT_ID: "1.2", SLACK_CLIENT_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-real" };
const says = (body: object) => vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json(body));

afterEach(() => vi.restoreAllMocks());

describe("the studio", () => {
  it.each([
    [{ ok: false, error: "invalid_code" }, "ok"],
    [{ ok: false, error: "bad_client_secret" }, "todo"],
    [{ ok: false, error: "invalid_client_id" }, "todo"],
  ])("is as Slack says: %j", async (body, state) => {
    const asked = says(body);
    expect(await studioFinding(REAL, true)).toMatchObject({ state });
    expect(String(asked.mock.calls[0]?.[0])).toBe("https://slack.com/api/openid.connect.token");
  });

  it("is the sandbox's, or not set up", async () => {
    const asked = says({});
    const sandbox = { SLACK_CLIENT_SECRET: "sandbox-x", SLACK_BOT_TOKEN: "xoxb-sandbox-y" };
    expect(await studioFinding(sandbox, false)).toMatchObject({ state: "ok" });
    expect(await studioFinding({ ...sandbox, SLACK_BOT_TOKEN: "xoxb-real" }, false)).toMatchObject({ state: "note" });
    expect(await studioFinding({}, true)).toMatchObject({ state: "note" });
    expect(asked).not.toHaveBeenCalled();
  });
});
