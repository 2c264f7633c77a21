/**
 * Random histories of an invoice through Slack's door: the typed line, its preview, the draft or the issue, the PDF, the card, the
 * credit note; by one or two people, twice and at once; and up to three things that break on the way, workerd among them.
 * `--seed 4711` plays those of that seed, `--seed 4711/17` one of them.
 */
import type { Figure, Measured } from "./figure.ts";
import { type BuiltWorker, withWorker } from "./raw-worker.ts";
import { finding, type Verdict } from "./selling/account.ts";
import { type Judged, judged } from "./selling/judged.ts";
import { drawn, type History, told } from "./selling/plan.ts";
import { variantsOf } from "./selling/variants.ts";
import { smallest } from "./world/smaller.ts";
import { isSound } from "./world/verdict.ts";

const COUNT = 500;
/** Of those that fail, so many are made smaller. */
const SHRUNK = 2;

export const issueHistories: Figure = {
  id: "issue-histories",
  name: "random histories of /facture: preview → draft → issue → PDF → card, and credit, by up to 2 people; 3 faults or kills of workerd each",
  unit: "",
  goal: `≥ ${COUNT}, each sale with one number, one document, one card, and one credit note if any: 0 lost, 0 doubled, 0 in the dark`,
  patient: true,
  async measure({ seed: asked = "" } = {}) {
    const [seed = String(Date.now() % 1_000_000), index] = asked.split("/").filter(Boolean);
    console.error(`issue-histories: --seed ${[seed, index].filter(Boolean).join("/")}`);
    const all = index === undefined ? Array.from({ length: COUNT }, (_, i) => i) : [Number(index)];
    return withWorker(async (built) => {
      const found = await judged(
        built,
        all.map((i) => drawn(Number(seed), i)),
      );
      await report(built, found);
      return figuresOf(found, all.length);
    });
  },
};

/** What failed, told and made smaller. */
async function report(built: BuiltWorker, { verdicts, numbers }: Judged): Promise<void> {
  const failed = verdicts.filter((verdict) => !isSound(verdict));
  for (const verdict of failed) console.error(finding(verdict));
  for (const wrong of numbers) console.error(wrong);
  const failing = async (histories: History[]) => (await judged(built, histories)).verdicts.filter(isWrong).map(historyOf);
  for (const history of failed.slice(0, SHRUNK).map(historyOf))
    console.error(`${history.id} ${await smallest({ failing, variantsOf, told }, history)}`);
}

const isWrong = (verdict: Verdict) => !isSound(verdict);
const historyOf = ({ played }: Verdict) => played.history;

function figuresOf({ verdicts, numbers, runs, kills }: Judged, due: number): Measured[] {
  const none = (part: "lost" | "doubled" | "dark") => {
    const value = verdicts.filter((verdict) => verdict[part].length > 0).length;
    return { part: part === "dark" ? "in-the-dark" : part, value, ok: value === 0 };
  };
  const tried = (part: string, value: number): Measured => ({ part, value, goal: "(how much was tried)", ok: true });
  const endMs = Math.max(...verdicts.map(({ played }) => played.endedAt - played.lastFaultAt));
  const faults = verdicts.reduce((sum, { played }) => sum + played.met, 0);
  return [
    { part: "histories", value: verdicts.length, ok: verdicts.length >= due },
    ...[tried("runs", runs), tried("faults", faults), tried("kills", kills)],
    { part: "slowest-end", value: endMs / 1_000, unit: "s", goal: "(all that was asked since the last fault)", ok: true },
    ...[none("lost"), none("doubled"), none("dark")],
    { part: "numbers-wrong", value: numbers.length, ok: numbers.length === 0 },
  ];
}
