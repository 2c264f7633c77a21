/** `/passerelle settings`: what is noticed and from when on, rule by rule, for admins. */
import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import { raiseAlerts } from "../../edge/alerts/tell-alerts.ts";
import { LIMITS, type Limits, type LimitsId, rangesOf, readLimits, writeLimits, wrongNumbers } from "../../edge/alerts/thresholds.ts";
import { auditRow } from "../../edge/audit/audit.ts";
import { PasserelleError } from "../../edge/errors.ts";
import { memoryOf, ticked, typed } from "../answers.ts";
import type { Desk, Reader } from "../desk.ts";
import { fitView } from "../door/limits.ts";
import { button, checkboxes, entry, header, input, modal, option } from "../forms.ts";

const CHANGE = "alert_rule";
const RULE_FORM = "alert_rule_form";
const isLimits = (id: unknown): id is LimitsId => LIMITS.includes(id as LimitsId);

export function alertSettings(app: App) {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${CHANGE}:`), async ({ ack, body, action, context: { desk } }) => {
    await ack();
    const id = action.value;
    if (!isLimits(id)) throw new PasserelleError("expired");
    await desk.open(body, async (reader) => {
      await desk.allow(reader, "alert.settings", { kind: "settings" });
      return ruleForm(reader, id, await readLimits(desk.house.db));
    });
  });
  app.view(RULE_FORM, async ({ ack, body, view, context: { desk } }) => {
    const reader = await desk.known(body);
    await desk.allow(reader, "alert.settings", { kind: "settings" });
    const { id } = memoryOf<{ id: unknown }>(view);
    if (!isLimits(id)) throw new PasserelleError("expired");
    await (ack as (answer?: object) => Promise<void>)(await save(desk, reader, id, view));
  });
}

export async function openAlertSettings(desk: Desk, body: object): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "alert.settings", { kind: "settings" });
    return listView(reader, await readLimits(desk.house.db));
  });
}

function listView({ say }: Reader, limits: Limits): ModalView {
  const { alerts, client } = say;
  const blocks: KnownBlock[] = LIMITS.map((id) => {
    const numbers = Object.keys(rangesOf(id)).map((name) =>
      alerts.pair(alerts.numbers[id]?.[name] ?? name, say.number(numberOf(limits, id, name))),
    );
    const change = button(`${CHANGE}:${id}`, client.card.edit, id, { spoken: `${client.card.edit} – ${alerts.rules[id]}` });
    return entry([alerts.rules[id], limits[id].on ? "" : alerts.off].filter(Boolean).join(" – "), numbers.join(" · "), change);
  });
  return modal({ callback: "alert_settings", title: alerts.settings, close: say.close, blocks });
}

const numberOf = (limits: Limits, id: LimitsId, name: string) => (limits[id] as unknown as Record<string, number>)[name] as number;

function ruleForm({ say }: Reader, id: LimitsId, limits: Limits): ModalView {
  const { alerts } = say;
  const on = option(alerts.isOn, "on");
  const numbers = Object.entries(rangesOf(id)).map(([name, [usual, least, most]]) =>
    input(
      name,
      alerts.numbers[id]?.[name] ?? name,
      { type: "number_input", action_id: name, is_decimal_allowed: false, initial_value: String(numberOf(limits, id, name)) },
      { hint: alerts.range(say.number(least), say.number(most), say.number(usual)) },
    ),
  );
  return modal({
    callback: RULE_FORM,
    title: alerts.settings,
    submit: say.client.edit.submit,
    close: say.cancel,
    blocks: [
      header(alerts.rules[id]),
      ...(id === "quiet" ? [] : [input("on", alerts.settings, checkboxes("on", [on], limits[id].on ? ["on"] : []), { optional: true })]),
      ...numbers,
    ],
    memory: { id },
  });
}

/** What Slack is answered: the errors, or the list with what was changed. */
async function save(desk: Desk, reader: Reader, id: LimitsId, view: Parameters<typeof typed>[0]): Promise<object> {
  const { alerts, number } = reader.say;
  const { db } = desk.house;
  const ranges = rangesOf(id);
  // An empty field is no zero.
  const numbers = Object.fromEntries(
    Object.keys(ranges).map((name) => [name, typed(view, name) === "" ? Number.NaN : Number(typed(view, name))]),
  );
  const errors: Record<string, string> = {};
  for (const name of wrongNumbers(id, numbers)) {
    const [usual, least, most] = (ranges[name] as readonly number[]).map(number) as [string, string, string];
    errors[name] = alerts.range(least, most, usual);
  }
  if (id === "roles" && (numbers.from as number) >= (numbers.to as number)) errors.to ??= alerts.backwards;
  if (Object.keys(errors).length > 0) return { response_action: "errors", errors };
  const on = id === "quiet" || ticked(view, "on").includes("on");
  await db.batch([
    writeLimits(db, id, { ...numbers, on }),
    auditRow(db, { actor: reader.person.id, action: "alert.settings", objectKind: "settings", objectId: id, outcome: "done" }),
  ]);
  desk.house.later(raiseAlerts(desk.house));
  return { response_action: "update", view: fitView(listView(reader, await readLimits(db))) };
}
