/** /studio: the list, a new site, and the settings of one. */
import { Hono } from "hono/tiny";
import { asPasserelleError } from "../../errors.ts";
import { newToken } from "../../sites/keys.ts";
import { changeSite, makeSite, SiteWish } from "../../sites/part.ts";
import type { Site } from "../../sites/site.ts";
import { type Call, frameOf, goTo, intentOf, maySet, mustSet, readForm, type Studio, siteIn, textOf } from "../call-routes.ts";
import type { Problems } from "../look/fields.tsx";
import { pathOf } from "../look/page.tsx";
import { lookWords } from "../look/words.ts";
import { listPage } from "./list-page.tsx";
import { FIRST_TYPED, readRules, readSite, type TypedRules, type TypedSite } from "./read-site-form.ts";
import { newSitePage, settingsPage } from "./settings-page.tsx";
import { listSites, restoreSite, retireSite, type StudioSite } from "./site-rows.ts";

const own = (c: Call) => ({ ...frameOf(c), person: c.get("person") });

export function sitesRoutes() {
  return (
    new Hono<Studio>()
      .get("/", async (c) => c.html(listPage(own(c), await listSites(c.env.db, Number(c.req.query("after")) || 0))))
      .get("/sites/new", (c) => {
        mustSet(c);
        const typed = { ...FIRST_TYPED, locale: c.get("locale") };
        return c.html(newSitePage({ frame: own(c), typed, problems: {}, intent: newToken() }));
      })
      // 303 to the new site, the same one for the same form | 422 the form, with what is wrong
      .post("/sites/new", async (c) => {
        mustSet(c);
        const form = await readForm(c);
        const typed = typedSite(form);
        const intent = intentOf(form);
        const { wish, problems } = readSite(typed, c.get("locale"));
        if (Object.keys(problems).length > 0) return c.html(newSitePage({ frame: own(c), typed, problems, intent }), 422);
        const actor = c.get("person");
        const whole = SiteWish.parse({ ...wish, rules: {}, channel: null });
        const { site } = await makeSite({ db: c.env.db, actor }, `studio/${actor.id}/${intent}`, whole);
        return goTo(c, pathOf(site));
      })
      .get("/sites/:site/settings", async (c) => {
        const site = await siteIn(c);
        return settings(c, site, { ...siteAsTyped(site), ...rulesAsTyped(site) }, {}, c.req.query("saved") !== undefined);
      })
      // 303 | 409 somebody else was faster | 422 the form, with what is wrong
      .post("/sites/:site/settings", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        const form = await readForm(c);
        const typed = { ...typedSite(form), ...typedRules(form) };
        const [about, reviews] = [readSite(typed, c.get("locale")), readRules(typed, c.get("locale"))];
        const problems = { ...about.problems, ...reviews.problems };
        if (Object.keys(problems).length > 0) return settings(c, site, typed, problems);
        const wish = { ...about.wish, rules: reviews.rules };
        if (!isSame(site, wish)) {
          try {
            await changeSite({ db: c.env.db, actor: c.get("person") }, { ...site, version: Number(textOf(form, "version")) }, wish);
          } catch (thrown) {
            const { code } = asPasserelleError(thrown);
            if (code !== "conflict") throw thrown;
            // Two clicks on one button: the first has done it.
            const now = await siteIn(c);
            if (!isSame(now, wish)) return settings(c, now, typed, { form: lookWords[c.get("locale")].said.conflict as string });
          }
        }
        return goTo(c, `${pathOf(site, "settings")}?saved`);
      })
      .post("/sites/:site/settings/retire", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        await retireSite(c.env.db, c.get("person"), site);
        return goTo(c, pathOf(site, "settings"));
      })
      .post("/sites/:site/settings/restore", async (c) => {
        mustSet(c);
        const site = await siteIn(c);
        await restoreSite(c.env.db, c.get("person"), site);
        return goTo(c, pathOf(site, "keys"));
      })
  );
}

function settings(c: Call, site: StudioSite, typed: TypedSite & TypedRules, problems: Problems, saved = false) {
  const status = problems.form ? 409 : Object.keys(problems).length > 0 ? 422 : 200;
  return c.html(settingsPage({ frame: frameOf(c), site, typed, problems, saved, maySet: maySet(c) }), status);
}

const isSame = (site: Site, wish: Partial<SiteWish>) =>
  Object.entries(wish).every(([name, value]) => canonical(site[name as keyof Site]) === canonical(value));

const canonical = (value: unknown) =>
  JSON.stringify(value, value && typeof value === "object" && !Array.isArray(value) ? Object.keys(value).sort() : undefined);

const typedSite = (form: FormData): TypedSite => ({
  name: textOf(form, "name"),
  home: textOf(form, "home"),
  origins: textOf(form, "origins"),
  locale: textOf(form, "locale"),
  platform: textOf(form, "platform"),
});

const typedRules = (form: FormData): TypedRules => ({
  inviteAfterDays: textOf(form, "inviteAfterDays"),
  publishWithinDays: textOf(form, "publishWithinDays"),
  reward: textOf(form, "reward"),
  openToAll: textOf(form, "openToAll"),
  photos: textOf(form, "photos"),
  makesClients: textOf(form, "makesClients"),
});

const siteAsTyped = ({ name, home, origins, locale, platform }: Site): TypedSite => ({
  name,
  home,
  origins: origins.join("\n"),
  locale,
  platform,
});

const rulesAsTyped = ({ rules }: Site): TypedRules => ({
  inviteAfterDays: rules.inviteAfterDays === null ? "" : String(rules.inviteAfterDays),
  publishWithinDays: String(rules.publishWithinDays),
  reward: rules.reward,
  openToAll: rules.openToAll ? "on" : "",
  photos: rules.photos ? "on" : "",
  makesClients: rules.makesClients ? "on" : "",
});
