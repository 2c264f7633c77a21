/** Whose word counts on where a mail comes from: the receiver's and a trusted relay's, never the sender's. */
import { describe, expect, it } from "vitest";
import { readMail } from "../../../edge/mail-in/read-mail.ts";

const PASS =
  "Authentication-Results: mx.cloudflare.net; dkim=pass header.d=firm.example; dmarc=pass header.from=firm.example policy.dmarc=reject; spf=pass smtp.mailfrom=jo@firm.example";
const FAIL =
  "Authentication-Results: mx.cloudflare.net; dkim=none; dmarc=fail header.from=firm.example policy.dmarc=reject; spf=fail smtp.mailfrom=x@evil.example";

const mail = (...lines: string[]) =>
  new TextEncoder().encode([...lines, "From: Jo <jo@firm.example>", "Subject: x", "", "Bonjour"].join("\r\n"));
const verdict = (lines: string[], relays: string[] = []) => {
  const { refused, author } = readMail(mail(...lines), "jo@firm.example", relays);
  return refused ?? author?.proof;
};

describe("the receiver's verdict", () => {
  it("is believed when it is on top", () => {
    expect(verdict([PASS])).toBe("dmarc");
    expect(verdict([FAIL])).toBe("dmarc_fail");
    expect(verdict([])).toBe("dmarc_unknown");
    expect(verdict(["Authentication-Results: mx.cloudflare.net; dmarc=none header.from=firm.example"])).toBe("dmarc_none");
    expect(verdict(["Authentication-Results: mx.cloudflare.net; dmarc=temperror header.from=firm.example"])).toBe("dmarc_none");
    expect(verdict(["AUTHENTICATION-RESULTS: MX.CLOUDFLARE.NET 1;\r\n\tdmarc=PASS (p=none)\r\n\theader.from=firm.example"])).toBe("dmarc");
  });

  it.each<[string, string[]]>([
    ["one below it, that the sender brought along", [FAIL, PASS]],
    ["another server's on top", [PASS.replace("mx.cloudflare.net", "mx.google.com"), PASS]],
    ["a name that begins like the receiver's", [PASS.replace("mx.cloudflare.net", "mx.cloudflare.net.evil.example")]],
    ["of another domain", [PASS.replaceAll("firm.example", "evil.example")]],
    ["of a domain that ends like it", [PASS.replace("header.from=firm.example", "header.from=irm.example")]],
    ["without a domain", ["Authentication-Results: mx.cloudflare.net; dmarc=pass"]],
    [
      "in a comment",
      ["Authentication-Results: mx.cloudflare.net; spf=pass (dmarc=pass header.from=firm.example); dmarc=fail header.from=firm.example"],
    ],
    [
      "in the envelope's address",
      ["Authentication-Results: mx.cloudflare.net; dmarc=fail header.from=firm.example; spf=pass smtp.mailfrom=dmarc=pass@evil.example"],
    ],
    [
      "in a quoted text",
      [
        'Authentication-Results: mx.cloudflare.net; spf=pass smtp.mailfrom="x; dmarc=pass header.from=firm.example"; dmarc=fail header.from=firm.example',
      ],
    ],
  ])("is no pass: %s", (_what, lines) => {
    expect(verdict(lines)).toMatch(/^dmarc_(fail|none|unknown)$/);
  });
});

describe("a relay that we trust", () => {
  const TOP = "Authentication-Results: mx.cloudflare.net; dmarc=fail header.from=firm.example; arc=pass";
  const seal = (i: number, domain: string) => `ARC-Seal: i=${i}; a=rsa-sha256; t=1; cv=none; d=${domain}; s=arc; b=AAAA`;
  const said = (i: number, what = "dmarc=pass header.from=firm.example") =>
    `ARC-Authentication-Results: i=${i}; mx.google.com; dkim=pass; ${what}`;

  it("proves what it sealed, when the receiver found the chain whole", () => {
    expect(verdict([TOP, seal(1, "google.com"), said(1)], ["google.com"])).toBe("relay");
    expect(verdict([TOP, seal(2, "email.cloudflare.net"), seal(1, "google.com"), said(1)], ["google.com"])).toBe("relay");
  });

  it.each<[string, string[], string[]]>([
    ["that we were not told to trust", [TOP, seal(1, "google.com"), said(1)], []],
    ["a stranger sealed last", [TOP, seal(2, "evil.example"), seal(1, "google.com"), said(2), said(1)], ["google.com"]],
    ["a stranger who writes under its name", [TOP, seal(1, "evil.example"), said(1)], ["google.com"]],
    ["that saw it fail", [TOP, seal(1, "google.com"), said(1, "dmarc=fail header.from=firm.example")], ["google.com"]],
    [
      "with two sets under one number",
      [TOP, seal(1, "google.com"), said(1), said(1, "dmarc=fail header.from=firm.example")],
      ["google.com"],
    ],
    ["in a broken chain", [TOP.replace("arc=pass", "arc=fail"), seal(1, "google.com"), said(1)], ["google.com"]],
  ])("proves nothing: %s", (_what, lines, relays) => {
    expect(verdict(lines, relays)).toBe("dmarc_fail");
  });

  it("is asked about a mail that a colleague attached whole", () => {
    const attached = (top: string) =>
      [
        PASS,
        "From: Jo <jo@firm.example>",
        "Subject: Tr: x",
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: message/rfc822",
        "",
        top,
        "From: Ada <ada@client.example>",
        "Subject: Devis",
        "",
        "Bonjour\n\nCordialement\nAda Petit",
        "--b--",
      ].join("\r\n");
    const first = (top: string) => readMail(new TextEncoder().encode(attached(top)), "jo@firm.example", ["google.com"]).forwarded[0];
    expect(first("Authentication-Results: mx.google.com; dmarc=pass header.from=client.example")).toMatchObject({
      proof: "relay",
      sender: { address: "ada@client.example" },
      subject: "Devis",
    });
    expect(first("Authentication-Results: mx.evil.example; dmarc=pass header.from=client.example")?.proof).toBe("hand");
  });
});
