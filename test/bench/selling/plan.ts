/**
 * What one history of an invoice is: one or two people who keep the books, a client of theirs, what they sell and take back,
 * and what breaks meanwhile. Drawn from a seed, so that the same seed draws the same history on every machine.
 */
import { dice } from "../many-clients.ts";
import { type Break, breaksOf, breaksText, hashOf, type Place, type Roll, weighted } from "../world/breaks.ts";

/** Once; by two hands at once; or once, and Slack sends the request again. */
export type Press = "once" | "twice" | "again";

export type Action =
  /**
   * Types the line, and presses in its preview: issues it, keeps a draft, or both at once in two tabs. What is a draft then is
   * issued by `issuers`: from the card by whose it is, from a look-up by anybody else. `alongside` = while the action before is under way.
   */
  | { does: "sell"; who: number; way: "issue" | "draft" | "both"; pressed: Press; issuers: number[]; alongside: boolean }
  /** Credits the sale (its place among the sells) in the window; two do it at once, from windows that both have open. */
  | { does: "credit"; sale: number; who: number[]; sent: Press };

export interface History {
  /** "4711/17": the seed, which one. */
  id: string;
  people: number;
  actions: Action[];
  breaks: Break[];
}

export function drawn(seed: number, index: number): History {
  const id = `${seed}/${index}`;
  const roll = dice(hashOf(`selling ${id}`));
  const people = roll() < 0.5 ? 1 : 2;
  const actions = actionsOf(roll, people);
  return { id, people, actions, breaks: breaksOf(roll, PLACES, (at) => (REQUESTS[at] ?? 1) * actions.length) };
}

const PLACES: [Place | "moment", number][] = [
  ["door", 2],
  ["slack", 3.5],
  ["moment", 0.4],
];
/** How many requests an action may make there: some breaks come too late to be met. */
const REQUESTS: Partial<Record<Place, number>> = { door: 3, slack: 6 };

function actionsOf(roll: Roll, people: number): Action[] {
  const sell = (who: number, alongside: boolean): Action => ({
    does: "sell",
    who,
    way: weighted(roll, [
      ["issue", 5],
      ["draft", 3],
      ["both", 2],
    ]),
    pressed: pressOf(roll),
    issuers: peopleOf(roll, who, people),
    alongside,
  });
  const actions = [sell(0, false)];
  // Each in messages of their own: one person's two lines come one after the other.
  if (roll() < 0.3) actions.push(sell(people - 1, people > 1 && roll() < 0.7));
  const sold = actions.length;
  for (let sale = 0; sale < sold; sale++)
    if (roll() < 0.5) actions.push({ does: "credit", sale, who: peopleOf(roll, 0, people), sent: pressOf(roll) });
  return actions;
}

const pressOf = (roll: Roll): Press =>
  weighted(roll, [
    ["once", 5],
    ["twice", 2.5],
    ["again", 2.5],
  ]);

function peopleOf(roll: Roll, own: number, people: number): number[] {
  const other = 1 - own;
  return weighted(roll, [
    [[own], 5],
    [[own, other], people > 1 ? 4 : 0],
    [[other], people > 1 ? 2 : 0],
  ]);
}

/** In a line, for a reader of a report. */
export function told({ id, actions, breaks }: History): string {
  const [first, ...others] = actions;
  const then = others.map((action) => `${action.does === "sell" && action.alongside ? " ∥ " : "; "}${actionText(action)}`);
  return `${id}: ${first && actionText(first)}${then.join("")} | broken: ${breaksText(breaks)}`;
}

const names = (who: number[]) => who.map((one) => `P${one}`).join(" and ");
const howOften = (press: Press) => (press === "once" ? "" : `, ${press}`);

function actionText(action: Action): string {
  if (action.does === "credit") return `${names(action.who)} credit #${action.sale}${howOften(action.sent)}`;
  const { who, way, pressed, issuers } = action;
  return `P${who} sells (${way}${howOften(pressed)}${way === "issue" ? "" : `, issued by ${names(issuers)}`})`;
}
