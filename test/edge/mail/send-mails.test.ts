/** A mail is sent once, or said to be uncertain: through each fault, each death of the Worker, two senders at once. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import { KEEP_CONTENT_DAYS, type NewMail } from "../../../edge/mail/mail.ts";
import { LEASE_MS, readMail } from "../../../edge/mail/mail-store.ts";
import { type Mailer, noMailer, type OutgoingMail } from "../../../edge/mail/mailer.ts";
import { mailRow } from "../../../edge/mail/queue-mail.ts";
import { sendMail, sendMails } from "../../../edge/mail/send-mails.ts";
import { aHouse, worker } from "../carry.ts";

const db = worker.DB;
const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.parse("2026-11-26T09:00:00Z");

beforeEach(async () => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
  await db.batch(["mails", "audit"].map((table) => db.prepare(`DELETE FROM ${table}`)));
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** A provider that keeps what it took; `fail` is thrown, one each time, before or (`after`) behind the taking. */
function aMailer(repeatsSafelyForMs = 0) {
  const taken: { key: string; mail: OutgoingMail }[] = [];
  const mailer: Mailer & { taken: typeof taken; asked: number; fail: { error: unknown; after?: boolean }[] } = {
    ...{
      id: repeatsSafelyForMs > 0 ? "keyed" : "plain",
      label: "",
      repeatsSafelyForMs,
      taken,
      asked: 0,
      fail: [],
      probe: async () => undefined,
    },
    async send(mail, key) {
      mailer.asked++;
      const failure = mailer.fail.shift();
      const had = repeatsSafelyForMs > 0 && taken.some((one) => one.key === key);
      if (!had && (!failure || failure.after)) taken.push({ key, mail });
      if (failure) throw failure.error;
      return had ? null : `<${key}>`;
    },
  };
  return mailer;
}

const aMail = (changes: Partial<NewMail> = {}): NewMail => ({
  ...{ kind: "invoice", intent: ["INV-1", "2"], actor: "p1", to: { email: "Jeanne@Société.fr", name: "Jeanne" } },
  ...{ subject: "Votre facture", text: "Bonjour", html: "<p>Bonjour</p>", object: { kind: "invoice", id: "INV-1" } },
  ...changes,
});

async function queue(changes: Partial<NewMail> = {}): Promise<string> {
  const { id, row } = await mailRow(db, aMail(changes));
  await row.run();
  return id;
}

const houseWith = (mailer: Mailer): House => aHouse({ mailer });
const audit = async () => (await db.prepare("SELECT actor, action, object_id AS id, outcome, code FROM audit ORDER BY id").all()).results;
const error = (code: ConstructorParameters<typeof PasserelleError>[0], retryAfterSeconds?: number) =>
  new PasserelleError(code, retryAfterSeconds ? { retryAfterSeconds } : {});

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
    await worker.FILES.put("invoices/1.pdf", "%PDF-1.7");
    const mailer = aMailer();
    const id = await queue({
      unsubscribeUrl: "https://example.com/u/abc",
      attachments: [{ file: "invoices/1.pdf", filename: "Facture.pdf", type: "application/pdf" }],
    });
    await sendMails(houseWith(mailer));
    expect(mailer.taken[0]?.mail.headers).toEqual({
      "X-Passerelle-Reference": id,
      "List-Unsubscribe": "<https://example.com/u/abc>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(new TextDecoder().decode(mailer.taken[0]?.mail.attachments[0]?.content)).toBe("%PDF-1.7");
  });
});

describe("sending", () => {
  it("happens once, and leaves ids in the trail", async () => {
    const mailer = aMailer();
    const id = await queue();
    await sendMails(houseWith(mailer));
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(1);
    expect(await readMail(db, id)).toMatchObject({ state: "sent", code: null, endedAt: START, wakeAt: null });
    expect(await audit()).toEqual([{ actor: "p1", action: "mail.send", id, outcome: "done", code: null }]);
  });

  it("happens once when several set about it at the same time", async () => {
    const mailer = aMailer();
    const id = await queue();
    const house = houseWith(mailer);
    await Promise.all([sendMail(house, id), sendMail(house, id), sendMails(house), sendMails(house)]);
    expect(mailer.asked).toBe(1);
  });

  it.each(["rate_limited", "vendor_unavailable", "misconfigured"] as const)("is tried again, later and later, after %s", async (code) => {
    const mailer = aMailer();
    const id = await queue();
    mailer.fail = [{ error: error(code) }, { error: error(code) }];
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "queued", code, wakeAt: START + MINUTE, maybeSince: null });
    pass(MINUTE);
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ wakeAt: START + 3 * MINUTE });
    pass(2 * MINUTE);
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "sent" });
    expect(mailer.taken).toHaveLength(1);
  });

  it("waits as long as the provider asks", async () => {
    const mailer = aMailer();
    const id = await queue();
    mailer.fail = [{ error: error("rate_limited", 7_200) }];
    await sendMails(houseWith(mailer));
    expect((await readMail(db, id))?.wakeAt).toBe(START + 7_200_000);
  });

  it("leaves a provider that will not now alone until the next minute", async () => {
    const mailer = aMailer();
    for (let i = 0; i < 12; i++) await queue({ intent: [String(i)] });
    mailer.fail = Array.from({ length: 4 }, () => ({ error: error("rate_limited") }));
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(4);
    pass(MINUTE);
    await sendMails(houseWith(mailer));
    expect(mailer.taken).toHaveLength(12);
  });

  it.each(["vendor_refused", "too_large", "invalid_input"] as const)("ends with %s", async (code) => {
    const mailer = aMailer();
    const id = await queue();
    mailer.fail = [{ error: error(code) }];
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "refused", code, wakeAt: null });
    expect(await audit()).toMatchObject([{ action: "mail.send", outcome: "refused", code }]);
  });

  it("ends when a file is gone, or too much is attached, and sends nothing", async () => {
    const mailer = aMailer();
    await worker.FILES.put("big", new Uint8Array(3_600_000));
    const attach = (file: string) => [{ file, filename: "a.pdf", type: "application/pdf" }];
    const gone = await queue({ intent: ["gone"], attachments: attach("nothing") });
    const big = await queue({ intent: ["big"], attachments: attach("big") });
    await sendMails(houseWith(mailer));
    expect(await readMail(db, gone)).toMatchObject({ state: "refused", code: "not_found" });
    expect(await readMail(db, big)).toMatchObject({ state: "refused", code: "too_large" });
    expect(mailer.asked).toBe(0);
  });

  it("is given up after three days, with or without a mailer", async () => {
    const id = await queue();
    for (let hour = 0; hour < 74; hour++) {
      await sendMails(houseWith(noMailer));
      pass(60 * MINUTE);
    }
    expect(await readMail(db, id)).toMatchObject({ state: "failed", code: "misconfigured" });
  });
});

