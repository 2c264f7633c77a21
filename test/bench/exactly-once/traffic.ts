/** What is a request for, and whose run is it? Every run has a person, a company and references of its own: one of them is always in it. */
import type { Seen } from "../world/vendors.ts";
import type { Target } from "./plan.ts";

export interface Wanted {
  /** Texts that only this run's requests hold: SIREN, Slack ids, references. */
  marks: string[];
}

export const runOf = <R extends Wanted>(runs: Iterable<R>, { text, behind }: Seen): R | undefined => {
  for (const run of runs) if (run.marks.some((mark) => text.includes(mark) || behind.includes(mark))) return run;
  return undefined;
};

const SLACK: Record<string, Target> = {
  "/api/conversations.open": "slack.open",
  "/api/chat.postMessage": "slack.post",
  "/api/chat.update": "slack.update",
  "/api/conversations.history": "slack.history",
};

/** Undefined = a request that no run is tried at (the window, an answer to the command). */
export function targetOf({ service, method, path, text }: Seen): Target | undefined {
  if (service === "register") return "register.find";
  if (service === "slack") return SLACK[path];
  if (service !== "crm") return undefined;
  const what = path.replace(/^.*\/api\/index\.php/, "");
  if (what.startsWith("/setup/dictionary/countries")) return "dolibarr.country";
  if (method === "POST") return what === "/contacts" ? "dolibarr.contact" : "dolibarr.create";
  if (what === "/contacts") return text.includes("ref_ext") ? "dolibarr.contact-lookup" : "dolibarr.contact-read";
  if (what === "/thirdparties") return text.includes("ref_ext") ? "dolibarr.lookup" : "dolibarr.twins";
  return /^\/thirdparties\/\d+$/.test(what) ? "dolibarr.record" : undefined;
}
