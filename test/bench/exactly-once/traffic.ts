/** Whose request is this, and what for? Every run has a person, a company and references of its own: one of them is always in it. */
import type { Target } from "./plan.ts";

export interface Wanted {
  /** Texts that only this run's requests hold: SIREN, Slack ids, references. */
  marks: string[];
}

export interface Seen {
  /** The request's own path, below the service's address. */
  service: "register" | "slack" | "dolibarr";
  method: string;
  path: string;
  /** Address and body, decoded. */
  text: string;
}

export const runOf = <R extends Wanted>(runs: Iterable<R>, { text }: Seen): R | undefined => {
  for (const run of runs) if (run.marks.some((mark) => text.includes(mark))) return run;
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
  const what = path.replace(/^.*\/api\/index\.php/, "");
  if (what.startsWith("/setup/dictionary/countries")) return "dolibarr.country";
  if (method === "POST") return what === "/contacts" ? "dolibarr.contact" : "dolibarr.create";
  if (what === "/contacts") return "dolibarr.contact-lookup";
  if (what === "/thirdparties") return text.includes("ref_ext") ? "dolibarr.lookup" : "dolibarr.twins";
  return /^\/thirdparties\/\d+$/.test(what) ? "dolibarr.record" : undefined;
}
