/**
 * Stands in for the parts of Bolt that a Worker can never run: Express, socket mode, OAuth's own HTTP server.
 * package.json's `overrides` puts it in their place, once for dev, deploy and tests (520 kB gz → 50 kB).
 * Whoever reaches one of them by mistake is told so, by name.
 */
"use strict";

class NotInAWorker {
  constructor() {
    throw new Error("Bolt's own receivers are left out of this Worker: use bot/receiver.ts");
  }
}

module.exports = {
  InstallProvider: NotInAWorker,
  SocketModeClient: NotInAWorker,
  Router: NotInAWorker,
  LogLevel: {},
};
