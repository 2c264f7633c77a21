/** Issuing on another day than today: the window asks which, and says at its field what the series and the calendar do not allow. */
import type { SlackViewAction } from "@slack/bolt";
import { PasserelleError } from "../../../edge/errors.ts";
import { readFirm } from "../../../edge/invoices/firm/firm-store.ts";
import { readInvoice } from "../../../edge/invoices/invoice-store.ts";
import { lastGiven } from "../../../edge/invoices/number-series.ts";
import { parisDay } from "../../../edge/invoices/paris-day.ts";
import { numberingOf } from "../../../edge/invoices/part.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { memoryOf } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { input, modal, section } from "../../forms.ts";
import { chosenDay } from "../sale/form/read-typed.ts";
import { money, textsFor } from "../sale/sale-words.ts";
import { isCreator } from "../sale/start-sale.ts";
import { clientName } from "./paper.ts";

export const ISSUE_ON = "paper_issue_on";
export const ISSUE_FORM = "paper_issue_submit";

interface Memory {
  id: string;
  version: number;
}

export async function openIssueOn(desk: Desk, body: object, id: string, version: number): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "invoice.issue", { kind: "invoice", id });
    const { db } = desk.house;
    const t = textsFor(reader);
    const stored = await readInvoice(db, id);
    if (!stored) throw new PasserelleError("not_found");
    if (stored.state === "issued") throw new PasserelleError("issued");
    const today = parisDay();
    const last = await lastOf(db, today);
    const { issueOn } = t.card;
    const name = await clientName(db, { kind: "invoice", stored });
    return modal({
      callback: ISSUE_FORM,
      title: issueOn.title,
      submit: t.issueAsk.confirm,
      close: reader.say.cancel,
      blocks: [
        section(t.issueAsk.text(money(reader, stored.totalCents), name)),
        input(
          "issuedOn",
          issueOn.day,
          { type: "datepicker", action_id: "issuedOn", initial_date: today },
          { hint: last ? issueOn.last(last.number, reader.say.day(last.day)) : issueOn.first },
        ),
      ],
      memory: { id, version } satisfies Memory,
    });
  });
}

const lastOf = async (db: D1Database, day: string) => {
  const firm = await readFirm(db);
  return firm && lastGiven(db, numberingOf(firm.rules, "invoice", day));
};

/** One window, one request; the run holds the day against the series once more, in the batch that takes the number. */
export async function submitIssueOn(desk: Desk, body: SlackViewAction): Promise<object | undefined> {
  const { id = "", version = 0 } = memoryOf<Memory>(body.view);
  const reader = await desk.known(body);
  await desk.allow(reader, "invoice.issue", { kind: "invoice", id });
  const issuedOn = chosenDay(body.view, "issuedOn") ?? parisDay();
  const wrong = await problemOf(desk, reader, issuedOn);
  if (wrong) return { response_action: "errors", errors: { issuedOn: wrong } };
  await startRun(desk.house, {
    kind: "issue-invoice",
    intent: ["modal", body.view.id],
    input: { invoiceId: id, version, issuedOn },
    actor: reader.person,
    quiet: await isCreator(desk, reader, id),
  });
  return undefined;
}

async function problemOf({ house: { db } }: Desk, reader: Reader, issuedOn: string): Promise<string> {
  const { issueOn } = textsFor(reader).card;
  const today = parisDay();
  if (issuedOn > today) return issueOn.future(reader.say.day(today));
  const last = await lastOf(db, issuedOn);
  return last && last.day > issuedOn ? issueOn.earlier(last.number, reader.say.day(last.day)) : "";
}
