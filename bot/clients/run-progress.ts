/** How far a run is, in words: what is behind it, what it does now, what it waits for. */
import type { KnownBlock } from "@slack/types";
import type { Run } from "../../edge/runs/run.ts";
import type { Reader } from "../desk.ts";
import { markupContext, section } from "../forms.ts";

/** The steps of create-client in their order; a mark is left by those that say something to a person. */
const STEPS = [
  "read the register",
  "check the VAT number",
  "claim the number",
  "look for twins",
  "claim",
  "create in the CRM",
  "link",
  "add the contact",
  "verify",
  "verify the VAT number",
];
const MARKED = ["read the register", "check the VAT number", "look for twins", "create in the CRM"];
/** Short waits are over before anybody reads when: what is written down for them is when somebody else would take over. */
const WORTH_A_TIME_MS = 80_000;

export function progressOf({ say }: Reader, { step, state, input }: Run): string {
  if (state === "queued" || !step) return say.run.queued;
  const { type, vatNumber } = (input as { identity?: { type?: unknown; vatNumber?: unknown } } | null)?.identity ?? {};
  const asked: Record<string, boolean> = {
    "read the register": type === "french",
    "check the VAT number": type === "foreign" && Boolean(vatNumber),
  };
  const behind = STEPS.slice(0, Math.max(0, STEPS.indexOf(step))).filter((name) => MARKED.includes(name));
  const marks = behind.filter((name) => asked[name] ?? true).map((name) => say.run.doneMark(say.run.steps[name]?.done ?? ""));
  return [...marks, say.run.steps[step]?.doing ?? say.run.working].join("   ");
}

export function waiting({ say }: Reader, { step, code, wakeAt, updatedAt }: Run, crm: string): KnownBlock[] {
  if (code === "maybe_written") return [section(say.run.checking)];
  const who = step === "read the register" || step === "verify" ? say.run.register : step?.endsWith("the VAT number") ? say.run.vies : crm;
  const what =
    code === "rate_limited"
      ? say.run.limits(who)
      : code === "misconfigured"
        ? say.run.misconfigured(who)
        : code === "vendor_unavailable"
          ? say.run.doesNotAnswer(who)
          : "";
  const sentence = section(say.run.waits(what || (code ? say.errors[code].what : "")));
  if (!wakeAt || wakeAt - updatedAt < WORTH_A_TIME_MS) return [sentence];
  return [sentence, markupContext(say.run.nextTry(`<!date^${Math.ceil(wakeAt / 1000)}^{time_secs}|${say.instant(wakeAt)}>`))];
}
