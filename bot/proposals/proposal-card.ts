/** The card of a client to review: what differs, the choice, and afterwards who decided what and when. And the card of a whole list. */
import type { KnownBlock } from "@slack/types";
import { readClient } from "../../edge/clients/client-store.ts";
import type { House } from "../../edge/house.ts";
import { choicesOf, maskOf, questionName } from "../../edge/proposals/proposal.ts";
import { MOST_WAITING } from "../../edge/proposals/proposal-store.ts";
import type { Review } from "../../edge/proposals/review-client.ts";
import { hasEnded, type Run } from "../../edge/runs/run.ts";
import { waiting } from "../clients/run-progress.ts";
import type { Reader } from "../desk.ts";
import { errorLines, shortReference } from "../errors.ts";
import { button, buttons, context, header, section } from "../forms.ts";
import { answerButton } from "../run-answers.ts";
import type { Card } from "../run-cards.ts";
import { oneLine } from "../text/words.ts";
import { differenceBlocks, fieldName } from "./proposal-words.ts";

/** Opens the window: of one client (value = its id), or of the whole list (no value). */
export const OPEN_REVIEW = "review_open";

export async function proposalCard({ db, ports }: Pick<House, "db" | "ports">, reader: Reader, run: Run): Promise<Card> {
  const { say } = reader;
  // Purged 30 days after the end.
  const review = run.input as Review | null;
  const client = review && (await readClient(db, review.clientId))?.client;
  const name = oneLine(client?.name ?? say.run.aClient);
  const title = say.proposal.about(name);
  const differs = review ? differenceBlocks(say, name, review) : [];
  const end = hasEnded(run.state);
  const state = end ? [section(endText(reader, run, review))] : run.state === "asking" ? [] : progress(reader, run, ports.crm.label);
  const asks = review && run.state === "asking" ? choiceButtons(reader, run.id, review, name) : [];
  const text = end ? `${title}. ${endText(reader, run, review)}` : title;
  return { text, blocks: [header(title), ...differs, ...state, ...asks, context(say.reference(shortReference(run.id)))] };
}

function progress(reader: Reader, run: Run, crm: string): KnownBlock[] {
  const { say } = reader;
  return run.state === "waiting" ? waiting(reader, run, crm || say.client.card.builtin) : [section(say.run.working)];
}

function choiceButtons({ say }: Reader, runId: string, review: Review, name: string): KnownBlock[] {
  const { proposal } = say;
  const choices = choicesOf(review);
  const asked = { runId, question: questionName(review) };
  const answer = (label: string, mask: number, look = {}) =>
    answerButton(asked, String(mask), label, { ...look, spoken: `${label} – ${name}` });
  if (choices.length === 0) return buttons(answer(proposal.seen, 0));
  const [one] = choices;
  const label = choices.length === 1 && one ? proposal.accept : proposal.acceptAll;
  const row = buttons(
    answer(label, maskOf(choices, choices), { style: "primary" }),
    choices.length > 1 && button(OPEN_REVIEW, proposal.choose, review.clientId, { spoken: `${proposal.choose} – ${name}` }),
    answer(proposal.ignore, 0),
  );
  return [...row, context(proposal.expires)];
}

function endText({ say, person }: Reader, { state, code, endedAt, outcome }: Run, review: Review | null): string {
  const { ended, conflict } = say.proposal;
  const who = person.name || say.audit.formerPerson;
  const when = say.instant(endedAt ?? 0);
  if (state !== "done")
    return code === "conflict" ? conflict : errorLines(say, { code: code ?? "unexpected" }, { outcome: say.nothingChanged }).join(" ");
  const fields = String(outcome?.fields ?? "").split(",");
  if (outcome?.how === "taken")
    return ended.taken(who, when, say.list(fields.map((field) => fieldName(say, field as Parameters<typeof fieldName>[1]))));
  if (outcome?.how === "ignored") return review && choicesOf(review).length === 0 ? ended.seen(who, when) : ended.ignored(who, when);
  return outcome?.how === "moot" ? ended.moot : ended.later;
}

export const countText = ({ say }: Reader, count: number): string =>
  say.proposal.list(count, `${count >= MOST_WAITING ? "≥ " : ""}${say.number(count)}`);

export async function listCard(_: unknown, reader: Reader, run: Run): Promise<Card> {
  const { proposal } = reader.say;
  const end = hasEnded(run.state) ? (run.outcome?.how === "done" ? proposal.listDone : proposal.ended.later) : "";
  const count = Number(run.question?.about.count ?? (run.input as { count?: number } | null)?.count ?? 0);
  const title = end ? (reader.say.run.kinds["review-list"] as string) : countText(reader, count);
  const open = end
    ? [section(end)]
    : [section(proposal.asks(proposal.by.register)), ...buttons(button(OPEN_REVIEW, proposal.listOpen, "", { style: "primary" }))];
  return { text: end || title, blocks: [header(title), ...open, ...(end ? [] : [context(proposal.expires)])] };
}