describe("when nobody knows whether it was sent", () => {
  const lost = { error: error("maybe_written"), after: true };

  it("a provider without keys is not asked again: it is uncertain, and says so", async () => {
    const mailer = aMailer();
    const id = await queue();
    mailer.fail = [lost];
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "unknown", code: "maybe_written", wakeAt: null });
    pass(DAY);
    await sendMails(houseWith(mailer));
    expect(mailer.taken).toHaveLength(1);
    expect(await audit()).toMatchObject([{ outcome: "refused", code: "maybe_written" }]);
  });

  it("a provider with keys is asked again under the same one, until it says", async () => {
    const mailer = aMailer(30 * MINUTE);
    const id = await queue();
    mailer.fail = [lost, { error: new TypeError("reset"), after: true }, { error: error("vendor_unavailable") }];
    for (let i = 0; i < 4; i++) {
      await sendMails(houseWith(mailer));
      pass(5 * MINUTE);
    }
    expect(await readMail(db, id)).toMatchObject({ state: "sent" });
    expect(mailer.taken).toHaveLength(1);
    expect(mailer.asked).toBe(4);
  });

  it("nor is one with keys asked when it may have forgotten", async () => {
    const mailer = aMailer(30 * MINUTE);
    const id = await queue();
    mailer.fail = [lost];
    await sendMails(houseWith(mailer));
    pass(21 * MINUTE);
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "unknown" });
    expect(mailer.asked).toBe(1);
  });

  it.each([
    [0, "unknown", 1],
    [30 * MINUTE, "sent", 2],
  ])("a Worker that died over it leaves the same doubt (keys for %i ms: %s)", async (repeats, state, asked) => {
    const mailer = aMailer(repeats);
    const id = await queue();
    const dying = {
      ...mailer,
      send: (...args: Parameters<Mailer["send"]>) => mailer.send(...args).then(() => new Promise<never>(() => {})),
    };
    void sendMail(houseWith(dying), id);
    await vi.waitFor(() => expect(mailer.taken).toHaveLength(1));
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(1);
    pass(LEASE_MS);
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state });
    expect([mailer.asked, mailer.taken.length]).toEqual([asked, 1]);
  });

  it("another provider than the one that may have it is not asked", async () => {
    const first = aMailer(30 * MINUTE);
    const id = await queue();
    first.fail = [lost];
    await sendMails(houseWith(first));
    pass(MINUTE);
    const second = { ...aMailer(30 * MINUTE), id: "other" };
    await sendMails(houseWith(second));
    expect(await readMail(db, id)).toMatchObject({ state: "unknown" });
    expect(second.asked).toBe(0);
  });

  it("an answer that comes after all is believed", async () => {
    const mailer = aMailer();
    const id = await queue();
    let answer: (id: string) => void = () => undefined;
    const slow = { ...mailer, send: () => new Promise<string>((resolve) => (answer = resolve)) };
    const sending = sendMail(houseWith(slow), id);
    await vi.waitFor(async () => expect((await readMail(db, id))?.state).toBe("sending"));
    pass(LEASE_MS);
    await sendMails(houseWith(mailer));
    expect(await readMail(db, id)).toMatchObject({ state: "unknown" });
    answer("<late>");
    await sending;
    expect(await readMail(db, id)).toMatchObject({ state: "sent" });
  });
});

describe("what is kept", () => {
  it("is forgotten after its days, but for the ids that keep a second one away", async () => {
    const mailer = aMailer();
    const id = await queue();
    await sendMails(houseWith(mailer));
    pass(KEEP_CONTENT_DAYS * DAY + 1);
    await sendMails(houseWith(mailer));
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
      ["UPDATE mails SET recipient = NULL WHERE content IS NOT NULL AND ended_at < 1", "mails_forget"],
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
