/** What every connector that carries mail must do, whoever carries it. */
import { describe, expect, it } from "vitest";
import type { ErrorCode } from "../../edge/errors.ts";
import type { Mailer, OutgoingMail } from "../../edge/mail/mailer.ts";
import type { FaultMatch, Faults } from "../sandbox/faults.ts";
import type { BoxMail } from "../sandbox/mailbox/mailbox.ts";

export interface MailerUnderTest {
  mailer: Mailer;
  /** What the other side has taken, the latest first. */
  arrived(): Pick<BoxMail, "from" | "to" | "replyTo" | "subject" | "text" | "html" | "headers" | "attachments">[];
  /** Absent when there is no network between us and it. */
  faults?: Faults;
  /** Which of its requests hand a mail over. */
  sends?: FaultMatch;
  /** What a broken server answers: whether it may have taken the mail. */
  broken?: ErrorCode;
  busy?: ErrorCode;
}

export const FROM = { name: "Atelier Lumière", email: "bonjour@atelier-lumiere.example" };
export const MAIL_FROM = `${FROM.name} <${FROM.email}>`;

let last = 0;
export const aKey = () => `test${String(++last).padStart(4, "0")}`;

const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x0a, 0x00, 0xff, 0xfe, 0x0d, 0x2e, 0x0d, 0x0a]);

export const aMail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  to: { name: "Élodie Chênebaut", email: "elodie@client.example" },
  replyTo: "compta@atelier-lumiere.example",
  subject: "Votre facture n° FA-2026-0042 : 1 234,56 € à régler avant le 31 décembre, merci 🙏",
  text: `Bonjour,\n\n.un point au début\n..deux points\nÀ bientôt = merci   \n${"très long ".repeat(120)}\n-- \nL’atelier`,
  html: '<p style="color:#333">Bonjour <b>Élodie</b> &amp; Cie — <a href="https://example.com/?a=1&amp;b=2">voir</a></p>',
  headers: {
    "X-Passerelle-Reference": "abc123",
    "List-Unsubscribe": "<https://example.com/u/abc?d=1>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  attachments: [{ filename: "Facture été n°42.pdf", type: "application/pdf", content: PDF }],
  tag: "invoice",
  ...changes,
});

const code = (expected: ErrorCode, field?: string) =>
  expect.objectContaining({ name: "PasserelleError", code: expected, ...(field && { field }) });

