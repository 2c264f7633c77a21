/** Mails as they come: broken, hostile, in every character set. Each is read as far as it goes, in bounded time. */
import { describe, expect, it } from "vitest";
import { textOfHtml } from "../../../edge/mail-in/message/html-text.ts";
import { looksAlike, onlyMailbox } from "../../../edge/mail-in/message/mailbox.ts";
import { headerOf, readMessage } from "../../../edge/mail-in/message/read-message.ts";
import { isNoReply, readMail } from "../../../edge/mail-in/read-mail.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0) & 255);
const utf8 = (text: string) => new TextEncoder().encode(text);
const text = (raw: Uint8Array) => readMessage(raw).text.trim();

describe("character sets and transfer encodings", () => {
  it.each<[string, string, Uint8Array]>([
    [
      "ISO-8859-1, quoted-printable",
      "Déjà à l'été",
      bytes(
        "Content-Type: text/plain; charset=ISO-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nD=E9j=E0 =E0 l'=\r\n=E9t=E9",
      ),
    ],
    ["Windows-1252, 8bit", "l’œuvre à 10 €", bytes("Content-Type: text/plain; charset=windows-1252\r\n\r\nl\x92\x9cuvre \xe0 10 \x80")],
    [
      "UTF-8, base64",
      "Élodie 👋",
      bytes(
        `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${btoa(String.fromCharCode(...utf8("Élodie 👋")))}`,
      ),
    ],
    ["says UTF-8, is Latin", "été", bytes("Content-Type: text/plain; charset=utf-8\r\n\r\n\xe9t\xe9")],
    ["says Latin, is UTF-8", "été", bytes(`Content-Type: text/plain; charset=iso-8859-1\r\n\r\n${String.fromCharCode(...utf8("été"))}`)],
    ["no such character set", "été", bytes("Content-Type: text/plain; charset=klingon\r\n\r\n\xe9t\xe9")],
    ["broken base64", "Bonjour", bytes("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nQm9uam91cg*\x00=x")],
    ["no header at all", "Bonjour", bytes("\r\nBonjour")],
  ])("%s", (_what, expected, raw) => {
    expect(text(raw).slice(0, expected.length)).toBe(expected);
  });

  it("joins encoded words, also where a character was cut in two", () => {
    const raw = bytes("From: =?utf-8?Q?=C3?=\r\n =?utf-8?Q?=89lodie?= =?iso-8859-1?Q?_M=E9nard?= <e@x.example>\r\n\r\n");
    expect(onlyMailbox(headerOf(readMessage(raw), "from"))?.name).toMatch(/^Élodie M/);
  });
});

