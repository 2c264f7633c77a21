/**
 * What one history is: a few people, one company, what they do with it, and what breaks meanwhile. Drawn from a seed, so
 * that the same seed draws the same history on every machine.
 */
import { dice } from "../many-clients.ts";
import { type Break, breaksOf, hashOf, type Place, type Roll, weighted } from "../world/breaks.ts";
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

export interface History {
  /** "4711/odoo/17": the seed, the CRM, which one. */
  id: string;
  subject: Subject;
  people: number;
  actions: Action[];
  breaks: Break[];
}

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
  const breaks = breaksOf(roll, placesOf(crm, subject), (at) => REQUESTS[at] * (at === "vies" || at === "register" ? 1 : actions.length));
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

/** How many requests a history may make there: some breaks come too late to be met. */
const REQUESTS: Record<Place, number> = { door: 3, slack: 5, register: 1, vies: 1, crm: 6, "crm-write": 2 };

const placesOf = (crm: CrmId, subject: Subject): [Place | "moment", number][] => [
  ["door", 2],
  ["slack", 3],
  ["register", subject === "french" ? 1 : 0],
  ["vies", subject === "abroad" ? 2 : 0],
  ["crm", crm === "builtin" ? 0 : 2.5],
  ["crm-write", crm === "builtin" ? 0 : 3],
  ["moment", 0.25],
];
