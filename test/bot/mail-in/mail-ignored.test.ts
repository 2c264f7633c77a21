/** Mails that ask nobody: why, what admins see of them, and how long. */
import { describe, expect, it } from "vitest";
import { sweepRetention } from "../../../edge/retention/sweep-retention.ts";
import type { Composed } from "../../sandbox/mail-in/compose.ts";
import { eachWorld } from "../each-world.ts";
import { passerelle, type World, words } from "../world.ts";
import { emptyMailbox, mailStepsIn } from "./mail-steps.ts";

let world: World;
let steps: ReturnType<typeof mailStepsIn>;
eachWorld(async (opened) => {
  world = opened;
  steps = mailStepsIn(world);
  await emptyMailbox(world);
});

describe("what is ignored", () => {
  it.each([
    ["newsletter", "list"],
    ["no-reply", "no_reply"],
    ["spoofed", "dmarc_fail"],
  ])("%s: nobody is asked, and admins see why", async (id, reason) => {
    await steps.postSample(id);
    expect(await steps.states()).toEqual([reason]);
    expect(steps.cards("U0AMELIE")).toHaveLength(0);
    expect(await steps.rows("SELECT id FROM runs")).toEqual([]);
  });

  it.each<[string, Partial<Composed> & { from: string }, string]>([
    ["a bounce", { from: "someone@x.example", envelope: "" }, "bounce"],
    ["out of office", { from: "someone@x.example", headers: ["Auto-Submitted: auto-replied"] }, "automatic"],
    ["no DMARC policy", { from: "someone@x.example", dmarc: "none" }, "dmarc_none"],
    ["one of our own people", { from: "amelie.laurent@atelier-lumiere.example" }, "own"],
    ["our own domain", { from: "imprimante@atelier-lumiere.example" }, "own"],
    [
      "a forward without an address",
      {
        from: "amelie.laurent@atelier-lumiere.example",
        subject: "Tr: bonjour",
        text: "De : Jean\nEnvoyé : hier\nObjet : bonjour\n\nBonjour",
      },
      "forward_unreadable",
    ],
  ])("%s", async (_what, mail, reason) => {
    await steps.post(mail);
    expect(await steps.states()).toEqual([reason]);
    expect(steps.cards("U0AMELIE")).toHaveLength(0);
  });

  it("is listed for admins in both languages, counted, and the sender shown", async () => {
    for (const id of ["newsletter", "no-reply", "spoofed", "prospect"]) await steps.postSample(id);
    const french = await passerelle(world, "U0AMELIE", "mail-in");
    expect(french).toMatch(/henri\.delacroix@atelier-lumiere\.example\*?\nadresse usurpée/);
    expect(french).toMatch(/Depuis 30 jours\s: .*liste de diffusion\s: 1/);
    expect(french).toMatch(/question posée · .* · demande [0-9a-z]{8}/);
    await world.slack.changePerson("U0AMELIE", { locale: "en-GB" });
    await world.settled();
    expect(await passerelle(world, "U0AMELIE", "mail-in")).toContain("forged address (DMARC failed)");
  });

  it("is listed page by page", async () => {
    for (let i = 0; i < 18; i++) await steps.post({ from: `no-reply@x${i}.example` });
    const first = await passerelle(world, "U0AMELIE", "mail-in");
    expect(first.match(/adresse sans réponse possible · /g)).toHaveLength(15);
    const message = world.slack.person("U0AMELIE").ephemerals().at(-1);
    await world.slack.person("U0AMELIE").press(message as never, "mails_older");
    await world.settled();
    const second = words(world.slack.person("U0AMELIE").ephemerals().at(-1));
    expect(second.match(/adresse sans réponse possible · /g)).toHaveLength(3);
  });

  it("beyond a hundred strangers in a day", async () => {
    const now = Date.now();
    const many = Array.from({ length: 100 }, (_, i) => `('x${i}', ${now}, 'asked')`).join(", ");
    await world.house().db.prepare(`INSERT INTO mails_in (id, received_at, state) VALUES ${many}`).run();
    await steps.postSample("prospect");
    expect(steps.cards("U0AMELIE")).toHaveLength(0);
    expect(await steps.rows("SELECT reason FROM mail_counts")).toEqual([{ reason: "too_many" }]);
    // And is asked about another day: nothing holds the sender.
    expect(await steps.rows("SELECT key FROM mail_senders")).toEqual([]);
  });
});

describe("what is kept", () => {
  it("is forgotten: addresses after 30 days, mails after 90; the mail itself never was there", async () => {
    await steps.postSample("newsletter");
    await steps.postSample("prospect");
    expect(JSON.stringify(await steps.rows("SELECT * FROM mails_in"))).not.toContain("mesures");
    const day = 86_400_000;
    await sweepRetention(world.house().db, Date.now() + 31 * day);
    expect(await steps.rows("SELECT sender FROM mails_in")).toEqual([{ sender: null }, { sender: null }]);
    await sweepRetention(world.house().db, Date.now() + 91 * day);
    expect(await steps.rows("SELECT id FROM mails_in")).toEqual([]);
    expect(await steps.rows("SELECT reason FROM mail_counts")).toEqual([]);
  });
});
