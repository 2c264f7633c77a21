/** A mail is sent once, or said to be uncertain: through each fault, each death of the Worker, two senders at once. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LEASE_MS, readMail } from "../../../edge/mail/mail-store.ts";
import { type Mailer, noMailer } from "../../../edge/mail/mailer.ts";
import { sendMail, sendMails } from "../../../edge/mail/send-mails.ts";
import { aMailer, audit, db, emptyMails, error, houseWith, keep, queue } from "./a-mail.ts";

const MINUTE = 60_000;
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

describe("sending", () => {
  it("happens once, and leaves ids in the trail", async () => {
    const mailer = aMailer();
    const id = await queue();
    await sendMails(houseWith(mailer));
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(1);
    expect(await readMail(db, id)).toMatchObject({ state: "sent", code: null, wakeAt: null });
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

  it.each([0, 30 * MINUTE])("does not lose a minute's mails to a provider that does not answer (keys for %i ms)", async (repeats) => {
    const mailer = aMailer(repeats);
    for (let i = 0; i < 12; i++) await queue({ intent: [String(i)] });
    mailer.fail = Array.from({ length: 12 }, () => ({ error: error("maybe_written") }));
    await sendMails(houseWith(mailer));
    expect(mailer.asked).toBe(4);
    expect(await db.prepare("SELECT count(*) AS n FROM mails WHERE attempt = 0").first("n")).toBe(8);
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
    const gone = await queue({ intent: ["gone"], documents: ["nothing"] });
    const big = await queue({ intent: ["big"], documents: [await keep("big", new Uint8Array(3_600_000))] });
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
