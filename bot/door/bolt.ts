/**
 * Bolt without its index: that one loads every receiver, OAuth and the assistant, a tenth of the Worker. Types come from
 * the package as ever. Imported when Slack is first spoken with, and nothing else with it: a bundler takes less care of
 * what is loaded late.
 */
import type * as bolt from "@slack/bolt";
import * as app from "@slack/bolt/dist/App.js";

/** CommonJS as a bundler or a test runner hands it over: itself, or one level down. */
const inside = <T>(module: unknown): T => {
  const outer = module as { default?: { __esModule?: boolean } };
  return (outer.default?.__esModule ? outer.default : module) as T;
};

export const App = inside<{ default: typeof bolt.App }>(app).default;
