/** What stands at the end of each history, counted where it stands: in the CRM, in the directory, in each person's direct messages. */
import type { Holding } from "../world/holdings.ts";
import { rowText } from "../world/killable-house.ts";
import { findingOf, type Verdict as JudgedVerdict } from "../world/verdict.ts";
import { cardsOf, isToldOver } from "./ends.ts";
import { namesakeMail } from "./play.ts";
import type { Asked, Played } from "./played.ts";
import type { Row, Stage } from "./stage.ts";
import { told } from "./told.ts";

export type Verdict = JudgedVerdict<Played>;

/** For a reader of a report. */
export const finding = (verdict: Verdict) => findingOf(told(verdict.played.history), verdict);

export function verdicts(stage: Stage): Verdict[] {
  stage.look();
  const holdings = stage.holdings();
  const known = stage.house.rows<Known>("SELECT siren, vat_number AS vatNumber, email FROM clients");
  return stage.histories.map((played) => verdictOn(stage, played, holdings, known));
}

interface Known {
  siren: string | null;
  vatNumber: string | null;
  email: string | null;
}

function verdictOn(stage: Stage, played: Played, holdings: Holding[], known: Known[]): Verdict {
  const verdict: Verdict = { played, lost: [], doubled: [], dark: played.trouble ? [played.trouble] : [], rows: rowsOf(stage, played) };
  const count = (what: string, found: number, due = 1) => {
    if (found > due) verdict.doubled.push(`${what} ${found}, due ${due}`);
    if (found < due) verdict.lost.push(`${what} ${found}, due ${due}`);
  };
  const { party, history } = played;
  const isParty = ({ siren, vatNumber, email }: Known | Holding) =>
    party.siren ? siren === party.siren : party.vatNumber ? vatNumber === party.vatNumber : email === party.email;
  const records = holdings.filter(isParty);
  count("records", records.length);
  count("in the directory", known.filter(isParty).length);
  if (history.subject !== "person")
    count(
      "contacts",
      records.reduce((sum, { contacts }) => sum + contacts.length, 0),
    );
  countNamesakes(stage, played, holdings, count);
  countEnds(stage, played, count);
  const phone = lastEdit(stage, played)?.phone;
  if (phone && records.some((record) => record.phone !== phone)) verdict.lost.push(`the last change: ${phone}`);
  return verdict;
}

const rowsOf = ({ house }: Stage, { asked }: Played) => asked.map(({ runId, wish }) => `${wish} ${runId} ${rowText(house, runId)}`);

type Count = (what: string, found: number, due?: number) => void;

function countNamesakes(stage: Stage, played: Played, holdings: Holding[], count: Count): void {
  for (const asked of played.asked.filter(({ wish }) => wish === "lookalike")) {
    const row = stage.rows.get(asked.runId);
    const wanted = played.history.actions.some((action) => action.does === "lookalike" && action.answer === "new");
    count("namesakes", holdings.filter(({ email }) => email === namesakeMail(asked.userId)).length, wanted ? 1 : 0);
    if (!asked.unanswered) count(wanted ? "made all the same" : "taken for the existing one", row?.existing === (wanted ? 0 : 1) ? 1 : 0);
  }
}

/** Of those who create one party, one does and the others get what it made; of two who change the same version, one does. */
function countEnds(stage: Stage, played: Played, count: Count): void {
  const rowsOf = (wish: Asked["wish"]) => played.asked.filter((asked) => asked.wish === wish).map(({ runId }) => stage.rows.get(runId));
  const creates = rowsOf("create");
  count("created", creates.filter((row) => row?.state === "done" && row.existing === 0).length);
  count("given the existing one", creates.filter((row) => row?.state === "done" && row.existing === 1).length, creates.length - 1);
  const edits = rowsOf("edit");
  const isMade = (row: Row | undefined) => row?.state === "done";
  // Who typed while another change was on its way to the CRM may have typed over what was there before it: they are told.
  const isTold = (row: Row | undefined) => isMade(row) || (row?.state === "refused" && row.code === "conflict");
  const actions = played.history.actions.filter((action) => action.does === "edit");
  count("changes told", edits.filter(isTold).length, actions.flatMap(({ who }) => who).length);
  count("changes made", Math.min(edits.filter(isMade).length, actions.length), actions.length);
  const atOnce = actions.every(({ together }) => together === "at once") && !played.asked.some(({ anew }) => anew);
  if (atOnce) count("changes of one version", edits.filter(isMade).length, actions.length);
  for (const asked of played.asked) {
    const cards = cardsOf(stage, asked);
    count(`cards of ${asked.wish}`, cards.length);
    // Not only once: an older state that comes late may not take its place.
    if (asked.endedAt) count(`card of ${asked.wish} at its end`, isToldOver(stage, asked) ? 1 : 0);
  }
  const runs = stage.house.rows<{ n: number }>(
    `SELECT count(*) AS n FROM runs JOIN people ON people.id = runs.actor WHERE people.slack_user IN (${played.people.map(({ id }) => `'${id}'`).join(",")})`,
  );
  count("runs", runs[0]?.n ?? 0, played.asked.length);
}

const lastEdit = (stage: Stage, { asked }: Played) =>
  asked.findLast(({ wish, runId }) => wish === "edit" && stage.rows.get(runId)?.state === "done");
