/** One run of the figure: who, which company, what is to be broken, and what came of it. */
import { referenceOf } from "../../../edge/runs/intent.ts";
import type { SampleCompany } from "../../fixtures/companies.ts";
import { createFaults, type Faults } from "../../sandbox/faults.ts";
import type { SlackPerson } from "../../sandbox/slack/people.ts";
import type { Asked, Opened } from "../world/person-driver.ts";
import type { Trial } from "./plan.ts";
import type { Wanted } from "./traffic.ts";

export interface TrialRun extends Asked, Wanted {
  trial: Trial;
  /** Where the person's direct messages with us are. */
  channel: string;
  faults: Faults;
  window?: Opened;
  runId: string;
  /** UTC ms; 0 = not yet. */
  submittedAt: number;
  lastFaultAt: number;
  endedAt: number;
  hits: number;
  trouble: string;
}

export function trialRun(trial: Trial, person: SlackPerson, company: SampleCompany, onKill: () => Promise<void>): TrialRun {
  const domain = `client-${person.id.toLowerCase()}.example`;
  const channel = `D${person.id.slice(1)}`;
  return {
    trial,
    userId: person.id,
    siren: company.siren,
    contact: { contactName: "Camille Essai", email: `camille@${domain}`, phone: "+33 1 99 00 00 00" },
    channel,
    marks: [person.id, channel, company.siren, domain],
    faults: createFaults({ onKill }),
    runId: "",
    submittedAt: 0,
    lastFaultAt: 0,
    endedAt: 0,
    hits: 0,
    trouble: "",
  };
}

/** From now on its requests are known by our references too, and what is to break breaks. */
export async function arm(run: TrialRun, runId: string): Promise<void> {
  run.runId = runId;
  run.marks.push(await referenceOf("CL", runId), await referenceOf("CO", runId));
  for (const { target, ...fault } of run.trial.faults) run.faults.add({ ...fault, match: { method: target } });
}
