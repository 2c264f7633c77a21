/** The server of a site, by its secret key: `Authorization: Bearer sk_…`. Never from a page: whoever reads a page would read the key. */
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { noteEdgeOrigin } from "./edge-origin.ts";
import { hashOf, siteNOf } from "./keys.ts";
import type { Site } from "./site.ts";
import { siteByKey, siteOf } from "./site-store.ts";

/** @throws PasserelleError `unauthorized` (field key), `rate_limited` */
export async function enterServer(request: Request, house: House): Promise<Site> {
  const [, key = ""] = /^Bearer (sk_\w{10,120})$/i.exec(request.headers.get("Authorization") ?? "") ?? [];
  const n = siteNOf(key, "secret");
  if (n === null) throw new PasserelleError("unauthorized", { field: "key" });
  const limit = house.env.SITE_LIMIT;
  if (limit && !(await limit.limit({ key: `server/${n}` })).success) throw new PasserelleError("rate_limited", { retryAfterSeconds: 60 });
  const [found] = await house.db.batch([siteByKey(house.db, "secret", await hashOf(key))]);
  const site = siteOf(found?.results[0]);
  if (site?.n !== n) throw new PasserelleError("unauthorized", { field: "key" });
  house.later(
    noteEdgeOrigin(house.db, new URL(request.url).origin)
      .run()
      .catch(() => undefined),
  );
  return site;
}
