/** One method of the Web API. */
import type { Inside } from "../inside.ts";

export type Args = Record<string, unknown>;

export interface Method {
  /** What the token must have been granted; `a,b` means either. */
  scope?: string | ((args: Args, slack: Inside) => string);
  /** Methods that only read take a form, never JSON. */
  formOnly?: true;
  needs?: string[];
  run(args: Args, slack: Inside): Record<string, unknown> | Promise<Record<string, unknown>>;
}

/** A flag as a form or JSON carries it. */
export const truthy = (value: unknown) => value === true || value === "true" || value === "1" || value === 1;
