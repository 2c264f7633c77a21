/** What the doctor says of mail that comes in. */
import { describe, expect, it } from "vitest";
import { mailInFinding } from "./doctor-mail-in.ts";

const asked = (values: Record<string, string>, servers: string[] | string = []) => mailInFinding(values, true, async () => servers);

describe("mail in", () => {
  it("is the sandbox's until an address is named", async () => {
    expect(await mailInFinding({}, false, async () => [])).toMatchObject({ state: "ok" });
    expect(await asked({})).toMatchObject({ state: "note" });
  });

  it("is looked up at the address's domain", async () => {
    const MAIL_IN_ADDRESS = "bonjour@in.firme.fr";
    expect(await asked({ MAIL_IN_ADDRESS }, ["route1.mx.cloudflare.net"])).toMatchObject({ state: "ok" });
    expect(await asked({ MAIL_IN_ADDRESS }, ["mx.cloudflare.net.evil.fr"])).toMatchObject({ state: "todo" });
    expect(await asked({ MAIL_IN_ADDRESS }, [])).toMatchObject({ state: "todo" });
    expect(await asked({ MAIL_IN_ADDRESS }, "ETIMEOUT")).toMatchObject({ state: "note" });
    expect(await asked({ MAIL_IN_ADDRESS: "a@firm.example" }, [])).toMatchObject({ state: "note" });
  });

  it("refuses what is neither an address nor a domain", async () => {
    expect(await asked({ MAIL_IN_ADDRESS: "firme.fr" })).toMatchObject({ state: "todo" });
    expect(await asked({ MAIL_IN_ADDRESS: "a@firme.fr", MAIL_IN_TRUSTED_RELAY: "google" }, ["route1.mx.cloudflare.net"])).toMatchObject({
      state: "todo",
    });
  });
});
