/** The bot: Bolt with the house's capabilities, one line each. */
import type { App, Receiver } from "@slack/bolt";
import { alerts } from "./alerts/alerts.ts";
import { clients } from "./clients/clients.ts";
import { mergeClients } from "./clients/merge/merge.ts";
import type { Desk } from "./desk.ts";
import { documents } from "./documents.ts";
import { type Trouble, tellError } from "./door/app-error.ts";
import { logger } from "./door/slack-api.ts";
import { bareFetch } from "./door/slack-client.ts";
import { home } from "./home/home.ts";
import { imports } from "./imports/imports.ts";
import { invoices } from "./invoices/invoices.ts";
import { mailsIn } from "./mail-in/mail-in.ts";
import { passerelle } from "./passerelle/passerelle.ts";
import { unknownCommands } from "./passerelle/unknown-commands.ts";
import { privacy } from "./privacy/privacy.ts";
import { proposals } from "./proposals/proposals.ts";
import type { Door } from "./receiver.ts";
import { reviews } from "./reviews/reviews.ts";
import { runAnswers } from "./run-answers.ts";
import { workspace } from "./workspace.ts";

/** What every listener finds in its `context`: nothing of a request is kept anywhere else. */
declare module "@slack/bolt/dist/types/middleware" {
  interface Context {
    desk: Desk;
    door: Door;
  }
}

/** What a capability registers its listeners with. */
export type Capability = (app: App) => void;

const CAPABILITIES: Capability[] = [
  clients,
  invoices,
  reviews,
  documents,
  alerts,
  proposals,
  mergeClients,
  privacy,
  runAnswers,
  passerelle,
  mailsIn,
  imports,
  home,
  workspace,
  unknownCommands,
];

/** Bolt asks for one; the Worker's fetch handler (receiver.ts) plays its part. */
const overFetch: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined };

/**
 * Listeners are code, the same for every request, so they are registered once. Bolt's own client is not used: it would
 * be shared between requests, queue and all. Each request's desk has its own, made when it is first needed.
 */
export async function createBot(capabilities: Capability[] = CAPABILITIES): Promise<App> {
  const { App } = await import("./door/bolt.ts");
  const app = new App({
    receiver: overFetch,
    // With `token`, Bolt would ask auth.test at every start.
    authorize: async () => ({}),
    clientOptions: { fetch: bareFetch },
    logger,
    ignoreSelf: false,
    convoStore: false,
    extendedErrorHandler: true,
  });
  for (const capability of capabilities) capability(app);
  app.error((trouble: Trouble) => tellError(trouble));
  return app;
}