export function keepsTheMailPromise(name: string, open: () => Promise<MailerUnderTest> | MailerUnderTest) {
  describe(`${name} keeps the promise of a mailer`, () => {
    it("hands over every part as it was written", async () => {
      const { mailer, arrived } = await open();
      const mail = aMail();
      expect(await mailer.send(mail, aKey())).toBeTruthy();
      const [taken, ...more] = arrived();
      expect(more).toEqual([]);
      const { to, replyTo, subject, text, html } = mail;
      expect(taken).toMatchObject({ from: FROM, to: [to], replyTo, subject, text, html });
      for (const [header, value] of Object.entries(mail.headers)) expect(taken?.headers).toContainEqual({ name: header, value });
      expect(taken?.attachments).toEqual([
        expect.objectContaining({ filename: "Facture été n°42.pdf", type: "application/pdf", size: 12 }),
      ]);
      expect(taken?.attachments[0]?.content).toBe(btoa(String.fromCharCode(...PDF)));
    });

    it("does without a name, an answer address and attachments", async () => {
      const { mailer, arrived } = await open();
      await mailer.send(aMail({ to: { name: "", email: "a@client.example" }, replyTo: "", attachments: [], headers: {} }), aKey());
      expect(arrived()[0]).toMatchObject({ to: [{ name: "", email: "a@client.example" }], replyTo: "", attachments: [] });
    });

    it("keeps a name from being read as syntax", async () => {
      const { mailer, arrived } = await open();
      for (const to of ['Dupont, "Jo" <boss@evil.example>', "a\\b", "=?UTF-8?Q?x?=", "R&D ; équipe", "()<>@,;:\\"]) {
        await mailer.send(aMail({ to: { name: to, email: "a@client.example" }, attachments: [] }), aKey());
        expect(arrived()[0]?.to).toEqual([{ name: to, email: "a@client.example" }]);
      }
    });

    it.each<[string, Partial<OutgoingMail>, string]>([
      ["a line break in the subject", { subject: "Bonjour\r\nBcc: all@client.example" }, "subject"],
      ["a bare line feed in the subject", { subject: "Bonjour\nBcc: all@client.example" }, "subject"],
      ["a line break in a name", { to: { name: "A\r\nBcc: b@c.example", email: "a@client.example" } }, "to"],
      ["two recipients in one", { to: { name: "", email: "a@client.example>,<b@client.example" } }, "to"],
      ["a command in an address", { to: { name: "", email: "a@client.example\r\nRCPT TO:<b@client.example>" } }, "to"],
      ["a line break in the answer address", { replyTo: "a@client.example\nX: y" }, "replyTo"],
      ["a line break in a header", { headers: { "X-Passerelle-Reference": "a\r\nBcc: b@client.example" } }, "headers"],
      ["a colon in a header's name", { headers: { "Bcc: b@client.example\r\nX": "a" } }, "headers"],
      [
        "a line break in a file's name",
        { attachments: [{ filename: "a\r\nb.pdf", type: "application/pdf", content: PDF }] },
        "attachments",
      ],
    ])("refuses %s, and sends nothing", async (_, changes, field) => {
      const { mailer, arrived } = await open();
      await expect(mailer.send(aMail(changes), aKey())).rejects.toEqual(code("invalid_input", field));
      expect(arrived()).toEqual([]);
    });

    it("says whose fault it is when nobody has that address", async () => {
      const { mailer, arrived } = await open();
      await expect(mailer.send(aMail({ to: { name: "", email: "introuvable@client.example" } }), aKey())).rejects.toEqual(
        code("vendor_refused", "to"),
      );
      expect(arrived()).toEqual([]);
    });

    it("answers a probe without sending", async () => {
      const { mailer, arrived } = await open();
      await mailer.probe();
      expect(arrived()).toEqual([]);
    });

    it("does not know when the answer is lost, or the mail under way is late", async ({ skip }) => {
      const { mailer, arrived, faults, sends } = await open();
      if (!faults || !sends) return skip("no network in between");
      for (const kind of ["lose-reply", "late"] as const) {
        faults.add({ kind, match: sends, delayMs: 20 });
        await expect(mailer.send(aMail(), aKey())).rejects.toEqual(code("maybe_written"));
      }
      await faults.settled();
      expect(arrived()).toHaveLength(2);
    });

    it("takes a second sending under one key for the same mail, if it says that it does", async ({ skip }) => {
      const { mailer, arrived, faults, sends } = await open();
      if (!faults || !sends || mailer.repeatsSafelyForMs === 0) return skip("knows no keys");
      const key = aKey();
      faults.add({ kind: "lose-reply", match: sends });
      await expect(mailer.send(aMail(), key)).rejects.toEqual(code("maybe_written"));
      expect(await mailer.send(aMail(), key)).toBeNull();
      expect(arrived()).toHaveLength(1);
      expect(await mailer.send(aMail(), aKey())).toBeTruthy();
      expect(arrived()).toHaveLength(2);
    });

    it("tells a busy server from a broken one", async ({ skip }) => {
      const { mailer, arrived, faults, sends, busy = "rate_limited", broken = "maybe_written" } = await open();
      if (!faults || !sends) return skip("no network in between");
      faults.add({ kind: "429", match: sends, retryAfterSeconds: 9 });
      await expect(mailer.send(aMail(), aKey())).rejects.toEqual(code(busy));
      faults.add({ kind: "500", match: sends });
      await expect(mailer.send(aMail(), aKey())).rejects.toEqual(code(broken));
      expect(arrived()).toEqual([]);
    });

    it("keeps what the mail says, and whom it is for, out of its error messages", async ({ skip }) => {
      const { mailer, faults } = await open();
      if (!faults) return skip("no network in between");
      const messages = [await mailer.send(aMail({ to: { name: "", email: "introuvable@client.example" } }), aKey()).catch(String)];
      for (const kind of ["lose-reply", "500", "429"] as const) {
        faults.add({ kind });
        messages.push(await mailer.send(aMail(), aKey()).catch(String));
      }
      expect(messages).toHaveLength(4);
      for (const text of messages) expect(text).not.toMatch(/client\.example|FA-2026|Élodie/);
    });
  });
}
