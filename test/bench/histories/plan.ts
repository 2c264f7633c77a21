/**
 * What one history is: a few people, one company, what they do with it, and what breaks meanwhile. Drawn from a seed, so
 * that the same seed draws the same history on every machine.
 */
import type { FaultKind } from "../../sandbox/faults.ts";
import { dice } from "../many-clients.ts";
import type { CrmId } from "../world/crm-stand-ins.ts";

/** By its SIREN from the register, by its VAT number from VIES, or a private person by their e-mail. */
export type Subject = "french" | "abroad" | "person";
export type Answer = "existing" | "new" | "none";

export type Action =
  /** Opens the window and sends it: once; twice at once; or once, and Slack sends the request again. `alongside` = while the action before is under way. */
  | { does: "create"; who: number; way: "command" | "shortcut"; sent: "once" | "twice" | "again"; alongside: boolean }
  /** Creates a company of the same name without any number, and answers the question whether it is the same one. */
  | { does: "lookalike"; who: number; answer: Answer }
  /**
   * Changes the phone number from the card. Two at once = each over what both saw; in turn = one after the other, as soon
   * as the one before has the client, whether or not the CRM has its change.
   */
  | { does: "edit"; who: number[]; together: "at once" | "in turn" };

/** A CRM's writes are counted among themselves too: they are what it is about, and few. */
export type Place = "door" | "slack" | "register" | "vies" | "crm" | "crm-write";

/** The `nth` request between the house and that place breaks; or the Worker is killed at a moment. */
export type Break =
  | { at: Place; nth: number; kind: FaultKind; when?: "before" | "after"; delayMs?: number }
  | { at: "moment"; kind: "kill"; afterMs: number };

export interface History {
  /** "4711/odoo/17": the seed, the CRM, which one. */
  id: string;
  subject: Subject;
  people: number;
  actions: Action[];
  breaks: Break[];
}

export const isDeadly = ({ breaks }: History) => breaks.some(({ kind }) => kind === "kill");

type Roll = () => number;

export function drawn(seed: number, crm: CrmId, index: number): History {
  const id = `${seed}/${crm}/${index}`;
  const roll = dice(hashOf(id));
  const subject = weighted<Subject>(roll, [
    ["french", 6],
    ["abroad", 2.5],
    ["person", 1.5],
  ]);
  const actions = actionsOf(roll, subject);
  const people = 1 + Math.max(...actions.flatMap(({ who }) => who));
  const count = weighted(roll, [
    [0, 1],
    [1, 3.5],
    [2, 3],
    [3, 2.5],
  ]);
  const breaks = Array.from({ length: count }, () => breakOf(roll, crm, subject, actions.length));
  return { id, subject, people, actions, breaks };
}

function actionsOf(roll: Roll, subject: Subject): Action[] {
  const length = weighted(roll, [
    [1, 5],
    [2, 3],
    [3, 1.4],
    [4, 0.6],
  ]);
  const create = (who: number, first: boolean): Action => ({
    does: "create",
    who,
    // Who searches for what is a client already is shown it, and offered nothing to create.
    way: first && subject === "french" && roll() < 0.3 ? "command" : "shortcut",
    sent: weighted(roll, [
      ["once", 6],
      ["twice", 2],
      ["again", 2],
    ]),
    alongside: !first && roll() < 0.7,
  });
  const actions: Action[] = [create(0, true)];
  while (actions.length < length) actions.push(nextOf(roll, actions, create));
  const [first, second] = actions;
  // Whoever is quicker makes it known: the other one's search would offer nothing to create any more.
  if (first?.does === "create" && second?.does === "create" && second.alongside) first.way = "shortcut";
  return actions;
}

function nextOf(roll: Roll, actions: Action[], create: (who: number, first: boolean) => Action): Action {
  const creators = actions.flatMap((action) => (action.does === "create" ? [action.who] : []));
  const one = () => creators[Math.floor(roll() * creators.length)] as number;
  const does = weighted(roll, [
    ["create", creators.length < 3 && actions.every(({ does }) => does === "create") ? 4 : 0],
    ["lookalike", actions.some(({ does }) => does === "lookalike") ? 0 : 2.5],
    ["edit", 3],
  ]);
  if (does === "create") return create(creators.length, false);
  if (does === "edit") {
    const first = one();
    const pair = creators.length > 1 ? creators.slice(0, 2) : [first, first];
    const together = creators.length > 1 && roll() < 0.5 ? "at once" : "in turn";
    return { does, who: roll() < 0.5 ? pair : [first], together };
  }
  const answer = weighted<Answer>(roll, [
    ["existing", 1],
    ["new", 1],
    ["none", 1],
  ]);
  return { does: "lookalike", who: one(), answer };
}

/** Of what goes through a network, and of Slack's own requests to us: an answer that is not 2xx is none of the network's doing. */
const ON_THE_WAY: [FaultKind, number][] = [
  ["lose-request", 2],
  ["lose-reply", 2],
  ["late", 2],
  ["doubled", 2],
];
const AT_A_VENDOR: [FaultKind, number][] = [...ON_THE_WAY, ["429", 2], ["500", 2], ["timeout", 1.5], ["kill", 0.4]];
/** How many requests a history may make there: some breaks come too late to be met. */
const REQUESTS: Record<Place, number> = { door: 3, slack: 5, register: 1, vies: 1, crm: 6, "crm-write": 2 };
/** A run that meets no trouble is over within 2 s. */
const LAST_MOMENT_MS = 4_000;
/** Later than this after the Worker gave up on it, nothing is expected any more (write-once.ts). */
const LATEST_MS = 9_000;

function breakOf(roll: Roll, crm: CrmId, subject: Subject, actions: number): Break {
  const at = weighted<Place | "moment">(roll, [
    ["door", 2],
    ["slack", 3],
    ["register", subject === "french" ? 1 : 0],
    ["vies", subject === "abroad" ? 2 : 0],
    ["crm", crm === "builtin" ? 0 : 2.5],
    ["crm-write", crm === "builtin" ? 0 : 3],
    ["moment", 0.25],
  ]);
  if (at === "moment") return { at, kind: "kill", afterMs: Math.round(roll() ** 2 * LAST_MOMENT_MS) };
  const kind = weighted(roll, at === "door" ? ON_THE_WAY : AT_A_VENDOR);
  const nth = 1 + Math.floor(roll() * REQUESTS[at] * (at === "vies" || at === "register" ? 1 : actions));
  return {
    at,
    nth,
    kind,
    ...(kind === "kill" && { when: roll() < 0.5 ? ("before" as const) : ("after" as const) }),
    ...(kind === "late" && { delayMs: 500 + Math.round(roll() * (LATEST_MS - 500)) }),
  };
}

function weighted<T>(roll: Roll, choices: [T, number][]): T {
  let left = roll() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    if (left < weight) return choice;
    left -= weight;
  }
  return choices.find(([, weight]) => weight > 0)?.[0] as T;
}

/** FNV-1a. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
