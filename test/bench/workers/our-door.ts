/** Our Slack door, whole (signature, envelope, Bolt, ack), with 60 listeners that do nothing else; no database. */
import { Hono } from "hono";
import type { Capability } from "../../../bot/app.ts";
import { createBot } from "../../../bot/app.ts";
import { handleSlack } from "../../../bot/receiver.ts";
import type { House } from "../../../edge/house.ts";
import { type Env, settingsOf } from "../../../edge/settings.ts";
import { LISTENERS } from "./listeners.ts";

const sixty: Capability = (app) => {
  for (const name of LISTENERS) {
    app.command(`/${name}`, ({ ack }) => ack());
    app.action(name, ({ ack }) => ack());
    app.view(name, ({ ack }) => ack());
  }
};

const bot = await createBot([sixty]);

const app = new Hono<{ Bindings: Env }>();
app.post("/slack/events", (c) => {
  const house = { env: c.env, settings: settingsOf(c.env), later: (work) => c.executionCtx.waitUntil(work) } as House;
  return handleSlack(c.req.raw, house, bot);
});

export default app;
