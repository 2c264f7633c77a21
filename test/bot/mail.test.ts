/** /passerelle mail: the state of sending, and a test mail that goes all the way. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sendMails } from "../../edge/mail/send-mails.ts";
import type { Env } from "../../edge/settings.ts";
import { emptyTables, openWorld, passerelle, type World } from "./world.ts";

let world: World;
beforeEach(emptyTables);
afterEach(async () => {
  await world.settled();
  vi.restoreAllMocks();
});

async function begin(env: Partial<Env> = {}) {
  world = openWorld({ MAILER: "brevo", ...env });
  await world.know("U0AMELIE");
}
const type = (text: string, who = "U0AMELIE") => passerelle(world, who, text);
const rows = async (sql: string) => (await world.house().db.prepare(sql).all()).results;

describe("/passerelle mail test", () => {
  it("sends one to oneself, in one's language, and says so", async () => {
    await begin();
    expect(await type("mail test")).toContain("remis à Brevo pour amelie");
    const [mail] = world.mailbox.list();
    expect(mail).toMatchObject({ subject: "E-mail de test de Passerelle", from: { name: "Atelier Lumière" }, attachments: [] });
    expect(mail?.to[0]?.email).toMatch(/^amelie/);
    expect(mail?.text).toContain("E-mail de test de Passerelle\n\nBonjour,");
    expect(mail?.html).toContain('<html lang="fr">');
    expect(mail?.html).not.toMatch(/<a |<img /);
    await world.slack.changePerson("U0AMELIE", { locale: "en-US" });
    await world.settled();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await type("mail test")).toContain("Test mail handed to Brevo");
    vi.useRealTimers();
    expect(world.mailbox.list()[0]?.subject).toBe("Test mail from Passerelle");
  });

  it("sends one when it is asked twice", async () => {
    await begin();
    await Promise.all([type("mail test"), type("courriel TEST")]);
    expect(world.mailbox.list()).toHaveLength(1);
    expect(await rows("SELECT action, outcome FROM audit ORDER BY id")).toEqual([
      { action: "mail.test", outcome: "done" },
      { action: "mail.send", outcome: "done" },
    ]);
  });

  it("says that it waits, and why; the cron sends it", async () => {
    await begin();
    world.faults.add({ kind: "429", match: { service: "brevo" } });
    expect(await type("mail test")).toContain("n’est pas encore parti. Le service appelé reçoit trop de demandes");
    expect(await type("mail")).toMatch(/en attente\u00a0: 1\./);
    await world.house().db.prepare("UPDATE mails SET wake_at = 0").run();
    await sendMails(world.house());
    expect(world.mailbox.list()).toHaveLength(1);
    expect(await type("mail")).toMatch(/en attente\u00a0: 0\./);
  });

  it("sends one when the answer was lost", async () => {
    await begin();
    world.faults.add({ kind: "lose-reply", match: { service: "brevo" } });
    expect(await type("mail test")).toContain("n’est pas encore parti. La réponse s’est perdue");
    await world.house().db.prepare("UPDATE mails SET wake_at = 0").run();
    await sendMails(world.house());
    expect(world.mailbox.list()).toHaveLength(1);
    expect(await rows("SELECT state FROM mails")).toEqual([{ state: "sent" }]);
  });

  it("says whose fault it is when it is refused, and shows it to the admins without a name", async () => {
    await begin({ BREVO_API_KEY: "wrong" });
    expect(await type("mail test")).toContain("n’est pas encore parti. Passerelle n’est pas, ou plus, correctement reliée");
    await begin();
    await world.house().db.prepare("UPDATE people SET email = 'introuvable@client.example'").run();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await type("mail test")).toContain("refuse ce destinataire");
    vi.useRealTimers();
    const shown = await type("mail");
    expect(shown).toContain("E-mail de test · refusé");
    expect(shown).not.toContain("introuvable");
  });

  it("does not wait for a slow provider longer than a person would", async () => {
    await begin();
    world.faults.add({ kind: "delay", match: { service: "brevo" }, delayMs: 4_500 });
    expect(await type("mail test")).toContain("n’est pas encore parti. Le service appelé ne répond pas. Nous réessayons");
    await world.settled();
    expect(world.mailbox.list()).toHaveLength(1);
  });

  it("sends nothing to somebody without an address", async () => {
    await begin();
    await world.house().db.prepare("UPDATE people SET email = NULL").run();
    expect(await type("mail test")).toContain("Slack ne nous donne pas d’adresse");
    expect(await rows("SELECT id FROM mails")).toEqual([]);
  });

  it("says what to set when nobody carries mail; all the rest works", async () => {
    await begin({ MAILER: "none", MAIL_FROM: "" });
    expect(await type("mail test")).toContain("Aucun service d’envoi n’est choisi");
    expect(await type("mail")).toContain("MAILER");
    expect(await type("health")).not.toContain("Envoi d’e-mails");
  });
});

describe("who may", () => {
  it("is admins, and the trail says who tried", async () => {
    await begin();
    await world.know("U0TOM");
    expect(await type("mail test", "U0TOM")).toContain("Votre rôle ne permet pas");
    expect(await type("mail", "U0TOM")).toContain("Votre rôle ne permet pas");
    expect(await type("", "U0TOM")).not.toContain("/passerelle mail");
    expect(await type("")).toContain("/passerelle mail test");
    expect(await rows("SELECT action, outcome FROM audit ORDER BY id")).toEqual([
      { action: "mail.test", outcome: "refused" },
      { action: "mail.read", outcome: "refused" },
    ]);
    expect(world.mailbox.list()).toEqual([]);
  });
});

describe("health", () => {
  it("asks the mailer as all the others", async () => {
    await begin();
    const { probeConnectors } = await import("../../edge/health/probe-connectors.ts");
    const house = world.house();
    await probeConnectors(house.db, house.ports, { notify: async () => undefined });
    expect(await type("health")).toMatch(/✓ Envoi d’e-mails\*\nrépond/);
    expect(await type("mail envoi")).toContain("/passerelle mail test");
  });
});
