/** The card of an alert: for who decides it, for who is only told, and for the person who is asked whether it was them. */
import type { KnownBlock } from "@slack/types";
import { type KeptAlert, readAlert } from "../../edge/alerts/alert-store.ts";
import type { House } from "../../edge/house.ts";
import { may } from "../../edge/people/may.ts";
import { readPerson } from "../../edge/people/people-store.ts";
import type { Person } from "../../edge/people/person.ts";
import type { Run } from "../../edge/runs/run.ts";
import type { Reader } from "../desk.ts";
import { shortReference } from "../errors.ts";
import { button, buttons, context, markup, section } from "../forms.ts";
import { answerButton } from "../run-answers.ts";
import type { Card } from "../run-cards.ts";
import type { Texts } from "../text/text.ts";
import { mrkdwnText } from "../text/words.ts";
import { alertSentences } from "./alert-words.ts";

/** "alert_trail", "person_unblock": with the alert's id, or the person's and the alert's. */
export const TRAIL = "alert_trail";
export const UNBLOCK = "person_unblock";

/** A card being drawn. */
interface Drawn {
  reader: Reader;
  run: Run;
  alert: KeptAlert;
  /** Whom it is about. */
  person: Person | null;
  nameOf: (id: string) => string;
}

export async function alertCard(house: Pick<House, "db">, reader: Reader, run: Run): Promise<Card> {
  const drawn = await drawnOf(house, reader, run);
  const { alerts } = reader.say;
  if (!drawn) return { text: alerts.gone, blocks: [section(alerts.gone)] };
  const { alert } = drawn;
  const title = alerts[alert.level](alerts.rules[alert.rule]);
  const what = alertSentences(reader.say, alert, drawn.nameOf);
  return { text: `${title}. ${what}`, blocks: [heading(title), section(what), source(drawn), ...wordOf(drawn), ...ending(drawn)] };
}

async function drawnOf({ db }: Pick<House, "db">, reader: Reader, run: Run): Promise<Drawn | null> {
  const { alertId } = { ...(run.input as object), ...run.question?.about, ...run.outcome } as { alertId?: unknown };
  const alert = await readAlert(db, String(alertId));
  if (!alert) return null;
  const ids = [alert.person, alert.evidence.object, alert.decidedBy].map((id) => String(id ?? ""));
  const people = await Promise.all(ids.map((id) => (id ? readPerson(db, id) : null)));
  const nameOf = (id: string) => people[ids.indexOf(id)]?.name || reader.say.audit.formerPerson;
  return { reader, run, alert, person: people[0] ?? null, nameOf };
}

const heading = (title: string): KnownBlock => ({ type: "section", text: markup(`*${mrkdwnText(title)}*`) });

function source({ reader: { say }, alert: { rule, at, evidence } }: Drawn): KnownBlock {
  const run = evidence.run ? say.audit.run(shortReference(String(evidence.run))) : "";
  return context(
    [rule === "cron" ? say.instant(at) : say.alerts.where(say.instant(at), say.number(Number(evidence.row))), run]
      .filter(Boolean)
      .join(" · "),
  );
}

function wordOf({ reader: { say }, alert, person }: Drawn): KnownBlock[] {
  const who = person?.name ?? "";
  if (alert.word) return [section(say.alerts.words[alert.word](who))];
  return alert.askedAt && !alert.decision ? [context(say.alerts.asked(who))] : [];
}

function ending(drawn: Drawn): KnownBlock[] {
  const { reader, run, alert, person, nameOf } = drawn;
  const { alerts, instant, errors, passerelle } = reader.say;
  if (alert.decision === "over")
    return [section(alerts.cronBack(instant(Number(alert.evidence.since)), instant(alert.decidedAt as number)))];
  if (alert.decision) {
    const decided = alerts.decided[alert.decision](nameOf(alert.decidedBy as string), instant(alert.decidedAt as number));
    const undo = person?.standing === "blocked" && may(reader.person, "person.block");
    return [section(decided), ...buttons(undo && button(UNBLOCK, alerts.unblock(person.name), `${person.id} ${alert.id}`))];
  }
  if (run.state === "asking") return asking(drawn);
  if (run.state === "refused") return [section(run.code === "conflict" ? passerelle.lastAdmin : errors[run.code ?? "unexpected"].what)];
  return run.state === "done" && alert.level === "alert" ? [context(alerts.undecided)] : [];
}

function asking({ reader, run, alert, person }: Drawn): KnownBlock[] {
  const { alerts } = reader.say;
  const { name = "", options = [] } = run.question ?? {};
  const asked = { runId: run.id, question: name };
  const who = person?.name ?? "";
  return [
    ...buttons(
      options.includes("block") &&
        answerButton(asked, "block", alerts.block(who), { style: "danger", confirm: sureToBlock(reader.say, who) }),
      options.includes("ask") && answerButton(asked, "ask", alerts.ask(who)),
      answerButton(asked, "fine", alert.person === reader.person.id ? alerts.witnessMine : alerts.fine),
      alert.person !== null && may(reader.person, "audit.read") && button(TRAIL, alerts.trail, alert.id),
    ),
    context(alerts.help),
  ];
}

export const sureToBlock = ({ alerts, cancel }: Texts, who: string) => ({
  title: alerts.sure,
  text: alerts.sureText(who),
  confirm: alerts.blockShort,
  deny: cancel,
});

/** To the person themself: what was seen, and nothing of who may decide what. */
export async function witnessCard(house: Pick<House, "db">, reader: Reader, run: Run): Promise<Card> {
  const drawn = await drawnOf(house, reader, run);
  const { alerts } = reader.say;
  if (!drawn) return { text: alerts.gone, blocks: [section(alerts.gone)] };
  const what = alertSentences(reader.say, drawn.alert, drawn.nameOf);
  const asked = { runId: run.id, question: "witness" };
  const end = run.answers.witness
    ? [context(alerts.witnessThanks)]
    : [
        ...(run.state === "asking"
          ? buttons(
              answerButton(asked, "mine", alerts.witnessMine),
              answerButton(asked, "not_mine", alerts.witnessNot, { style: "danger" }),
            )
          : []),
        context(alerts.witnessHelp),
      ];
  return { text: `${alerts.witness} ${what}`, blocks: [heading(alerts.witness), section(what), ...end] };
}
