/** What the doctor reads in DNS, on records as domains have them. */
import { describe, expect, it } from "vitest";
import { domainFindings, type Lookup, mailFindings } from "./doctor-mail.ts";
import { carrierOf, dkimFinding, dmarcFinding, spfFinding } from "./mail-dns.ts";

const KEY_2048 = `v=DKIM1; k=rsa; p=${"A".repeat(392)}`;
const KEY_1024 = `k=rsa;p=${"A".repeat(216)}`;

describe("SPF", () => {
  it.each<[string, string[], string, string, RegExp]>([
    ["smtp", ["v=spf1 include:mx.ovh.com ~all", "google-site-verification=x"], "ok", "", /mx\.ovh\.com/],
    ["smtp", ["v=spf1 redirect=_spf.firme.fr"], "ok", "", /redirect/],
    ["smtp", [], "todo", "", /has none. Publish a TXT record/],
    ["smtp", ["v=spf10 -all", "spf2.0/pra -all"], "todo", "", /has none/],
    ["smtp", ["v=spf1 -all", "v=spf1 mx -all"], "todo", "", /2 records/],
    ["smtp", ["v=spf1 mx +all"], "todo", "", /everybody/],
    ["smtp", ["v=spf1 mx all"], "todo", "", /everybody/],
    ["smtp", [`v=spf1 ${Array.from({ length: 11 }, (_, i) => `include:s${i}.fr`).join(" ")} -all`], "todo", "", /11 look-ups/],
    ["smtp", ["v=spf1 ip4:192.0.2.1 ip6:2001:db8::/32 a mx -all"], "ok", "", /ip4/],
    ["smtp", ["v=spf1 mx"], "note", "", /end it with ~all/],
    ["brevo", [], "note", "", /does without/],
    ["brevo", ["v=spf1 +all"], "todo", "", /everybody/],
    ["cloudflare", ["v=spf1 include:_spf.mx.cloudflare.net ~all"], "ok", "", /cloudflare/],
    ["cloudflare", ["v=spf1 include:spf.example.net ~all"], "todo", "", /does not include _spf\.mx\.cloudflare\.net/],
    ["cloudflare", [], "todo", "", /TXT firme\.fr "v=spf1 include:_spf\.mx\.cloudflare\.net ~all"/],
  ])("%s, %j: %s", (mailer, records, state, _, says) => {
    const finding = spfFinding("firme.fr", { records }, carrierOf(mailer));
    expect(finding).toMatchObject({ about: "SPF", state });
    expect(finding.says).toMatch(says);
  });
});

describe("DKIM", () => {
  it.each<[string, string, Record<string, string[]>, string, RegExp]>([
    ["brevo", "", { brevo1: [KEY_2048], brevo2: [KEY_2048] }, "ok", /brevo1\._domainkey\.firme\.fr and brevo2/],
    ["brevo", "", { mail: [KEY_2048] }, "ok", /mail\._domainkey/],
    ["brevo", "", { brevo1: [KEY_2048] }, "todo", /Brevo → Settings/],
    ["brevo", "", { mail: [KEY_1024] }, "note", /1024 bits/],
    ["brevo", "", { mail: ["v=DKIM1; p="] }, "todo", /revoked/],
    ["brevo", "", { mail: ["brevo-code:abc"] }, "todo", /no key/],
    ["cloudflare", "", { "cf-bounce": [KEY_2048] }, "ok", /cf-bounce\._domainkey/],
    ["cloudflare", "", { "cf-bounce": [] }, "todo", /Onboard Domain/],
    ["smtp", "", { selector1: [KEY_2048] }, "ok", /selector1/],
    ["smtp", "", {}, "note", /MAIL_DKIM_SELECTOR/],
    ["smtp", "ours", { ours: ["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="] }, "ok", /ours/],
    ["smtp", "ours", { ours: [KEY_2048.replace("k=rsa", "k=rsa; t=y")] }, "note", /test/],
    ["smtp", "ours", { selector1: [KEY_2048] }, "todo", /ours\._domainkey\.firme\.fr/],
  ])("%s %s %j: %s", (mailer, selector, keys, state, says) => {
    const finding = dkimFinding("firme.fr", keys, carrierOf(mailer, selector));
    expect(finding).toMatchObject({ about: "DKIM", state });
    expect(finding.says).toMatch(says);
  });
});

