import { describe, expect, it } from "vitest";
import brevo from "../../edge/connectors/brevo/index.ts";
import type { ErrorCode } from "../../edge/errors.ts";
import { aKey, aMail, keepsTheMailPromise, MAIL_FROM } from "../contracts/mailer.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { brevoStandIn } from "../sandbox/brevo/stand-in.ts";
import { createFaults } from "../sandbox/faults.ts";
import { createMailbox } from "../sandbox/mailbox/mailbox.ts";

const KEY = "xkeysib-test";
const URL_OF = "http://brevo.test/v3";

const openWith = (send: typeof fetch, secret: { BREVO_API_KEY?: string; MAIL_FROM?: string } = {}) =>
  brevo.open({
    secret: { MAIL_FROM, BREVO_API_KEY: KEY, BREVO_URL: URL_OF, ...secret },
    fetch: send,
    db: undefined as never,
    mayCall: async () => true,
  }).mailer;

function house(now?: () => number) {
  const faults = createFaults();
  const mailbox = createMailbox();
  const standIn = brevoStandIn({ key: KEY, mailbox, faults, senders: ["atelier-lumiere.example"], ...(now && { now }) });
  return { faults, mailbox, send: asFetch(standIn) };
}

keepsTheMailPromise("Brevo", () => {
  const { faults, mailbox, send } = house();
  return { mailer: openWith(send), arrived: mailbox.list, faults, sends: { method: "POST" } };
});

describe("Brevo", () => {
  it("blames our key, and our sender, not the recipient", async () => {
    const { send } = house();
    await expect(openWith(send, { BREVO_API_KEY: "wrong" }).send(aMail(), aKey())).rejects.toMatchObject({ code: "misconfigured" });
    await expect(openWith(send, { BREVO_API_KEY: "wrong" }).probe()).rejects.toMatchObject({ code: "misconfigured" });
    await expect(openWith(send, { MAIL_FROM: "x@elsewhere.example" }).send(aMail(), aKey())).rejects.toMatchObject({
      code: "misconfigured",
    });
  });

  it("waits as long as Brevo's own header says", async () => {
    const { faults, send } = house();
    faults.add({ kind: "429", retryAfterSeconds: 45 });
    await expect(openWith(send).send(aMail(), aKey())).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 45 });
  });

  it.each<[number, object, ErrorCode]>([
    [402, { code: "not_enough_credits", message: "You have not enough credits" }, "rate_limited"],
    [403, { code: "permission_denied", message: "Your account is under validation" }, "misconfigured"],
    [413, {}, "too_large"],
    [400, { code: "invalid_parameter", message: "attachment content is not valid base64" }, "vendor_refused"],
    [500, { code: "internal_error" }, "maybe_written"],
    [201, { unexpected: true }, "maybe_written"],
  ])("takes %i %j for %s", async (status, body, code) => {
    await expect(openWith(async () => Response.json(body, { status })).send(aMail(), aKey())).rejects.toMatchObject({ code });
  });

  it("promises no more than Brevo's memory: after half an hour the key is a new one", async () => {
    let now = Date.now();
    const { mailbox, send } = house(() => now);
    const mailer = openWith(send);
    await mailer.send(aMail(), "samekey");
    now += mailer.repeatsSafelyForMs - 1;
    expect(await mailer.send(aMail(), "samekey")).toBeNull();
    now += 2;
    expect(await mailer.send(aMail(), "samekey")).not.toBeNull();
    expect(mailbox.list()).toHaveLength(2);
  });

  it.each(["", "bonjour", "a <b>", "Nom <a@b.fr> trop", "a@b.fr, c@d.fr"])("refuses %j as the sender", (from) => {
    expect(() => openWith(fetch, { MAIL_FROM: from })).toThrow(expect.objectContaining({ code: "misconfigured" }));
  });
});
