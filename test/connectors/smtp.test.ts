import { describe, expect, it } from "vitest";
import smtp from "../../edge/connectors/smtp/index.ts";
import type { Dial, Wire } from "../../edge/protocols/smtp-talk.ts";
import { aKey, aMail, keepsTheMailPromise, MAIL_FROM } from "../contracts/mailer.ts";
import { createFaults } from "../sandbox/faults.ts";
import { createMailbox } from "../sandbox/mailbox/mailbox.ts";
import type { SmtpOptions } from "../sandbox/smtp/session.ts";
import { dialStandIn } from "../sandbox/smtp/wire.ts";

const SECRET = { MAIL_FROM, SMTP_HOST: "smtp.test", SMTP_PORT: "587", SMTP_USER: "atelier", SMTP_PASSWORD: "clé secrète" };

const openWith = (dial: Dial, secret: Partial<typeof SECRET> = {}) =>
  smtp.open({ secret: { ...SECRET, ...secret }, fetch, db: undefined as never, mayCall: async () => true, dial: dial as never }).mailer;

function house(options: Partial<SmtpOptions> = {}) {
  const faults = createFaults();
  const mailbox = createMailbox();
  const heard: string[] = [];
  const own = { user: "atelier", password: "clé secrète", senders: ["atelier-lumiere.example"], offersTls: true };
  return { faults, mailbox, heard, dial: dialStandIn({ mailbox, faults, heard: (line) => heard.push(line), ...own, ...options }) };
}

keepsTheMailPromise("SMTP", () => {
  const { faults, mailbox, dial } = house();
  // A reply of 4xx says that nothing was taken.
  return {
    ...{ mailer: openWith(dial), arrived: mailbox.list, faults, sends: { method: "DATA" } },
    ...{ busy: "vendor_unavailable" as const, broken: "vendor_unavailable" as const },
  };
});

describe("SMTP", () => {
  it("says nothing in the clear but how it wants to be encrypted", async () => {
    const { heard, dial } = house();
    await openWith(dial).send(aMail(), aKey());
    expect(heard.slice(0, 3)).toEqual(["EHLO atelier-lumiere.example", "STARTTLS", "EHLO atelier-lumiere.example"]);
    expect(heard[3]).toMatch(/^AUTH PLAIN /);
  });

  it("tells a server without encryption neither the password nor the mail", async () => {
    const { heard, mailbox, dial } = house({ offersTls: false });
    await expect(openWith(dial).send(aMail(), aKey())).rejects.toMatchObject({ code: "misconfigured" });
    await expect(openWith(dial, { SMTP_USER: "" }).send(aMail(), aKey())).rejects.toMatchObject({ code: "misconfigured" });
    expect(heard.filter((line) => !/^(EHLO |QUIT)/.test(line))).toEqual([]);
    expect(mailbox.list()).toEqual([]);
  });

  it("does without encryption on this very machine only", async () => {
    for (const SMTP_HOST of ["localhost", "127.0.0.1", "::1"]) {
      const { mailbox, dial } = house({ offersTls: false });
      await openWith(dial, { SMTP_HOST }).send(aMail(), aKey());
      expect(mailbox.list()).toHaveLength(1);
    }
    const { dial } = house({ offersTls: false });
    await expect(openWith(dial, { SMTP_HOST: "localhost.evil.example" }).probe()).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("is encrypted from the start on port 465", async () => {
    const { heard, mailbox, dial } = house();
    const dialled: unknown[] = [];
    const watched: Dial = (address, options) => {
      dialled.push([address, options]);
      return dial(address, options);
    };
    await openWith(watched, { SMTP_PORT: "465" }).send(aMail(), aKey());
    expect(dialled).toEqual([
      [
        { hostname: "smtp.test", port: 465 },
        { secureTransport: "on", allowHalfOpen: false },
      ],
    ]);
    expect(heard).not.toContain("STARTTLS");
    expect(mailbox.list()).toHaveLength(1);
  });

  it("signs in with LOGIN where PLAIN is not known, and gives up where neither is", async () => {
    const { mailbox, heard, dial } = house({ auth: "CRAM-MD5 LOGIN" });
    await openWith(dial).send(aMail(), aKey());
    expect(heard).toContain("AUTH LOGIN");
    expect(mailbox.list()).toHaveLength(1);
    await expect(openWith(house({ auth: "XOAUTH2" }).dial).probe()).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("blames our password, and our sender, not the recipient", async () => {
    await expect(openWith(house().dial, { SMTP_PASSWORD: "wrong" }).probe()).rejects.toMatchObject({ code: "misconfigured" });
    await expect(openWith(house({ senders: ["other.example"] }).dial).send(aMail(), aKey())).rejects.toMatchObject({
      code: "misconfigured",
    });
  });

  it("knows that nothing was sent when the server is away", async () => {
    const away: Dial = () => {
      throw new Error("connect ECONNREFUSED");
    };
    await expect(openWith(away).send(aMail(), aKey())).rejects.toMatchObject({ code: "vendor_unavailable" });
    const { faults, dial } = house();
    faults.add({ kind: "lose-request", match: { service: "smtp" }, times: "always" });
    await expect(openWith(dial).probe()).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it("trusts nothing that was said before encryption and heard after it", async () => {
    const encoder = new TextEncoder();
    const injecting: Dial = () => {
      const replies = ["220 hi\r\n", "250-x\r\n250 STARTTLS\r\n", "220 go\r\n250 AUTH PLAIN\r\n"];
      const toClient = new TransformStream<Uint8Array, Uint8Array>();
      const writer = toClient.writable.getWriter();
      const next = () => void writer.write(encoder.encode(replies.shift() ?? "250 ok\r\n")).catch(() => undefined);
      next();
      const wire: Wire = {
        readable: toClient.readable,
        writable: new WritableStream({ write: next }),
        startTls: () => wire,
        close: async () => undefined,
      };
      return wire;
    };
    await expect(openWith(injecting).send(aMail(), aKey())).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it.each(["nonsense\r\n", "22\r\n", "220-endless\r\n".repeat(2_000), ""])("gives up on a server that is none", async (greeting) => {
    const odd: Dial = () => {
      const wire: Wire = {
        readable: new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(greeting));
            controller.close();
          },
        }),
        writable: new WritableStream(),
        startTls: () => wire,
        close: async () => undefined,
      };
      return wire;
    };
    await expect(openWith(odd).probe()).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it.each(["0", "70000", "smtp"])("refuses %s as a port", (SMTP_PORT) => {
    expect(() => openWith(house().dial, { SMTP_PORT })).toThrow(expect.objectContaining({ code: "misconfigured" }));
  });
});
