/** Export and erasure of one person, for admins: the buttons, the windows, and the cards that follow. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { exportIds } from "../../edge/privacy/export-person.ts";
import { readMemory } from "../answers.ts";
import { documentButton } from "../documents.ts";
import { buttons, context } from "../forms.ts";
import type { DrawCard } from "../run-cards.ts";
import { simpleRunCard } from "../simple-run-card.ts";
import { FORMS, openForm, submitForm } from "./person-forms.ts";
import { WISH, type Wish } from "./subject-message.ts";

export function privacy(app: App) {
  app.action<BlockAction<ButtonAction>>(WISH, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openForm(desk, body, WISH.exec(action.action_id)?.[1] as Wish, readMemory(action.value));
  });
  for (const wish of ["export", "erase"] as const) {
    app.view(FORMS[wish], async ({ ack, body, context: { desk } }) => {
      const answer = await submitForm(desk, body, wish);
      await (ack as (answer?: object) => Promise<void>)(answer);
    });
  }
}

export const exportCard: DrawCard = async ({ ports }, reader, run) => {
  const { privacy: words, client } = reader.say;
  const { page, json } = exportIds(run.id);
  const links = buttons(documentButton(page, words.openPage, { style: "primary" }), documentButton(json, words.openJson));
  const more = [...links, context(words.exportUntil)];
  const crm = ports.crm.label || client.card.builtin;
  return simpleRunCard(reader, run, { title: words.exportRun, crm, done: words.exportDone, more, outcome: reader.say.nothingCreated });
};

export const eraseCard: DrawCard = async ({ ports }, reader, run) => {
  const { privacy: words, client, nothingChanged } = reader.say;
  const { clients = 0, kept = 0, contacts = 0, requests = 0 } = (run.outcome ?? {}) as Record<string, number>;
  const crm = ports.crm.label || client.card.builtin;
  const done = [words.eraseDone(clients, contacts, requests), kept > 0 ? words.eraseKept(kept) : ""].filter(Boolean).join(" ");
  const more = [context(words.auditStays)];
  // A refusal comes before anything is touched; what was given up may have begun.
  const outcome = run.state === "failed" ? words.eraseBegun : nothingChanged;
  return simpleRunCard(reader, run, { title: words.eraseRun, crm, done, more, outcome });
};
