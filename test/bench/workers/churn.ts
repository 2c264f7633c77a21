/** Changes reviews, many at once, where D1 is; the figure reviews-consistent kills it in the middle. */
import type { House } from "../../../edge/house.ts";
import { SiteRules } from "../../../edge/sites/site.ts";
import { churn, type Ground } from "../../edge/reviews/churn.ts";

const site = {
  ...{ n: 1, id: "bench", name: "Bench", home: "https://shop.example", origins: [], locale: "fr", platform: "html", channel: null },
  ...{ rules: SiteRules.parse({ openToAll: true }), createdBy: "P1", version: 1 },
} as Ground["site"];

export default {
  async fetch(request: Request, { DB: db }: { DB: D1Database }): Promise<Response> {
    const query = new URL(request.url).searchParams;
    const settings = { linkSecret: "bench", slack: { signingSecrets: ["bench"] } };
    const house = { db, settings, later: () => undefined, ports: {}, env: {} } as unknown as House;
    const ground: Ground = {
      house: async () => house,
      site,
      actor: { id: "P1", standing: "member", roles: ["admin"], locale: "fr", workspaceOwner: false },
      pause: async () => undefined,
    };
    return Response.json(await churn(ground, Number(query.get("count")), 16, Math.random, query.get("mark") ?? ""));
  },
};
