/** Our SMTP against somebody else's server (npm smtp-server), with real TLS: STARTTLS, from the start, and a certificate nobody vouches for. */
import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import { mimeMessage } from "../../edge/protocols/mime.ts";
import { type SmtpOptions, smtp } from "../../edge/protocols/smtp.ts";
import { aMail, FROM } from "../contracts/mailer.ts";
import { CERTIFICATE } from "../fixtures/localhost-certificate.ts";
import { dialWith, nodeDial } from "../tools/node-dial.ts";
import { openMailServer } from "./a-mail-server.ts";

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

/** Our name for the server is one that is not this machine's, so that encryption is insisted on. */
async function serve(options: { secure?: boolean; trusted?: boolean } = {}) {
  const server = await openMailServer(options.secure ?? false);
  close = server.close;
  const dial = options.trusted === false ? nodeDial : dialWith(CERTIFICATE);
  const open = (change: Partial<SmtpOptions> = {}) =>
    smtp({
      ...{ host: "mail.test", port: options.secure ? 465 : 587, user: "atelier", password: "clé", name: "firme.fr" },
      dial: (_, how) => dial({ hostname: "localhost", port: server.port }, how),
      ...change,
    });
  return { ...server, open };
}

const message = () => mimeMessage({ ...aMail(), from: FROM, key: "k1", date: new Date() });

describe.each([
  ["STARTTLS", false],
  ["TLS from the start", true],
])("a server with %s", (_, secure) => {
  it("takes a mail as it was written, over an encrypted line", async () => {
    const { open, taken, secured } = await serve({ secure });
    await open().deliver(FROM.email, "elodie@client.example", message());
    expect(secured).toEqual([true]);
    const { subject, text, html } = aMail();
    const mail = await PostalMime.parse(taken[0] ?? "");
    expect(mail).toMatchObject({ subject, text: text.replaceAll("\n", "\r\n"), html });
  });

  it("is not spoken to when nobody vouches for its certificate", async () => {
    const { open, taken, secured } = await serve({ secure, trusted: false });
    await expect(open().greet()).rejects.toMatchObject({ code: "vendor_unavailable" });
    expect([taken, secured]).toEqual([[], []]);
  });
});

it("says that the password is wrong", async () => {
  const { open } = await serve();
  await open().greet();
  await expect(open({ password: "faux" }).greet()).rejects.toMatchObject({ code: "misconfigured" });
});

it("carries three megabytes", async () => {
  const { open, taken } = await serve();
  const big = mimeMessage({
    ...aMail({ attachments: [{ filename: "a.pdf", type: "application/pdf", content: new Uint8Array(3_000_000) }] }),
    ...{ from: FROM, key: "k2", date: new Date() },
  });
  await open().deliver(FROM.email, "elodie@client.example", big);
  expect((await PostalMime.parse(taken[0] ?? "")).attachments[0]?.content).toHaveProperty("byteLength", 3_000_000);
});
