/** Through miniflare's own send_email binding, whose messages are kept on their way. */
import { describe, expect, it } from "vitest";
import cloudflare from "../../edge/connectors/cloudflare/index.ts";
import type { ErrorCode } from "../../edge/errors.ts";
import { aKey, aMail, FROM, keepsTheMailPromise, MAIL_FROM } from "../contracts/mailer.ts";
import { worker } from "../edge/carry.ts";
import { isUnknown } from "../sandbox/brevo/stand-in.ts";

type Message = Extract<Parameters<SendEmail["send"]>[0], { subject: string }>;

const openWith = (email: SendEmail | undefined) =>
  cloudflare.open({ secret: { MAIL_FROM }, fetch, db: undefined as never, mayCall: async () => true, email }).mailer;

const thrown = (code?: string) => Object.assign(new Error("nobody reads this"), code ? { code } : {});

keepsTheMailPromise("Cloudflare", () => {
  const taken: Message[] = [];
  const email = {
    async send(message: Message) {
      const to = typeof message.to === "string" ? message.to : (message.to as { email: string }).email;
      if (isUnknown(to)) throw thrown("E_RECIPIENT_SUPPRESSED");
      const sent = await worker.EMAIL?.send(message as never);
      taken.unshift(message);
      return sent;
    },
  } as unknown as SendEmail;
  return { mailer: openWith(email), arrived: () => taken.map(boxed) };
});

function boxed({ from, to, replyTo, subject, text, html, headers, attachments }: Message) {
  const party = (one: unknown) => (typeof one === "string" ? { email: one, name: "" } : (one as { email: string; name: string }));
  return {
    ...{ from: party(from), to: [party(to)], replyTo: String(replyTo ?? ""), subject, text: text ?? "", html: html ?? "" },
    headers: Object.entries(headers ?? {}).map(([name, value]) => ({ name, value })),
    attachments: (attachments ?? []).map(({ filename, type, content }) => {
      const bytes = content as Uint8Array;
      return { filename, type, size: bytes.length, content: btoa(String.fromCharCode(...bytes)) };
    }),
  };
}

describe("Cloudflare", () => {
  it("has a binding in the Worker as it is configured", async () => {
    expect(await openWith(worker.EMAIL).send(aMail(), aKey())).toContain(FROM.email.split("@")[1]);
  });

  it.each<[string | undefined, ErrorCode]>([
    ["E_SENDER_NOT_VERIFIED", "misconfigured"],
    ["E_SENDER_DOMAIN_NOT_AVAILABLE", "misconfigured"],
    ["E_RATE_LIMIT_EXCEEDED", "rate_limited"],
    ["E_DAILY_LIMIT_EXCEEDED", "rate_limited"],
    ["E_CONTENT_TOO_LARGE", "too_large"],
    ["E_VALIDATION_ERROR", "vendor_refused"],
    ["E_INTERNAL_SERVER_ERROR", "maybe_written"],
    ["E_OF_TOMORROW", "maybe_written"],
    [undefined, "maybe_written"],
  ])("takes %s for %s, and repeats nothing it said", async (said, code) => {
    const email = { send: () => Promise.reject(thrown(said)) } as unknown as SendEmail;
    const problem = await openWith(email)
      .send(aMail(), aKey())
      .catch((error) => error);
    expect(problem).toMatchObject({ code });
    expect(problem.message).not.toContain("nobody reads this");
  });

  it("names the binding when it is missing", () => {
    expect(() => openWith(undefined)).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.stringContaining("EMAIL") }),
    );
  });
});