describe("DMARC", () => {
  it.each<[string, string[], string, RegExp]>([
    ["firme.fr", ["v=DMARC1; p=reject; rua=mailto:d@firme.fr"], "ok", /p=reject/],
    ["firme.fr", ["v=DMARC1;p=quarantine;rua=mailto:d@firme.fr;pct=50"], "ok", /quarantine/],
    ["firme.fr", ["v=DMARC1; p=none; rua=mailto:d@firme.fr"], "note", /p=quarantine/],
    ["firme.fr", ["v=DMARC1; p=reject"], "note", /no reports/],
    ["firme.fr", ["v=DMARC1; rua=mailto:d@firme.fr"], "todo", /no valid policy/],
    ["firme.fr", ["v=DMARC1; p=everything"], "todo", /no valid policy/],
    ["firme.fr", ["v=DMARC1; p=none", "v=DMARC1; p=reject"], "todo", /2 records/],
    ["firme.fr", ["something else"], "todo", /Publish TXT _dmarc\.mail\.firme\.fr "v=DMARC1; p=none; rua=/],
    ["firme.fr", ["v=DMARC1; p=reject; sp=none; rua=mailto:d@firme.fr"], "note", /only watches/],
  ])("of mail.firme.fr, at %s, %j: %s", (at, records, state, says) => {
    const finding = dmarcFinding("mail.firme.fr", { at, records });
    expect(finding).toMatchObject({ about: "DMARC", state });
    expect(finding.says).toMatch(says);
  });
});

describe("a domain", () => {
  const dns =
    (zone: Record<string, string[]>, asked: string[] = []): Lookup =>
    async (name) => {
      asked.push(name);
      return { records: zone[name] ?? [] };
    };

  it("is looked up where its carrier publishes, DMARC also above it", async () => {
    const asked: string[] = [];
    const zone = {
      "cf-bounce.shop.firme.fr": ["v=spf1 include:_spf.mx.cloudflare.net ~all"],
      "cf-bounce._domainkey.shop.firme.fr": [KEY_2048],
      "_dmarc.firme.fr": ["v=DMARC1; p=reject; rua=mailto:d@firme.fr"],
    };
    const findings = await domainFindings("shop.firme.fr", "cloudflare", undefined, dns(zone, asked));
    expect(findings.map(({ about, state }) => `${about} ${state}`)).toEqual(["SPF ok", "DKIM ok", "DMARC ok"]);
    expect(asked).not.toContain("_dmarc.fr");
  });

  it("is not blamed for a DNS that does not answer", async () => {
    const offline: Lookup = async () => ({ trouble: "ECONNREFUSED" });
    expect(await domainFindings("firme.fr", "brevo", undefined, offline)).toEqual([
      expect.objectContaining({
        state: "note",
        says: expect.stringMatching(/DNS does not answer here \(ECONNREFUSED\): is this machine offline\?/),
      }),
    ]);
  });

  it("is not blamed for a DNS that knows no name at all, and is for one that knows others", async () => {
    expect(await domainFindings("firme.fr", "brevo", undefined, dns({}))).toEqual([expect.objectContaining({ state: "note" })]);
    const elsewhere = dns({ "_dmarc.gmail.com": ["v=DMARC1; p=none"] });
    const findings = await domainFindings("firme.fr", "brevo", undefined, elsewhere);
    expect(findings.map(({ about, state }) => `${about} ${state}`)).toEqual(["SPF note", "DKIM todo", "DMARC todo"]);
  });

  it("that is invented is not looked up", async () => {
    const never: Lookup = () => Promise.reject(new Error("asked"));
    expect(await domainFindings("atelier-lumiere.example", "smtp", undefined, never)).toEqual([expect.objectContaining({ state: "note" })]);
  });
});

describe("the doctor on mail", () => {
  const quiet: Lookup = async () => ({ records: [] });
  const first = async (values: Record<string, string>, production = true) => (await mailFindings(values, production, quiet))[0];

  it.each<[Record<string, string>, boolean, string, RegExp]>([
    [{}, false, "ok", /mailbox/],
    [{}, true, "note", /no mail is sent/],
    [{ MAILER: "pigeon" }, true, "todo", /MAILER=pigeon/],
    [{ MAILER: "brevo" }, true, "todo", /MAIL_FROM/],
    [{ MAILER: "brevo", MAIL_FROM: "a@firme.example" }, true, "todo", /BREVO_API_KEY is not set/],
    [{ MAILER: "smtp", MAIL_FROM: "nobody" }, true, "todo", /SMTP_HOST is not set/],
    [{ MAILER: "smtp", MAIL_FROM: "nobody", SMTP_HOST: "127.0.0.1" }, true, "todo", /MAIL_FROM is no sender/],
    [{ MAILER: "smtp", MAIL_FROM: "a@firme.example", SMTP_HOST: "127.0.0.1", SMTP_PORT: "9" }, true, "todo", /does not answer/],
    [{ MAILER: "cloudflare", MAIL_FROM: "a@firme.example" }, true, "note", /from the Worker only/],
  ])("%j: %s", async (values, production, state, says) => {
    const finding = await first(values, production);
    expect(finding).toMatchObject({ state });
    expect(finding?.says).toMatch(says);
  });
});
