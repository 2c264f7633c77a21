/** The buttons of a quote or an invoice, on whichever card they stand: each is a run over the version that was shown, asked for once. */
import type { BlockAction, SlackViewAction } from "@slack/bolt";
import { PasserelleError } from "../../../edge/errors.ts";
import type { Action } from "../../../edge/people/may.ts";
import { startRun } from "../../../edge/runs/start-run.ts";
import { memoryOf, typed } from "../../answers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { input, modal, section, textBox } from "../../forms.ts";
import { answerOf } from "../../passerelle/passerelle-messages.ts";
import { noticeView, openDraft } from "../sale/form/open-window.ts";
import type { Respond } from "../sale/respond.ts";
import { money, textsFor } from "../sale/sale-words.ts";
import { isCreator, startAgain } from "../sale/start-sale.ts";
import { DRAFT_PDF, showDraftPdf } from "./draft-pdf.ts";
import { ISSUE_ON, openIssueOn } from "./issue-on.ts";
import { showPaper } from "./look-up.ts";
import { clientName, readPaper } from "./paper.ts";
import { MAKE_PDF } from "./paper-file.ts";
import { ACCEPT, CREDIT, DELETE, EDIT, ISSUE, REFUSE, SEND, TO_INVOICE } from "./paper-parts.ts";

export const CREDIT_FORM = "paper_credit_submit";

interface Step {
  kind: string;
  may: Action;
  /** False = makes a paper of its own, with a card of its own. */
  quiet: boolean;
}

const STEPS: Record<string, Step> = {
  [ISSUE]: { kind: "issue-invoice", may: "invoice.issue", quiet: true },
  [DELETE]: { kind: "delete-draft", may: "invoice.draft", quiet: true },
  [SEND]: { kind: "send-quote", may: "quote.send", quiet: true },
  [ACCEPT]: { kind: "accept-quote", may: "quote.decide", quiet: true },
  [REFUSE]: { kind: "refuse-quote", may: "quote.decide", quiet: true },
  [TO_INVOICE]: { kind: "invoice-quote", may: "invoice.draft", quiet: false },
};

export async function pressPaper(desk: Desk, body: BlockAction, actionId: string, value: string, respond: Respond): Promise<void> {
  const [id = "", version = ""] = value.split(" ");
  if (actionId === EDIT) return openDraft(desk, body, id);
  if (actionId === CREDIT) return openCredit(desk, body, id);
  if (actionId === DRAFT_PDF) return showDraftPdf(desk, body, id, respond);
  if (actionId === ISSUE_ON) return openIssueOn(desk, body, id, Number(version));
  const reader = await desk.meet(body);
  if (actionId === MAKE_PDF) return makePdf(desk, reader, id);
  const step = STEPS[actionId];
  if (!step) return;
  const isQuote = id.startsWith("q");
  const object = { kind: isQuote ? "quote" : "invoice", id };
  await desk.allow(reader, step.may, object);
  const kind = isQuote && step.kind === "delete-draft" ? "delete-quote" : step.kind;
  const shown = isQuote ? { quoteId: id } : { invoiceId: id };
  const more = kind === "issue-invoice" ? { issuedOn: null } : {};
  const quiet = step.quiet && (await isCreator(desk, reader, id));
  const wish = {
    kind,
    intent: ["paper", id, version],
    input: { ...shown, version: Number(version), ...more },
    actor: reader.person,
    quiet,
  };
  const { first } = await startAgain(desk.house, wish);
  // A window shows what came of it nowhere else.
  if (body.view?.type === "modal") return desk.redraw(body.view, noticeView(reader, textsFor(reader).saved));
  // On a card what comes of it is seen. An answer of ours says where to look, and to whom comes second how the paper stands by now.
  if ((body as { container?: { is_ephemeral?: boolean } }).container?.is_ephemeral)
    await respond(first ? answerOf(textsFor(reader).saved) : await showPaper(desk, reader, id), true);
}

/** The run that gave the number was given up before its file: asked again, it finds the number given and makes what is missing. */
async function makePdf(desk: Desk, reader: Reader, id: string): Promise<void> {
  const paper = await readPaper(desk.house.db, id);
  if (!paper) throw new PasserelleError("not_found");
  const { stored } = paper;
  const credits = paper.kind === "invoice" ? paper.stored.credits : null;
  const [kind, action, input]: [string, Action, object] =
    paper.kind === "quote"
      ? ["send-quote", "quote.send", { quoteId: id, version: stored.version }]
      : credits
        ? ["credit-invoice", "invoice.credit", { invoiceId: credits, reason: "" }]
        : ["issue-invoice", "invoice.issue", { invoiceId: id, version: stored.version, issuedOn: null }];
  await desk.allow(reader, action, { kind: paper.kind, id });
  if (!stored.number || stored.file) return;
  await startAgain(desk.house, { kind, intent: ["pdf", id], input, actor: reader.person, quiet: await isCreator(desk, reader, id) });
}

/** An invoice is credited whole: the window says what that means, and asks why. */
async function openCredit(desk: Desk, body: object, id: string): Promise<void> {
  await desk.open(body, async (reader) => {
    await desk.allow(reader, "invoice.credit", { kind: "invoice", id });
    const t = textsFor(reader);
    const paper = await readPaper(desk.house.db, id);
    if (paper?.kind !== "invoice" || paper.stored.kind !== "invoice") throw new PasserelleError("not_found");
    const { stored } = paper;
    const said = !stored.number
      ? t.list.notDraft
      : stored.creditedBy
        ? t.card.credited((await readPaper(desk.house.db, stored.creditedBy))?.stored.number ?? "")
        : "";
    const frame = { title: t.card.creditTitle, close: reader.say.cancel };
    if (said) return modal({ ...frame, callback: "paper_notice", blocks: [section(said)] });
    const text = t.card.creditText(stored.number ?? "", money(reader, stored.totalCents), await clientName(desk.house.db, paper));
    return modal({
      ...frame,
      callback: CREDIT_FORM,
      submit: t.card.creditSubmit,
      blocks: [section(text), input("reason", t.card.creditReason, textBox("reason", { most: 500, multiline: true }), { optional: true })],
      memory: { id },
    });
  });
}

/** One window, one request; an invoice is credited once, whoever asks: the second one is shown the first credit note. */
export async function submitCredit(desk: Desk, body: SlackViewAction): Promise<undefined> {
  const { id = "" } = memoryOf<{ id: string }>(body.view);
  const reader = await desk.known(body);
  await desk.allow(reader, "invoice.credit", { kind: "invoice", id });
  const input = { invoiceId: id, reason: typed(body.view, "reason") };
  await startRun(desk.house, { kind: "credit-invoice", intent: ["modal", body.view.id], input, actor: reader.person });
}
