/** The buttons about alerts and blocked people that are no answer to a run's question, and the window of the settings. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { readAlert, showAlertAgain } from "../../edge/alerts/alert-store.ts";
import { raiseAlerts } from "../../edge/alerts/tell-alerts.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { blockPerson, unblockPerson } from "../../edge/people/block-person.ts";
import { readPerson } from "../../edge/people/people-store.ts";
import type { Desk, Reader } from "../desk.ts";
import { button, buttons, section } from "../forms.ts";
import { auditMessage } from "../passerelle/audit-message.ts";
import { type Answer, answerOf } from "../passerelle/passerelle-messages.ts";
import { TRAIL, UNBLOCK } from "./alert-card.ts";
import { alertSettings } from "./alert-settings.ts";

export const BLOCK = "person_block";

export function alerts(app: App) {
  for (const id of [BLOCK, UNBLOCK]) {
    app.action<BlockAction<ButtonAction>>(new RegExp(`^${id}(:\\d+)?$`), async ({ ack, body, action, respond, context: { desk } }) => {
      await ack();
      const [personId = "", alertId = ""] = String(action.value ?? "").split(" ");
      const answer = await change(desk, await desk.meet(body), id === BLOCK, personId, alertId);
      await respond({ response_type: "ephemeral", replace_original: false, ...answer });
    });
  }
  app.action<BlockAction<ButtonAction>>(TRAIL, async ({ ack, body, action, respond, context: { desk } }) => {
    await ack();
    const reader = await desk.meet(body);
    await desk.allow(reader, "audit.read", { kind: "audit" });
    const alert = await readAlert(desk.house.db, String(action.value));
    if (!alert?.person) throw new PasserelleError("not_found");
    const answer = await auditMessage(desk, reader, { before: Number(alert.evidence.row) + 1, actor: alert.person });
    await respond({ response_type: "ephemeral", replace_original: false, ...answer });
  });
  alertSettings(app);
}

/** @param alertId whose cards then show it, within a minute; "" from the list of people */
async function change(desk: Desk, reader: Reader, block: boolean, personId: string, alertId: string): Promise<Answer> {
  const { db } = desk.house;
  const { alerts } = reader.say;
  const answer = await (block ? blockPerson : unblockPerson)(db, reader.person, personId);
  if (answer === "forbidden" || answer === "self") throw new PasserelleError("forbidden");
  if (answer === "not_found") throw new PasserelleError("not_found");
  if (answer !== "done") return answerOf(reader.say.passerelle.lastAdmin);
  const name = (await readPerson(db, personId))?.name ?? "";
  if (block) desk.house.later(raiseAlerts(desk.house));
  if (alertId) await showAlertAgain(db, alertId).run();
  const sentence = block ? alerts.done(name) : alerts.undone(name);
  return answerOf(sentence, [section(sentence), ...buttons(block && button(UNBLOCK, alerts.unblock(name), personId))]);
}
