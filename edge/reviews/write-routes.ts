/** HTTP door for what visitors send: reviews and their photos, votes and reports, and what authors do with their own. */
import { Hono } from "hono/tiny";
import { PasserelleError } from "../errors.ts";
import { readBytes, readJson } from "../sites/read-body.ts";
import { hold, ipOf, localeOf } from "../sites/site-door.ts";
import { originOf, type Shop, visit } from "../sites/site-routes.ts";
import { changeOwn, eraseOwn, readOwn } from "./author/own-review.ts";
import { MOST_PHOTO_BYTES } from "./form/review-form.ts";
import { keepPhoto, openPhoto } from "./photos/keep-photo.ts";
import { findHelpful, Report, reportReview } from "./visitors.ts";
import { NewReview, ReviewText } from "./write/new-review.ts";
import { submitReview } from "./write/submit-review.ts";

/** Drawn as a picture or not at all, wherever it is opened. */
const PHOTO_HEADERS = {
  "Content-Security-Policy": "sandbox; default-src 'none'",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Content-Disposition": "inline",
};

export function writeRoutes() {
  return (
    new Hono<Shop>()
      // 202 {id, state} | 400 invalid_input | 403 forbidden (proof, open) | 404 not_found (product) | 409 conflict | 410 expired (invitation) | 429
      .post("/reviews", async (c) => {
        const { site, locale, ip } = await visit(c, undefined, true);
        const idempotencyKey = c.req.header("Idempotency-Key") ?? "";
        if (!/^[\w-]{8,128}$/.test(idempotencyKey)) throw new PasserelleError("invalid_input", { field: "Idempotency-Key" });
        const input = await readJson(c.req.raw, NewReview);
        return c.json(await submitReview(c.env, { site, locale, ip, origin: originOf(c), idempotencyKey, input }), 202);
      })
      // 201 {id} | 400 invalid_input (photo) | 413 too_large (photo)
      .post("/photos", async (c) => {
        const { site } = await visit(c, undefined, true);
        return c.json(await keepPhoto(c.env, site, await readBytes(c.req.raw, MOST_PHOTO_BYTES, "photo")), 201);
      })
      // 200 the picture | 404
      .get("/photos/:id", async (c) => {
        const { exp = "", sig = "" } = c.req.query();
        const photo = await openPhoto(c.env, c.req.param("id"), exp, sig);
        if (!photo) throw new PasserelleError("not_found");
        const cache = photo.open ? "public, max-age=3600" : "private, no-store";
        return new Response(photo.body, { headers: { ...PHOTO_HEADERS, "Content-Type": photo.mediaType, "Cache-Control": cache } });
      })
      // 200 OwnReview | 404 not_found. By the token alone: it comes from a mail, and says which site.
      .get("/reviews/mine", async (c) => {
        await guest(c);
        c.header("Cache-Control", "no-store");
        return c.json(await readOwn(c.env.db, c.req.header("X-Author") ?? "", localeOf(c.req.raw, null)));
      })
      // 202 OwnReview | 400 invalid_input | 404 not_found | 409 conflict
      .put("/reviews/mine", async (c) => {
        await guest(c, true);
        const token = c.req.header("X-Author") ?? "";
        await changeOwn(c.env.db, token, await readJson(c.req.raw, ReviewText));
        return c.json(await readOwn(c.env.db, token, localeOf(c.req.raw, null)), 202);
      })
      // 204 | 404 not_found
      .delete("/reviews/mine", async (c) => {
        await guest(c, true);
        await eraseOwn(c.env.db, c.req.header("X-Author") ?? "");
        return c.body(null, 204);
      })
      // 204 | 404 not_found
      .post("/reviews/:id/helpful", async (c) => {
        await findHelpful(c.env, await visit(c, undefined, true), c.req.param("id"));
        return c.body(null, 204);
      })
      // 202 | 400 invalid_input (reason, text, email) | 404 not_found
      .post("/reviews/:id/report", async (c) => {
        const visitor = await visit(c, undefined, true);
        await reportReview(c.env, visitor, c.req.param("id"), await readJson(c.req.raw, Report));
        return c.body(null, 202);
      })
  );
}

/** With the site's key as everything else; without one, from our own pages only. */
async function guest(c: Parameters<typeof visit>[0], writes = false): Promise<void> {
  if (c.req.query("site")) return void (await visit(c, undefined, writes));
  const origin = c.req.header("Origin");
  if (origin ? origin !== originOf(c) : writes) throw new PasserelleError("forbidden", { field: "origin" });
  await hold(c.env, writes, `author/${ipOf(c.req.raw)}`);
}
