/** What we write on the wire, read back by somebody else's parser. */
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { type MimeMail, mimeMessage } from "../../../edge/protocols/mime.ts";
import { aMail, FROM } from "../../contracts/mailer.ts";

const write = (changes: Partial<MimeMail> = {}) =>
  mimeMessage({ ...aMail(), from: FROM, key: "k7", date: new Date("2026-11-26T08:05:00Z"), ...changes });

describe("a mail on the wire", () => {
  it("is ASCII in lines of at most 998, each ended by CRLF", () => {
    const raw = write({ subject: `${"é".repeat(700)}${"x".repeat(700)}`, html: `<p>${"à".repeat(5_000)}</p>` });
    expect(raw.replaceAll("\r\n", "")).toMatch(/^[\x20-\x7e]*$/);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
    const body = raw.slice(raw.indexOf("\r\n\r\n"));
    expect(Math.max(...body.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(78);
  });

  it("names itself by our key, so that a second copy is seen to be one", async () => {
    const mail = await PostalMime.parse(write());
    expect(mail.messageId).toBe("<k7@atelier-lumiere.example>");
    expect(mail.date).toBe("2026-11-26T08:05:00.000Z");
    expect(write()).toBe(write());
  });

  it.each([
    ["", "", ""],
    ["=?UTF-8?B?w6k=?=", "=C3=A9 = égal", "<p>=</p>"],
    ["👩‍👩‍👧‍👦".repeat(40), ".\n..\n.fin", "--=_alternative_k7--\r\n--=_mixed_k7"],
    ["tab\u00a0insécable", "fin \n\t\nespaces  ", "<p>\u2028</p>"],
    ["x".repeat(400), "a\r\nb\rc\nd", " "],
  ])("brings %j back as it was", async (subject, text, html) => {
    const mail = await PostalMime.parse(write({ subject, text, html }));
    expect(mail.subject ?? "").toBe(subject);
    expect((mail.text ?? "").replaceAll("\r\n", "\n")).toBe(text.replace(/\r\n?/g, "\n"));
    expect((mail.html ?? "").replaceAll("\r\n", "\n")).toBe(html.replace(/\r\n?/g, "\n"));
    expect(mail.attachments).toHaveLength(1);
  });

  it("carries a megabyte as it is", async () => {
    const content = new Uint8Array(1_000_000).map((_, i) => (i * 31) & 255);
    const raw = write({ attachments: [{ filename: 'a"b\\c été.bin', type: "application/octet-stream", content }] });
    const [file] = (await PostalMime.parse(raw)).attachments;
    expect(file?.filename).toBe('a"b\\c été.bin');
    expect(new Uint8Array(file?.content as ArrayBuffer)).toEqual(content);
  });
});
