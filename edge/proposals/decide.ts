/** A person decides about one client in the window, where they go from one to the next. On a card, the card's own buttons do. */
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { Person } from "../people/person.ts";
import { answerRun, startRun } from "../runs/start-run.ts";
import { dealTo, wishFor } from "./deal-proposals.ts";
import { choicesOf, maskOf, questionName } from "./proposal.ts";
import { holdProposal, readProposal } from "./proposal-store.ts";

interface Decision {
  clientId: string;
  /** Of what the window showed. */
  hash: string;
  /** Fields taken; the others are ignored until the register changes again. */
  taken: string[];
  actor: Person;
}

/** @throws `expired` when it was decided already, or is another difference by now; `forbidden` when it is somebody else's */
export async function decide(house: House, { clientId, hash, taken, actor }: Decision): Promise<void> {
  const waiting = await readProposal(house.db, clientId);
  if (waiting?.hash !== hash) throw new PasserelleError("expired");
  if (waiting.person !== actor.id) throw new PasserelleError("forbidden");
  const mask = maskOf(choicesOf(waiting), taken);
  if (waiting.runId) {
    await answerRun(house, { runId: waiting.runId, name: questionName(waiting), option: String(mask), actor });
    return;
  }
  const wish = wishFor(waiting, actor);
  const { run, first } = await startRun(house, { ...wish, input: { ...wish.input, decided: mask }, quiet: true });
  await holdProposal(house.db, clientId, run.id).run();
  // Its card was dealt by somebody who died before writing so down: it is asked there, and answered here.
  if (!first && run.state === "asking") await answerRun(house, { runId: run.id, name: questionName(waiting), option: String(mask), actor });
  house.later(dealTo(house, actor.id));
}
