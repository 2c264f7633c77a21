/** Stands in for Slack's table of three hundred methods, each bound anew for every client: `client.chat.postMessage` is `chat.postMessage`. */
"use strict";

const { EventEmitter } = require("node:events");

const FAMILIES = ["auth", "chat", "conversations", "files", "functions", "users", "views"];

const callOf = (client, method) =>
  new Proxy((options) => client.apiCall(method, options), {
    get: (_, name) => (typeof name === "string" ? callOf(client, `${method}.${name}`) : undefined),
  });

exports.Methods = class Methods extends EventEmitter {
  constructor() {
    super();
    for (const name of FAMILIES) this[name] = callOf(this, name);
  }
};
