/** Export and erasure of one person, for admins: the buttons, the windows, and the cards that follow. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { ForgetBuyers } from "../../edge/privacy/shop/forget-buyers.ts";
import { exportIds } from "../../edge/privacy/subject.ts";
import type { ErasePerson, ExportPerson } from "../../edge/privacy/wishes.ts";
import { readMemory } from "../answers.ts";
import { documentButton } from "../documents.ts";
import { buttons, context } from "../forms.ts";
import type { DrawCard } from "../run-cards.ts";
import { simpleRunCard } from "../simple-run-card.ts";
import { FORMS, openForm, submitForm } from "./person-forms.ts";
import { staying } from "./staying.ts";
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
  const { shop = "", subject } = (run.input ?? {}) as Partial<ExportPerson>;
  const whom = shop && subject?.kind === "contact" ? (subject.email ?? "") : "";
  const { page, json } = exportIds(run.id);
  const links = buttons(documentButton(page, words.openPage, { style: "primary" }), documentButton(json, words.openJson));
  const more = [...links, context([shop && words.shopDeadline(whom), words.exportUntil].filter(Boolean).join(" "))];
  const crm = ports.crm.label || client.card.builtin;
  const title = shop ? words.exportForShop(shop) : words.exportRun;
  const outcome = run.code === "not_found" ? words.nobody : reader.say.nothingCreated;
  return simpleRunCard(reader, run, { title, crm, done: words.exportDone, more, outcome });
};

export const eraseCard: DrawCard = async ({ ports }, reader, run) => {
  const { privacy: words, client, nothingChanged } = reader.say;
  const { kept = 0, ...gone } = (run.outcome ?? {}) as Record<string, number>;
  const { subject, shop = "" } = (run.input ?? {}) as Partial<ErasePerson>;
  const buyer = subject?.kind === "buyer";
  const crm = ports.crm.label || client.card.builtin;
  const nothing = buyer && Object.values(gone).every((count) => count === 0);
  const done = [nothing ? words.nobody : words.eraseDone(gone), kept > 0 && words.eraseKept(kept), gone.orders && words.ordersStay]
    .filter(Boolean)
    .join(" ");
  const more = [context([buyer && words.onlyThere, words.auditStays].filter(Boolean).join(" "))];
  // A refusal comes before anything is touched; what was given up may have begun.
  const outcome = run.state === "failed" ? words.eraseBegun : nothingChanged;
  return simpleRunCard(reader, run, { title: buyer ? words.eraseForShop(shop) : words.eraseRun, crm, done, more, outcome });
};

/** A shop has left its platform, which wants its buyers forgotten. */
export const buyersCard: DrawCard = async (_house, reader, run) => {
  const { privacy: words, nothingChanged } = reader.say;
  const { shop = "" } = (run.input ?? {}) as Partial<ForgetBuyers>;
  const { orders = 0 } = (run.outcome ?? {}) as Record<string, number>;
  const more = [context([words.reviewsStay, words.auditStays].join(" "))];
  const outcome = run.state === "failed" ? words.eraseBegun : nothingChanged;
  const done = [words.eraseDone({ orders }), ...staying(reader, { orders })].join(" ");
  return simpleRunCard(reader, run, { title: words.shopLeft(shop), crm: "", done, more, outcome });
};
