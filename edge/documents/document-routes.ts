/** HTTP door of documents: a signed link (document-link.ts) is the only way in. */
import { Hono } from "hono/tiny";
import type { House } from "../house.ts";
import type { Env } from "../settings.ts";
import { openLink } from "./document-link.ts";

/** Saved, never shown in place: whatever a file holds, it runs nothing under our address. */
const HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "private, no-store",
};

export function documentRoutes(house: (env: Env, later: (work: Promise<unknown>) => void) => House) {
  return (
    new Hono<{ Bindings: Env }>()
      // 200 the file | 404 alike: a wrong link, one that is over, a document that is gone
      .get("/documents/:id/:name", async (c) => {
        const own = house(c.env, (work) => c.executionCtx.waitUntil(work));
        const { id, name } = c.req.param();
        const { exp = "", by = "", sig = "" } = c.req.query();
        const document = await openLink(own, { id, name, exp, by, sig });
        const file = document && (await c.env.FILES.get(document.r2Key));
        if (!document || !file) return c.notFound();
        const { mediaType } = document;
        const type = mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType;
        return new Response(file.body, {
          headers: { ...HEADERS, "Content-Type": type, "Content-Disposition": disposition(document.name) },
        });
      })
  );
}

/** As RFC 6266 wants it: a plain name for old programs, the whole one for the others. */
function disposition(name: string): string {
  const plain = name.normalize("NFKD").replace(/[^\w. -]+/g, "");
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain || "document"}"; filename*=UTF-8''${whole}`;
}
