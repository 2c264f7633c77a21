/** What is written down, with which change, and how long it is kept. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readMail } from "../../../edge/mail/mail-store.ts";
import { mailRow } from "../../../edge/mail/queue-mail.ts";
import { sendMails } from "../../../edge/mail/send-mails.ts";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import { aMail, aMailer, db, emptyMails, error, houseWith, keep, queue } from "./a-mail.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-26T09:00:00Z");

beforeEach(async () => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
  await emptyMails();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe("a mail that is written down", () => {
  it("is one for one intent, whoever writes it again", async () => {
    expect(await queue()).toBe(await queue({ subject: "Autre" }));
    expect(await queue({ intent: ["INV-1", "3"] })).not.toBe(await queue());
    expect(await db.prepare("SELECT count(*) AS n FROM mails").first("n")).toBe(2);
  });

  it("is there when its change is, and is not when that changed nothing", async () => {
    await db.prepare("INSERT INTO settings (key, value) VALUES ('a', '1') ON CONFLICT DO NOTHING").run();
    const change = (from: string) => db.prepare("UPDATE settings SET value = '2' WHERE key = 'a' AND value = ?1").bind(from);
    const { id, row } = await mailRow(db, aMail(), { ifChanged: true });
    await db.batch([change("9"), row]);
    expect(await readMail(db, id)).toBeNull();
    await db.batch([change("1"), row]);
    expect(await readMail(db, id)).toMatchObject({ state: "queued", wakeAt: START });
    await db.prepare("DELETE FROM settings WHERE key = 'a'").run();
  });

  it("goes to an address as the envelope wants it, its subject on one line", async () => {
    const mailer = aMailer();
    await queue({ subject: "Bonjour\r\nBcc: all@x.fr", to: { email: " Jeanne@Société.fr ", name: "Jeanne\nDurand" } });
    await sendMails(houseWith(mailer));
    expect(mailer.taken[0]?.mail).toMatchObject({
      subject: "Bonjour Bcc: all@x.fr",
      to: { email: "Jeanne@xn--socit-esab.fr", name: "Jeanne Durand" },
    });
  });

  it.each(["", "jeanne", "@x.fr", "a@b", "a b@c.fr", "é@c.fr", "a@127.0.0.1", "a@c.fr, b@c.fr", "a@c.fr\nx"])(
    "is refused for %j",
    async (email) => {
      await expect(mailRow(db, aMail({ to: { email, name: "" } }))).rejects.toMatchObject({ code: "invalid_input", field: "to" });
    },
  );

  it("carries what unsubscribes, our reference, and files as they are when it leaves", async () => {
    const document = await keep("invoice1", "%PDF-1.7");
    const mailer = aMailer();
    const id = await queue({
      unsubscribeUrl: "https://example.com/u/abc",
      documents: [document],
    });
    await sendMails(houseWith(mailer));
    expect(mailer.taken[0]?.mail.headers).toEqual({
      "X-Passerelle-Reference": id,
      "List-Unsubscribe": "<https://example.com/u/abc>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const [file] = mailer.taken[0]?.mail.attachments ?? [];
    expect(file).toMatchObject({ filename: "Facture été.pdf", type: "application/pdf" });
    expect(new TextDecoder().decode(file?.content)).toBe("%PDF-1.7");
  });
});

describe("what is kept", () => {
  it("is forgotten after its days, but for the ids that keep a second one away", async () => {
    const mailer = aMailer();
    const id = await queue();
    await sendMails(houseWith(mailer));
    pass(30 * DAY + 1);
    await sweepRetention(db);
    expect(await readMail(db, id)).toMatchObject({ state: "sent", recipient: null, content: null });
    await queue();
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(1);
  });

  it("says nothing of whom and what in the log", async () => {
    const said = vi.spyOn(console, "warn");
    const mailer = aMailer();
    await queue();
    mailer.fail = [{ error: error("vendor_refused") }];
    await sendMails(houseWith(mailer));
    expect(said).toHaveBeenCalled();
    expect(JSON.stringify(said.mock.calls)).not.toMatch(/Jeanne|soci|facture/i);
    said.mockRestore();
  });

  it("is found by an index: due, to forget, in trouble", async () => {
    for (const [question, index] of [
      ["SELECT id FROM mails WHERE wake_at <= 1 ORDER BY wake_at LIMIT 9", "mails_due"],
      ["SELECT 1 FROM mails WHERE wake_at IS NOT NULL LIMIT 9", "mails_due"],
      ["SELECT id FROM mails WHERE content IS NOT NULL AND ended_at < 1 LIMIT 9", "mails_forget"],
      ["SELECT id FROM mails WHERE content IS NULL AND ended_at < 1 LIMIT 9", "mails_ended"],
      [
        "SELECT id FROM mails WHERE state IN ('unknown', 'refused', 'failed') AND ended_at > 1 ORDER BY ended_at DESC LIMIT 9",
        "mails_trouble",
      ],
    ]) {
      const { results } = await db.prepare(`EXPLAIN QUERY PLAN ${question}`).all<{ detail: string }>();
      expect(results.map(({ detail }) => detail).join()).toContain(String(index));
      expect(results.map(({ detail }) => detail).join()).not.toContain("TEMP B-TREE");
    }
  });
});
