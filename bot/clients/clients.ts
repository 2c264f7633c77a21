/**
 * /client, the shortcut, the window of a new client, and the buttons of a client's card.
 * Slack's side only: what a client is lives in edge/clients/. Slack is answered first wherever the answer is nothing.
 */
import type { App, BlockAction, ButtonAction, ExternalSelectAction, types } from "@slack/bolt";
import { auditLooks } from "../../edge/audit/audit-looks.ts";
import { clientSheet } from "../../edge/clients/client-sheet.ts";
import { touchClient } from "../../edge/clients/client-store.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { readMemory } from "../answers.ts";
import type { Desk, Reader } from "../desk.ts";
import { fitBlocks } from "../door/limits.ts";
import { button, buttons, option } from "../forms.ts";
import { COMMANDS, SHORTCUTS } from "../manifest.ts";
import { mrkdwnText } from "../text/words.ts";
import { clientButtons, clientCard, EDIT, OPEN_LINK } from "./client-card.ts";
import { EDIT_CLIENT, openEditClient, submitEditClient } from "./edit-client.ts";
import { FOUND_COMPANY, openFromMessage } from "./from-message/from-message.ts";
import { companyOptions } from "./new-client/company-options.ts";
import { crmLabel } from "./new-client/known-client-view.ts";
import { changeForm, openNewClient, pickCompany, submitNewClient } from "./new-client/new-client.ts";
import { COMPANY_LIST, MODE_ACTION, MORE_ACTION, NEW_CLIENT } from "./new-client/new-client-form.ts";
import { actionOf, CREATE, examples, SEARCH_AGAIN, SHOW, searchMessage } from "./search-message.ts";

const pressedValue = ({ value }: ButtonAction) => (typeof value === "string" ? value : "");

/** Who asks is read while the search begins: one round trip for both. */
async function maySearch(desk: Desk, asking: Promise<Reader>): Promise<Reader> {
  const reader = await asking;
  await desk.allow(reader, "client.search", { kind: "client" });
  return reader;
}

export function clients(app: App) {
  app.command(COMMANDS.client.name, async ({ ack, command, respond, context: { desk } }) => {
    await ack();
    const searcher = maySearch(desk, desk.meet(command));
    const text = command.text.trim();
    const answer = text ? await searchMessage(desk, searcher, text) : examples(await searcher);
    await respond({ response_type: "ephemeral", ...answer });
  });

  app.shortcut(SHORTCUTS.newClient.callback, async ({ ack, body, context: { desk } }) => {
    await ack();
    await openNewClient(desk, body);
  });
  app.action<BlockAction<ButtonAction>>(actionOf(CREATE), async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openNewClient(desk, body, pressedValue(action));
  });

  app.shortcut(SHORTCUTS.fromMessage.callback, async ({ ack, body, context: { desk } }) => {
    await ack();
    await openFromMessage(desk, body);
  });

  newClientWindow(app);
  cards(app);
}

function newClientWindow(app: App) {
  app.options<"block_suggestion">(COMPANY_LIST, async ({ ack, options, context: { desk } }) => {
    const searcher = maySearch(desk, desk.known(options));
    await ack(await companyOptions(desk, searcher, String(options.value ?? "").trim()));
  });
  app.action<BlockAction<ExternalSelectAction>>(COMPANY_LIST, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await pickCompany(desk, body, (action.selected_option as types.PlainTextOption | null) ?? undefined);
  });
  app.action<BlockAction<ButtonAction>>(actionOf(FOUND_COMPANY), async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await pickCompany(desk, body, option(String(action.text?.text ?? ""), pressedValue(action) || "none"), true);
  });
  app.action<BlockAction<ButtonAction>>(MODE_ACTION, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await changeForm(desk, body, pressedValue(action));
  });
  app.action<BlockAction<ButtonAction>>(MORE_ACTION, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await changeForm(desk, body, pressedValue(action));
  });
  app.view(NEW_CLIENT, async ({ ack, body, context: { desk } }) => {
    const answer = await submitNewClient(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
}

function cards(app: App) {
  app.action<BlockAction<ButtonAction>>(actionOf(SHOW), async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const { clientId, text } = readMemory<{ clientId: unknown; text: unknown }>(action.value);
    await respond({
      response_type: "ephemeral",
      replace_original: true,
      ...(await shownClient(desk, await desk.meet(body), String(clientId), String(text ?? ""))),
    });
  });
  app.action<BlockAction<ButtonAction>>(SEARCH_AGAIN, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const reader = await desk.meet(body);
    await desk.allow(reader, "client.search", { kind: "client" });
    await respond({ response_type: "ephemeral", replace_original: true, ...(await searchMessage(desk, reader, pressedValue(action))) });
  });
  app.action<BlockAction<ButtonAction>>(EDIT, async ({ ack, body, action, context: { desk } }) => {
    await ack();
    await openEditClient(desk, body, pressedValue(action));
  });
  app.view(EDIT_CLIENT, async ({ ack, body, context: { desk } }) => {
    const answer = await submitEditClient(desk, body);
    await (ack as (answer?: object) => Promise<void>)(answer);
  });
  // It leads to the CRM's own page; there is nothing for us to do.
  app.action(OPEN_LINK, async ({ ack }) => ack());
}

async function shownClient(desk: Desk, reader: Reader, clientId: string, text: string) {
  await desk.allow(reader, "client.read", { kind: "client", id: clientId });
  const sheet = await clientSheet(desk.house, clientId, reader.person);
  if (!sheet) throw new PasserelleError("not_found");
  desk.house.later(touchClient(desk.house.db, clientId).run());
  desk.house.later(auditLooks(desk.house.db, reader.person.id, "client.read", [clientId]));
  const crm = crmLabel(desk, reader);
  const back = text !== "" && button(SEARCH_AGAIN, reader.say.client.back, text);
  return {
    text: mrkdwnText(sheet.client.name),
    blocks: fitBlocks([...clientCard(reader, sheet, crm), ...buttons(...clientButtons(reader, sheet, crm), back)]),
  };
}
