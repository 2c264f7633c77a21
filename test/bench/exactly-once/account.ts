/** What stands at the end, counted where it stands: in the CRM, in the directory, in each person's direct messages. */
import type { Holding } from "../world/holdings.ts";
import { rowText } from "../world/killable-house.ts";
import { cardsOf, PATIENCE_MS, type Stage } from "./stage.ts";
import type { TrialRun } from "./trial-run.ts";

export interface Account {
  runs: number;
  kills: number;
  /** No client, no contact, no card, or an end that is not « created ». */
  lost: number;
  doubled: number;
  /** Not at its end, told, within two minutes of the last fault. */
  inTheDark: number;
  slowestSeconds: number;
  /** Whose fault never came about: to be 0, or less was tried than it seems. */
  spared: number;
  /** What went wrong, for a reader. */
  findings: string[];
}

export function accountOf(stage: Stage): Account {
  const account: Account = {
    runs: stage.runs.length,
    kills: stage.house.kills(),
    lost: 0,
    doubled: 0,
    inTheDark: 0,
    slowestSeconds: 0,
    spared: 0,
    findings: [],
  };
  const holdings = stage.holdings();
  for (const run of stage.runs) {
    const counts = countsOf(stage, holdings, run);
    const told = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
    const waited = run.endedAt ? Math.max(0, run.endedAt - run.lastFaultAt) : Number.POSITIVE_INFINITY;
    const dark = waited > PATIENCE_MS;
    if (Object.values(counts).some((count) => count > 1)) account.doubled += 1;
    else if (Object.values(counts).includes(0)) account.lost += 1;
    if (dark) account.inTheDark += 1;
    else account.slowestSeconds = Math.max(account.slowestSeconds, waited / 1_000);
    const spared = run.trial.faults.length > run.hits;
    if (spared) account.spared += 1;
    if (dark || spared || run.trouble || Object.values(counts).some((count) => count !== 1))
      account.findings.push(
        `${stage.crm} ${run.runId} ${run.userId} (${run.trial.name}): ${told.join(", ")}${dark ? ", in the dark" : ""}${spared ? ", fault not met" : ""} ${run.trouble}${dark ? rowText(stage.house, run.runId) : ""}`,
      );
  }
  for (const finding of account.findings) console.error(finding);
  return account;
}

/** Each of these is to be 1. */
function countsOf(stage: Stage, holdings: Holding[], run: TrialRun): Record<string, number> {
  const held = holdings.filter(({ siren }) => siren === run.siren);
  const count = (sql: string, value: string) => stage.house.rows<{ n: number }>(sql, value)[0]?.n ?? 0;
  return {
    clients: held.length,
    contacts: held.flatMap(({ contacts }) => contacts).length,
    known: count("SELECT count(*) AS n FROM clients WHERE siren = ?1", run.siren),
    created: count("SELECT count(*) AS n FROM runs WHERE id = ?1 AND state = 'done' AND outcome ->> 'existing' = 0", run.runId),
    cards: cardsOf(stage, run).length,
  };
}
