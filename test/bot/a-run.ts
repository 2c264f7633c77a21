/** A run as a card gets it, for the tests: somebody asked for a client that the register knows. */
import type { Person } from "../../edge/people/person.ts";
import type { Run } from "../../edge/runs/run.ts";

export const aRun = ({ id: actor }: Pick<Person, "id">, change: Partial<Run> = {}): Run => ({
  id: "4k7m2x9qabcdefghjkmn",
  kind: "create-client",
  actor,
  input: {
    identity: { type: "french", siren: "732829320", name: "ACME <b>" },
    kinds: ["client"],
    contact: { name: "Jeanne", email: "", phone: "" },
    note: "",
  },
  state: "queued",
  step: null,
  code: null,
  field: null,
  question: null,
  answers: {},
  outcome: null,
  generation: 0,
  attempt: 0,
  stuckStep: null,
  stuckSince: null,
  version: 1,
  wakeAt: null,
  createdAt: Date.now(),
  updatedAt: Date.now(),
  endedAt: null,
  ...change,
});
