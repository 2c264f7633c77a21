/**
 * What a company in a list stands for, as the value of an option or a button: a known client, a company of the register,
 * or what was typed. Only the SIREN is believed later on; the name serves while the register does not answer.
 */
export type Pick =
  | { type: "known"; clientId: string }
  | { type: "register"; siren: string; closed: boolean; name: string }
  | { type: "hand"; text: string };

/** Slack's limit for an option's value. */
const MOST = 150;

export function pickValue(pick: Pick): string {
  if (pick.type === "known") return `known:${pick.clientId}`;
  if (pick.type === "hand") return `hand:${pick.text}`.slice(0, MOST);
  return `siren:${pick.siren}:${pick.closed ? "C" : "A"}:${pick.name}`.slice(0, MOST);
}

/** Null when it is none of ours. */
export function readPick(value: string): Pick | null {
  const [, type, rest = ""] = /^(known|siren|hand):([\s\S]*)$/.exec(value) ?? [];
  if (type === "known") return { type, clientId: rest };
  if (type === "hand") return { type, text: rest };
  const [, siren, state, name = ""] = /^(\d{9}):([AC]):([\s\S]*)$/.exec(rest) ?? [];
  return type === "siren" && siren ? { type: "register", siren, closed: state === "C", name } : null;
}
