/**
 * A page that was opened before a deployment asks for files of the widgets that are no longer there: it is sent to what stands in
 * their place. What is there is served beside the Worker ([assets] in wrangler.toml) and never comes here.
 */
import { Hono } from "hono/tiny";
import type { Shop } from "./site-routes.ts";

const HEADERS = { "Access-Control-Allow-Origin": "*", "Cache-Control": "no-store" };

export function chunkRoutes() {
  return (
    new Hono<Shop>()
      // 302 | 404: no file of that name was ever made
      .get("/chunks/:file", async (c) => {
        const [, name] = /^([a-z-]+)-\w+\.js$/.exec(c.req.param("file")) ?? [];
        const listed = await c.env.env.ASSETS?.fetch(new URL("/v1/files.json", c.req.url));
        if (!name || !listed?.ok) return c.notFound();
        const { integrity } = (await listed.json()) as { integrity: Record<string, string> };
        const now = Object.keys(integrity).find((path) => new RegExp(`^/v1/chunks/${name}-\\w+\\.js$`).test(path));
        return now ? c.body(null, 302, { ...HEADERS, Location: now }) : c.notFound();
      })
  );
}
