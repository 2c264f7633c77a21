/** The first page of a site, and the button that allows an address which was turned away. */
import { Hono } from "hono/tiny";
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { changeSite, isOrigin, missesOf, PLATFORMS, publicKeyOf, sightingsOf } from "../../sites/part.ts";
import type { Site } from "../../sites/site.ts";
import { frameOf, goTo, maySet, mustSet, originOf, readForm, type Studio, siteIn, textOf } from "../call-routes.ts";
import { pathOf } from "../look/page.tsx";
import { installPage } from "./install-page.tsx";
import { findingsOf } from "./tag-status.ts";

export function installRoutes() {
  return (
    new Hono<Studio>()
      .get("/", async (c) => {
        const site = await siteIn(c);
        const { db } = c.env;
        const [publicKey, sightings, misses, version] = await Promise.all([
          publicKeyOf(db, site),
          sightingsOf(db, site),
          missesOf(db, site),
          versionOfWidgets(c.env),
        ]);
        const asked = c.req.query("for") as Site["platform"];
        return c.html(
          installPage({
            frame: frameOf(c),
            site,
            publicKey,
            findings: findingsOf({ site, publicKey, sightings, misses }),
            edge: originOf(c),
            platform: PLATFORMS.includes(asked) ? asked : site.platform,
            version,
            pinned: version !== null && c.req.query("pinned") !== undefined,
            maySet: maySet(c),
          }),
        );
      })
      // 303; twice is as once
      .post("/allow", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        const origin = textOf(await readForm(c), "origin");
        if (!isOrigin(origin) || site.origins.length >= 20) throw new PasserelleError("invalid_input", { field: "origin" });
        if (!site.origins.includes(origin))
          await changeSite({ db: c.env.db, actor: c.get("person") }, site, { origins: [...site.origins, origin] });
        return goTo(c, pathOf(site));
      })
  );
}

/** As the build wrote it beside the widgets (test/tools/build-widgets.mjs). */
async function versionOfWidgets({ env }: House): Promise<{ version: string; integrity: string } | null> {
  try {
    const answer = await env.ASSETS?.fetch("https://assets/v1/files.json");
    if (!answer?.ok) return null;
    const { version, integrity } = (await answer.json()) as { version: string; integrity: Record<string, string> };
    const hash = integrity[`/v1/${version}/passerelle.js`];
    return hash ? { version, integrity: hash } : null;
  } catch {
    return null; // the tag that follows us needs none
  }
}
