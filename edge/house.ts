/** What one request or one run works with: the settings, the database, the filled ports, and what may outlive the answer. */
import type { Ports } from "./ports.ts";
import type { Env, Settings } from "./settings.ts";

export interface House {
  env: Env;
  settings: Settings;
  db: D1Database;
  ports: Ports;
  /** ctx.waitUntil: goes on after the answer. */
  later(work: Promise<unknown>): void;
}
