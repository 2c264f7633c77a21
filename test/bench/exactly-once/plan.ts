/** What is broken in each run: every request to another system × everything that can happen to it, and kills at any moment. */
import type { NewFault } from "../../sandbox/faults.ts";
import { dice } from "../many-clients.ts";

export type Crm = "builtin" | "dolibarr";

/** A request of a run, by what it is for (traffic.ts). */
export type Target =
  | "register.find"
  | "slack.open"
  | "slack.post"
  | "slack.update"
  | "slack.history"
  | "dolibarr.twins"
  | "dolibarr.country"
  | "dolibarr.create"
  | "dolibarr.lookup"
  | "dolibarr.contact"
  | "dolibarr.contact-lookup"
  | "dolibarr.contact-read"
  | "dolibarr.record";

export interface Trial {
  /** For a report: "dolibarr.create lose-reply". */
  name: string;
  faults: (Omit<NewFault, "match"> & { target: Target })[];
  /** The Worker is killed so long after the form was sent, whatever it is doing. */
  killAfterMs?: number;
}

export const killing = (trial: Trial) => trial.killAfterMs !== undefined || trial.faults.some(({ kind }) => kind === "kill");

const EVERYWHERE: Target[] = ["register.find", "slack.open", "slack.post", "slack.update", "slack.history"];
const DOLIBARR: Target[] = [
  "dolibarr.twins",
  "dolibarr.country",
  "dolibarr.create",
  "dolibarr.lookup",
  "dolibarr.contact",
  "dolibarr.contact-lookup",
  "dolibarr.contact-read",
  "dolibarr.record",
];
/** These are only asked when the answer to a write was lost. */
const AFTER: Partial<Record<Target, Target>> = {
  "slack.history": "slack.post",
  "dolibarr.lookup": "dolibarr.create",
  "dolibarr.contact-lookup": "dolibarr.contact",
};
const HAPPENS: Omit<NewFault, "match">[] = [
  { kind: "lose-request" },
  { kind: "lose-reply" },
  { kind: "late" },
  { kind: "429" },
  { kind: "500" },
  { kind: "timeout" },
  { kind: "kill", when: "before" },
  { kind: "kill", when: "after" },
];
/** A form is answered within some 30 ms, and a run that meets no trouble is over within 2 s. */
const LAST_MOMENT_MS = 1_800;

/** Every combination `rounds` times, and `moments` kills at any moment; in an order that is the same every time. */
export function trialsOf(crm: Crm, { rounds, moments }: { rounds: number; moments: number }): Trial[] {
  const roll = dice(crm.length);
  const trials: Trial[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const target of crm === "dolibarr" ? [...EVERYWHERE, ...DOLIBARR] : EVERYWHERE) {
      for (const fault of HAPPENS) trials.push(trialOf(target, fault, roll));
    }
  }
  for (let i = 0; i < moments; i++) {
    const killAfterMs = Math.round((i / moments) ** 2 * LAST_MOMENT_MS);
    trials.push({ name: `killed after ${killAfterMs} ms`, faults: [], killAfterMs });
  }
  return trials
    .map((trial) => ({ trial, at: roll() }))
    .sort((a, b) => a.at - b.at)
    .map(({ trial }) => trial);
}

function trialOf(target: Target, fault: Omit<NewFault, "match">, roll: () => number): Trial {
  const before = AFTER[target];
  const lateMs = 1_000 + Math.round(roll() * 8_000);
  return {
    name: [target, fault.kind, fault.when].filter(Boolean).join(" "),
    faults: [
      ...(before ? [{ target: before, kind: "lose-reply" as const }] : []),
      { target, ...fault, ...(fault.kind === "late" && { delayMs: lateMs }) },
    ],
  };
}