describe("parts", () => {
  const alternative = (plain: string, html: string) =>
    `Content-Type: multipart/alternative; boundary="=_a"\r\n\r\npreamble\r\n--=_a\r\nContent-Type: text/plain\r\n\r\n${plain}\r\n--=_a\r\nContent-Type: text/html\r\n\r\n${html}\r\n--=_a--\r\nepilogue`;

  it("takes the plain words of two alternatives, and those of the HTML when there are no others", () => {
    expect(text(bytes(alternative("plain", "<p>html</p>")))).toBe("plain");
    expect(text(bytes(alternative("  ", "<p>html</p>")))).toBe("html");
  });

  it("tells a boundary from one that begins like it", () => {
    const inner = 'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\n\r\ninner\r\n--b1--\r\n';
    expect(text(bytes(`Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n${inner}\r\n--b\r\n\r\nouter\r\n--b--`))).toBe(
      "inner\n\nouter",
    );
  });

  it("opens no attachment, whatever it says it is", () => {
    const zip = `--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${"UEsDBA".repeat(1_000)}\r\n`;
    const disguised =
      '--b\r\nContent-Type: text/plain; name="x.zip"\r\nContent-Disposition: attachment; filename="x.zip"\r\n\r\nPK-bomb\r\n';
    expect(text(bytes(`Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n\r\nBonjour\r\n${zip}${disguised}--b--`))).toBe("Bonjour");
  });

  it.each<[string, () => string]>([
    [
      "1,000 parts",
      () => `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n".repeat(1_000)}--b--`,
    ],
    ["100,000 parts", () => `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${"--b\r\n\r\n\r\n".repeat(100_000)}--b--`],
    [
      "1,000 nested parts",
      () => Array.from({ length: 1_000 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`).join(""),
    ],
    ["mails in mails", () => "Content-Type: message/rfc822\r\n\r\n".repeat(50_000)],
    ["a boundary that is everywhere", () => `Content-Type: multipart/mixed; boundary="-"\r\n\r\n${"---\r\n".repeat(200_000)}`],
    ["2 MB of headers", () => `X: ${"a".repeat(2_000_000)}\r\n\r\nBonjour`],
    ["100,000 headers", () => `${"X: y\r\n".repeat(100_000)}\r\nBonjour`],
    ["2 MB of spaces", () => `From: ${" ".repeat(2_000_000)}a@b.example\r\n\r\n`],
    ["2 MB of tags that never end", () => `Content-Type: text/html\r\n\r\n${"<".repeat(2_000_000)}`],
    ["2 MB of styles that never end", () => `Content-Type: text/html\r\n\r\n${"<style>".repeat(300_000)}`],
    ["2 MB of small drawings", () => `Content-Type: text/html\r\n\r\n${"<svg></svg>".repeat(180_000)}`],
    ["2 MB of encoded words", () => `From: ${"=?utf-8?Q?a?= ".repeat(150_000)}<a@b.example>\r\n\r\n`],
    ["nothing", () => ""],
    ["noise", () => String.fromCharCode(...Array.from({ length: 60_000 }, (_, i) => (i * 7_919) & 255))],
  ])("bears %s", (_what, raw) => {
    const mail = bytes(raw());
    const began = performance.now();
    expect(() => readMail(mail, "a@b.example", ["google.com"])).not.toThrow();
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});

describe("HTML", () => {
  it("is words, line by line, and nothing that hides behind it", () => {
    const html =
      "<html><head><style>p{}</style><title>T</title></head><body><!-- x --><p>Bonjour&nbsp;&agrave; tous&#33;</p><script>evil()</script><table><tr><td>Tel</td><td>01</td></tr></table>&lt;b&gt; &bogus; &#xD800;</body>";
    expect(textOfHtml(html)).toBe("Bonjour à tous!\n\nTel 01\n\n<b> &bogus;");
  });
});

describe("addresses", () => {
  it.each<[string, string, string]>([
    ['"Perret, Jeanne" <Jeanne@Firm.example>', "Perret, Jeanne", "jeanne@firm.example"],
    ["jeanne@firm.example (Jeanne Perret)", "Jeanne Perret", "jeanne@firm.example"],
    ['"evil@bank.example" <x@evil.example>', "", "x@evil.example"],
    ["Jean\u202e\u0000 <x@firm.example>", "Jean", "x@firm.example"],
    ["=?utf-8?Q?Jean=0D=0ABcc:_x?= <x@firm.example>", "Jean Bcc: x", "x@firm.example"],
    ["<!channel> <x@firm.example>", "<!channel>", "x@firm.example"],
    ["Zoë <zoë@firm.example>, ", "", ""],
    ["Ж <x@банк.example>", "", ""],
  ])("%s", (written, name, address) => {
    const raw = [...written].some((character) => character > "ÿ") ? String.fromCharCode(...utf8(written)) : written;
    const found = onlyMailbox(raw);
    if (!address) {
      expect(found === null || /xn--/.test(found.address)).toBe(true);
      return;
    }
    expect(found).toEqual({ name, address });
  });

  it("are one, or none is believed", () => {
    expect(onlyMailbox("a@x.example, b@x.example")).toBeNull();
    expect(onlyMailbox('"a, b" <a@x.example>')?.address).toBe("a@x.example");
    expect(readMail(bytes("From: a@x.example\r\nFrom: b@x.example\r\n\r\n"), "a@x.example", []).refused).toBe("unreadable");
  });

  it("that imitate others are told", () => {
    expect(looksAlike({ name: "Pаypal", address: "x@y.example" })).toBe(true); // a Cyrillic "а"
    expect(looksAlike({ name: "Jeanne", address: "x@xn--80ak6aa92e.example" })).toBe(true);
    expect(looksAlike({ name: "Élodie Ménard", address: "x@y.example" })).toBe(false);
    expect(looksAlike({ name: "Νίκος", address: "x@y.example" })).toBe(false);
  });

  it.each([
    "no-reply@x",
    "noreply@x",
    "ne-pas-repondre@x",
    "nepasrepondre@x",
    "do-not-reply@x",
    "notifications@x",
    "facebook-noreply@x",
    "bounces+12@x",
    "mailer-daemon@x",
  ])("%s is nobody", (address) => {
    expect(isNoReply(`${address}.example`)).toBe(true);
  });
  it.each(["contact@x", "renoreplyo@x", "jean.noe@x", "notification.dupont.sa@x"])("%s may be somebody", (address) => {
    expect(isNoReply(`${address}.example`)).toBe(address.startsWith("notification."));
  });
});
