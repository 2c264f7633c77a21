/** What one request or one run works with: the settings, the database, the filled ports, and what may outlive the answer. */
import type { Ports } from "./ports.ts";
import type { Env, Settings } from "./settings.ts";
import type { Reads } from "./store/reads-together.ts";

export interface House {
  env: Env;
  settings: Settings;
  db: D1Database;
  /** The same, for reading: what is asked for in one moment travels together. */
  reads: Reads;
  /** @throws PasserelleError `misconfigured`, when it is first looked at */
  readonly ports: Ports;
  /** ctx.waitUntil: goes on after the answer. */
  later(work: Promise<unknown>): void;
}
