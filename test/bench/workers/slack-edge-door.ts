/** The same 60 listeners with slack-edge, as its README builds an app: once per request. */
import { SlackApp } from "slack-edge";
import { LISTENERS } from "./listeners.ts";

interface Env {
  SLACK_SIGNING_SECRET: string;
  SLACK_BOT_TOKEN: string;
}

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext) {
    const app = new SlackApp({
      env,
      authorize: async () => ({
        enterpriseId: undefined,
        teamId: "T0",
        team: "T",
        botToken: env.SLACK_BOT_TOKEN,
        botId: "B0",
        botUserId: "U0",
        botScopes: [],
      }),
    });
    for (const name of LISTENERS) {
      app.command(`/${name}`, async () => {});
      app.action(name, async () => {});
      app.view(name, async () => {});
    }
    return app.run(request, ctx);
  },
};
