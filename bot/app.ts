/** The bot of one request: Bolt with the house's capabilities, one line each. */
import { App, type Receiver } from "@slack/bolt";
import type { House } from "../edge/house.ts";
import { type Trouble, tellError } from "./app-error.ts";
import { clients } from "./clients/clients.ts";
import { Desk } from "./desk.ts";
import { home } from "./home.ts";
import { passerelle } from "./passerelle.ts";
import { clientOptions } from "./slack-api.ts";
import { unknownCommands } from "./unknown-commands.ts";
import { workspace } from "./workspace.ts";

/** Bolt asks for one; the Worker's fetch handler (receiver.ts) plays its part. */
const overFetch: Receiver = { init() {}, start: async () => undefined, stop: async () => undefined };

/** What a capability registers its listeners with. */
export type Capability = (app: App, desk: Desk) => void;

const CAPABILITIES: Capability[] = [clients, passerelle, home, workspace, unknownCommands];

export function createBot(house: House, capabilities: Capability[] = CAPABILITIES): App {
  const options = clientOptions(house.settings);
  const app = new App({
    receiver: overFetch,
    // The client is authorised already (slack-api.ts); with `token`, Bolt would ask auth.test at every start.
    authorize: async () => ({}),
    clientOptions: options,
    ...(options.logger && { logger: options.logger }),
    ignoreSelf: false,
    convoStore: false,
    extendedErrorHandler: true,
  });
  const desk = new Desk(house, app.client);
  for (const capability of capabilities) capability(app, desk);
  app.error((trouble: Trouble) => tellError(desk, trouble));
  return app;
}
