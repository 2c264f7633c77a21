/** The card of an import, from the checking of its lines to its end, and of its undoing. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../../edge/house.ts";
import { type Import, readImport, UNDO_MS } from "../../edge/imports/import-store.ts";
import { mayBeUndone } from "../../edge/imports/undo-import.ts";
import { may } from "../../edge/people/may.ts";
import { hasEnded, type Run } from "../../edge/runs/run.ts";
import { waiting } from "../clients/run-progress.ts";
import type { Reader } from "../desk.ts";
import { errorLines, shortReference } from "../errors.ts";
import { button, buttons, context, facts, header, plain, section } from "../forms.ts";
import { answerButton } from "../run-answers.ts";
import type { Card } from "../run-cards.ts";
import { REPORT, UNDO } from "./import-report.ts";

interface Drawn {
  reader: Reader;
  run: Run;
  imported: Import | null;
  crm: string;
}

export async function importCard(house: House, reader: Reader, run: Run): Promise<Card> {
  const drawn = await drawnOf(house, reader, run);
  const { imported } = drawn;
  if (run.state === "refused" || run.state === "failed") return stopped(drawn);
  if (!imported) return card(drawn, reader.say.run.kinds[run.kind] as string, []);
  if (run.state === "asking") return asking(drawn, imported);
  if (run.state === "done") return done(drawn, imported);
  const { checking, creating, another } = reader.say.import.card;
  const { phase, readLines, lines, created, fresh, alike } = imported;
  if (run.state === "waiting") return underWay(drawn, run.code === "taken" ? another : null);
  const wanted = created + fresh + (run.answers.import === "all" ? alike : 0);
  return underWay(
    drawn,
    phase === "creating" ? creating(created, wanted) : checking(readLines, lines),
    phase === "creating" ? created / wanted : readLines / lines,
  );
}

export async function undoCard(house: House, reader: Reader, run: Run): Promise<Card> {
  const drawn = await drawnOf(house, reader, run);
  const { imported } = drawn;
  const { card: text } = reader.say.import;
  if (run.state === "refused" || run.state === "failed") return stopped(drawn);
  const { removed = 0, kept = 0, created = 0 } = imported ?? {};
  const all = removed + kept + created;
  if (run.state === "waiting") return underWay(drawn, null);
  if (run.state !== "done") return underWay(drawn, text.undoing(all - created, all), (all - created) / Math.max(1, all));
  const counts = facts([count(reader, text.removed, removed), count(reader, text.kept, kept)]);
  return card(drawn, text.undoTitle, [...counts, ...(kept > 0 ? [context(text.keptHelp)] : []), ...buttons(reportButton(drawn))]);
}

async function drawnOf({ db, ports }: House, reader: Reader, run: Run): Promise<Drawn> {
  const importId = (run.input as { importId?: unknown } | null)?.importId ?? run.outcome?.importId;
  return {
    reader,
    run,
    imported: importId ? await readImport(db, String(importId)) : null,
    crm: ports.crm.label || reader.say.client.card.builtin,
  };
}

const card = ({ reader, run }: Drawn, title: string, blocks: KnownBlock[]): Card => ({
  text: title,
  blocks: [header(title), ...blocks, context(reader.say.reference(shortReference(run.id)))],
});

const BAR = 20;

/** @param sentence null = what it waits for, in the words of every run */
function underWay(drawn: Drawn, sentence: string | null, part?: number): Card {
  const { reader, run, crm } = drawn;
  const filled = Math.min(BAR, Math.floor((part ?? 0) * BAR));
  const bar = part === undefined || Number.isNaN(part) ? [] : [context(`${"█".repeat(filled)}${"░".repeat(BAR - filled)}`)];
  const state = sentence === null ? waiting(reader, run, crm) : [section(sentence), ...bar];
  return card(drawn, reader.say.run.kinds[run.kind] as string, state);
}

const count = ({ say }: Reader, label: string, value: number): [string, string | null] => [label, value > 0 ? say.number(value) : null];

function asking(drawn: Drawn, { fresh, alike, known, wrong }: Import): Card {
  const { reader, run } = drawn;
  const { card: text } = reader.say.import;
  const asks = { runId: run.id, question: "import" };
  const counts: [string, string | null][] = [
    [text.fresh, reader.say.number(fresh)],
    count(reader, text.known, known),
    count(reader, text.alike, alike),
    count(reader, text.wrong, wrong),
  ];
  const choice = buttons(
    fresh > 0 && answerButton(asks, "fresh", text.import(fresh), { style: "primary" }),
    alike > 0 && answerButton(asks, "all", fresh > 0 ? text.importAll(fresh + alike) : text.importAlike(alike)),
    answerButton(asks, "cancel", text.cancel),
    reportButton(drawn),
  );
  return card(drawn, text.checked, [...facts(counts), section(text.help), ...choice]);
}

function done(drawn: Drawn, imported: Import): Card {
  const { reader, run } = drawn;
  const { say } = reader;
  const { card: text } = say.import;
  const { created, removed, kept, known, alike, wrong, endedAt, undoRunId } = imported;
  const made = created + removed + kept;
  const title = run.outcome?.cancelled ? text.cancelled : made > 0 ? text.done(made) : text.nothing;
  const counts = facts([
    count(reader, text.created, made),
    count(reader, text.known, known),
    count(reader, run.outcome?.cancelled ? text.alike : text.left, alike),
    count(reader, text.wrong, wrong),
  ]);
  const undo = undoButton(drawn);
  const words = [
    made > 0 && !undoRunId && text.notVerified,
    undo && text.undoUntil(say.instant((endedAt as number) + UNDO_MS)),
    undoRunId && text.undone,
  ].filter((word): word is string => Boolean(word));
  return card(drawn, title, [...counts, ...(words.length > 0 ? [context(words.join(" "))] : []), ...buttons(reportButton(drawn), undo)]);
}

/** What happened, what was created before it, what to do. */
function stopped(drawn: Drawn): Card {
  const { reader, run, imported } = drawn;
  const { say } = reader;
  const outcome = run.kind === "undo-import" ? "" : say.import.card.soFar(imported?.created ?? 0);
  const lines = errorLines(say, { code: run.code ?? "unexpected" }, { outcome });
  const title = `${say.run.kinds[run.kind]} – ${run.state === "failed" ? say.run.failed : say.run.refused}`;
  return card(drawn, title, [section(lines.join(" ")), ...buttons(imported && reportButton(drawn), undoButton(drawn))]);
}

const reportButton = ({ reader, imported }: Drawn) => imported && button(REPORT, reader.say.import.card.report, imported.id);

function undoButton({ reader: { say, person }, run, imported }: Drawn) {
  if (!imported || run.kind !== "import-clients" || !hasEnded(run.state) || !may(person, "client.import") || !mayBeUndone(imported))
    return null;
  const { card: text } = say.import;
  const confirm = {
    title: plain(text.undo),
    text: plain(text.undoConfirm(imported.created)),
    confirm: plain(text.undo),
    deny: plain(say.cancel),
  };
  return { ...button(UNDO, text.undo, imported.id, { style: "danger" }), confirm };
}
