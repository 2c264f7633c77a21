/** How a site's widgets look: chosen, saved, and the sheet of its preview. */
import { Hono } from "hono/tiny";
import { auditRow } from "../../audit/audit.ts";
import type { Actor } from "../../people/person.ts";
import { frameOf, goTo, maySet, mustSet, readForm, type Studio, siteIn, textOf } from "../call-routes.ts";
import { pathOf } from "../look/page.tsx";
import { lookWords } from "../look/words.ts";
import type { StudioSite } from "../sites/site-rows.ts";
import { previewStyle } from "./preview.tsx";
import { readThemeForm } from "./read-theme-form.ts";
import { COLOURS, PLAIN, propertiesOf, type Theme } from "./theme.ts";
import { themePage } from "./theme-page.tsx";

export function themeRoutes() {
  return (
    new Hono<Studio>()
      .get("/", async (c) => {
        const site = await siteIn(c);
        const view = { frame: frameOf(c), site, theme: site.theme, typed: {}, problems: {}, maySet: maySet(c) };
        return c.html(themePage({ ...view, saved: c.req.query("saved") !== undefined }));
      })
      .get("/preview.css", async (c) => {
        const { theme } = await siteIn(c);
        const lines = [...propertiesOf(theme), ["--w-ground", `light-dark(${theme.groundLight}, ${theme.groundDark})`]];
        const text = `.w-pane { ${lines.map(([name, value]) => `${name}: ${value}`).join("; ")} }${previewStyle}`;
        return c.body(text, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "private, no-cache" });
      })
      // 303 | 409 somebody else was faster | 422 what cannot be read, at its field
      .post("/", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        const form = await readForm(c);
        const field = (name: string) => textOf(form, name);
        const { theme, problems } = field("plain") ? { theme: PLAIN, problems: {} } : readThemeForm(field, c.get("locale"));
        const typed = Object.fromEntries(COLOURS.map((name) => [name, field(name) || theme[name]]));
        const view = { frame: frameOf(c), theme, typed, saved: false, maySet: true };
        if (Object.keys(problems).length > 0) return c.html(themePage({ ...view, site, problems }), 422);
        if (!(await saveTheme(c.env.db, c.get("person"), { ...site, version: Number(field("version")) }, theme))) {
          const now = await siteIn(c);
          const conflict = { form: lookWords[c.get("locale")].said.conflict as string };
          // Two clicks on one button: the first has done it.
          if (JSON.stringify(now.theme) !== JSON.stringify(theme))
            return c.html(themePage({ ...view, site: now, problems: conflict }), 409);
        }
        return goTo(c, `${pathOf(site, "theme")}?saved`);
      })
  );
}

/** @returns false when the site was changed since `version` */
async function saveTheme(db: D1Database, actor: Actor, site: StudioSite, theme: Theme): Promise<boolean> {
  const now = Date.now();
  const [saved] = await db.batch([
    db
      .prepare("UPDATE sites SET theme = ?3, updated_at = ?4, version = version + 1 WHERE n = ?1 AND version = ?2")
      .bind(site.n, site.version, JSON.stringify(theme), now),
    auditRow(db, { actor: actor.id, action: "site.theme", objectKind: "site", objectId: site.id, outcome: "done" }, now),
  ]);
  return saved?.meta.changes === 1;
}
