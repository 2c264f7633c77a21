/** The figures of quotes and invoices (issue B1). What each plays stands in test/bench/invoices/; npm test plays fewer. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LOCALES } from "../../edge/people/person.ts";
import { VECTORS, vectorsMissed } from "../fixtures/law-vectors.ts";
import { root } from "../sandbox/set-up.mjs";
import { buildParts } from "../tools/build-parts.mjs";
import type { Figure, Measured } from "./figure.ts";
import { playHistory } from "./invoices/books/history.ts";
import { checkMutations, judgeInvoices } from "./invoices/einvoice.ts";
import { hasJudge } from "./invoices/judge.ts";
import { numberUnderKills, stepsMissed } from "./invoices/killed-numbering.ts";
import { numberAtOnce, numberOnD1 } from "./invoices/numbering.ts";
import { corpusOf, hostile, readBack, told } from "./invoices/typed-lines.ts";
import { issueHistories } from "./issue-histories.ts";
import { withWorker } from "./raw-worker.ts";

const ISSUES = 100;
/** Played whole, through Slack and workerd, issue-histories are 500; these look at more kills in a shorter time. */
const HISTORIES = 150;
const EINVOICES = 500;
const LONG = 10;
const MUTATED = 500;

const none = (part: string, wrong: readonly string[]): Measured => {
  for (const one of wrong.slice(0, 20)) console.error(`  ${part}: ${one}`);
  return { part, value: wrong.length, ok: wrong.length === 0 };
};
const atLeast = (part: string, value: number, least: number): Measured => ({ part, value, goal: `≥ ${least}`, ok: value >= least });
const tried = (part: string, value: number): Measured => ({ part, value, goal: "(how much was tried)", ok: true });

const PRINTED = 5_000;
const HOSTILE = 10_000;

export const lawVectors: Figure = {
  id: "law-vectors",
  counted: true,
  name: "figures of EN 16931 and French law, worked out by hand",
  unit: "missed",
  goal: "0",
  measure: async () => [atLeast("vectors", VECTORS.length, VECTORS.length), none("missed", vectorsMissed())],
};

export const parser: Figure = {
  id: "parser",
  counted: true,
  name: "the typed line: parse ∘ print = identity; hostile text is right or refused with its place; a corpus by hand, fr and en",
  unit: "",
  goal: "≥ 10,000 cases, 0 wrong",
  async measure({ seed = "1" } = {}) {
    const corpus = LOCALES.flatMap((locale) => {
      const file = readFileSync(join(root, `test/fixtures/typed-lines-${locale}.txt`), "utf8");
      return corpusOf(file).map(([text, understood]) => ({ text, wrong: told(text, locale) !== understood }));
    });
    const printed = LOCALES.flatMap((locale) => readBack(locale, PRINTED, Number(seed)));
    const cases = corpus.length + 2 * PRINTED + HOSTILE;
    return [
      ...[atLeast("cases", cases, 10_000), atLeast("by-hand", corpus.length, 200)],
      ...[none("printed", printed), none("hostile", hostile(HOSTILE, Number(seed)))],
      none(
        "by-hand-wrong",
        corpus.filter(({ wrong }) => wrong).map(({ text }) => text),
      ),
    ];
  },
};

export const numbering: Figure = {
  id: "numbering",
  counted: true,
  name: "invoices and credit notes issued at once, each run killed or put to sleep at another of its calls; the books alone on D1; workerd killed at each step",
  unit: "",
  goal: `≥ ${ISSUES} issues, two series: no gap, no double, in the order of days`,
  async measure({ seed = "1" } = {}) {
    const { issues, kills, wrong } = await quietly(() => numberAtOnce(ISSUES, Number(seed)));
    const onD1 = await numberOnD1(ISSUES);
    const killed = await withWorker((built) => numberUnderKills(built, { atOnce: ISSUES, each: 8 }));
    return [
      ...[atLeast("issues", issues, ISSUES), tried("kills", kills), none("wrong", wrong)],
      ...[atLeast("on-d1", onD1.issues, ISSUES), none("on-d1-wrong", onD1.wrong)],
      ...[atLeast("under-kills", killed.issues, ISSUES), atLeast("kills-of-workerd", killed.kills, 5)],
      ...[none("steps-not-met", stepsMissed(killed)), none("under-kills-wrong", killed.wrong)],
    ];
  },
};

export const issueHistoriesInProcess: Figure = {
  id: "issue-histories-in-process",
  counted: true,
  name: "draft → edit → issue → PDF → card, and credit: two people, two tabs, double clicks; instances killed or asleep at any call, Slack, CRM and PDF failing",
  unit: "",
  goal: `≥ ${HISTORIES}, each with one number, one document, one card a request`,
  async measure({ seed = "1" } = {}) {
    const totals = { runs: 0, faults: 0, deaths: 0 };
    const wrong: string[] = [];
    await buildParts();
    await quietly(async () => {
      for (let i = 0; i < HISTORIES; i++) {
        const verdict = await playHistory(Number(seed) + i);
        for (const key of ["runs", "faults", "deaths"] as const) totals[key] += verdict[key];
        if (verdict.wrong.length > 0) wrong.push(`--seed ${verdict.seed}: ${verdict.wrong.join("; ")}`);
      }
    });
    const { runs, faults, deaths } = totals;
    return [
      atLeast("histories", HISTORIES, HISTORIES),
      tried("runs", runs),
      tried("faults", faults),
      tried("kills", deaths),
      none("wrong", wrong),
    ];
  },
};

export const einvoice: Figure = {
  id: "einvoice",
  counted: true,
  name: "random invoices and credit notes (median 4 lines, some of 300) before the official EN 16931 and BR-FR rules",
  unit: "",
  goal: `≥ ${EINVOICES}, 0 fatal`,
  async measure({ seed = "1" } = {}) {
    needJudge();
    const { invoices, long, fatal, refused } = judgeInvoices(EINVOICES, LONG, Number(seed));
    return [
      atLeast("invoices", invoices, EINVOICES),
      atLeast("of-300-lines", long, LONG),
      none("fatal", fatal),
      none("refused-by-ours", refused),
    ];
  },
};

export const checker: Figure = {
  id: "checker",
  counted: true,
  name: "mutations of our model: each fatal official rule that they break is said by ours at the field to mend",
  unit: "",
  goal: `≥ ${MUTATED} mutations, 0 missed`,
  async measure({ seed = "1" } = {}) {
    needJudge();
    const { mutations, fatal, missed, rules } = checkMutations(MUTATED, Number(seed));
    return [atLeast("mutations", mutations, MUTATED), tried("fatal", fatal), tried("rules", rules.length), none("missed", missed)];
  },
};

function needJudge(): void {
  if (!hasJudge()) throw new Error("the official rules (../shared/contracts/en16931) are not on this machine");
}

/** Runs that are killed on purpose say so. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { error, warn } = console;
  console.error = () => undefined;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    Object.assign(console, { error, warn });
  }
}

export const invoiceFigures: Figure[] = [lawVectors, parser, einvoice, checker, numbering, issueHistoriesInProcess, issueHistories];
