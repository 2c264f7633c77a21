/** "Create a client" on messages of every shape, Slack's own and hostile ones. */
import { beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../../sandbox/slack/workspace.ts";
import { eachWorld } from "../each-world.ts";
import { signedPayload, type World } from "../world.ts";
import { last } from "./client-steps.ts";
import { CHANNEL, filled, messageStepsIn, SHORTCUT } from "./message-steps.ts";

let world: World;
const openedOn = (message: Message) => messageStepsIn(world).openedOn(message);
eachWorld((opened) => {
  world = opened;
});

describe("reads every shape of a message", () => {
  beforeEach(async () => void (await world.know("U0MALIK")));
  const message = (more: object): Message => {
    const one = { type: "message", ts: "1.000001", user: "U0CLAIRE", text: "", ...more } as Message;
    world.slack.workspace.conversation(CHANNEL)?.messages.push(one);
    return one;
  };

  it("links as Slack writes them, in text and in rich text", async () => {
    const text = "*Élodie d'Arc* <mailto:elodie@durand.example|elodie@durand.example> ou <tel:+33612345678|06 12 34 56 78> &amp; co :wave:";
    expect(filled(await openedOn(message({ text })))).toMatchObject({ email: "elodie@durand.example", phone: "06 12 34 56 78" });
    const elements = [
      { type: "text", text: "Écrire à " },
      { type: "link", url: "mailto:paul@octet-vert.example?subject=x" },
      { type: "text", text: ", SIREN 732 829 320" },
    ];
    const blocks = [{ type: "rich_text", elements: [{ type: "rich_text_section", elements }] }];
    const view = await openedOn(message({ blocks, ts: "1.000002" }));
    expect(filled(view)).toMatchObject({ email: "paul@octet-vert.example", company: expect.stringContaining("732\u00a0829\u00a0320") });
  });

  it("attachments of another app, a forwarded e-mail, the title of a file", async () => {
    const fields = [
      { title: "Société", value: "Octet Vert", short: true },
      { title: "E-mail", value: "<mailto:paul@octet-vert.example|paul@octet-vert.example>", short: true },
    ];
    expect(filled(await openedOn(message({ bot_id: "B1", attachments: [{ fallback: "Nouveau prospect", fields }] })))).toMatchObject({
      company: expect.stringMatching(/^OCTET VERT/),
      email: "paul@octet-vert.example",
    });
    const mail = {
      name: "mail",
      title: "Demande de devis",
      filetype: "email",
      from: [{ address: "zoe@pixel.example", name: "Zoé Fabre", original: "Zoé Fabre <zoe@pixel.example>" }],
      plain_text: "Bonjour,\nSIRET 732 829 320 00074",
    };
    expect(filled(await openedOn(message({ files: [mail], ts: "1.000003" })))).toMatchObject({
      contactName: "Zoé Fabre",
      email: "zoe@pixel.example",
      company: expect.stringContaining("732\u00a0829\u00a0320"),
    });
    const kbis = { name: "kbis.pdf", title: "Kbis SAS Octet Vert 732 829 320", mimetype: "application/pdf" };
    expect(filled(await openedOn(message({ files: [kbis], ts: "1.000004" })))).toMatchObject({
      company: expect.stringContaining("732\u00a0829\u00a0320"),
    });
  });

  it("nothing that Slack would send breaks it, nor what it would not", async () => {
    const deep = JSON.parse(`${'{"elements":['.repeat(500)}${"]}".repeat(500)}`);
    const odd: unknown[] = [
      undefined,
      null,
      7,
      "text",
      [],
      { text: 7, blocks: "x", files: {}, attachments: [null, 7, { fields: 7 }] },
      { blocks: [deep] },
      { text: "SIREN 732829320 ".repeat(20_000) },
      { text: "<mailto:".repeat(5_000) },
      { text: "‮<!channel> *Société : <script>alert(1)</script>*\u0000" },
    ];
    for (const one of odd) {
      const trigger = last(await triggersOf());
      const response = await world.send(
        await signedPayload({
          type: "message_action",
          callback_id: SHORTCUT,
          trigger_id: trigger,
          user: { id: "U0MALIK", team_id: "T0ATELIER" },
          team: { id: "T0ATELIER" },
          channel: { id: CHANNEL },
          message: one,
        }),
      );
      expect(response.status).toBe(200);
      await world.settled();
      expect(world.slack.person("U0MALIK").modal()?.title?.text).toBe("Nouveau client");
    }
  });

  /** A fresh trigger of Malik's. */
  async function triggersOf(): Promise<string[]> {
    world.slack.person("U0MALIK").write("Bonjour", CHANNEL);
    const { triggers } = world.slack.workspace.state;
    const id = `${Date.now()}.${Object.keys(triggers).length}.fresh`;
    triggers[id] = { userId: "U0MALIK", expiresAt: Date.now() + 3_000, used: false };
    return [id];
  }
});
