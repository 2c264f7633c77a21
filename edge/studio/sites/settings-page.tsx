/** A new site's form, and the settings of one that is there. */
import type { Person } from "../../people/person.ts";
import { Correct, type Problems } from "../look/fields.tsx";
import { type Frame, page, pathOf, sitePage } from "../look/page.tsx";
import { lookWords } from "../look/words.ts";
import type { TypedRules, TypedSite } from "./read-site-form.ts";
import { AboutSite, RulesOfSite } from "./site-form.tsx";
import type { StudioSite } from "./site-rows.ts";
import { siteWords } from "./words.ts";

interface New {
  frame: Frame & { person: Person };
  typed: TypedSite;
  problems: Problems;
  /** Two submissions of this form are one. */
  intent: string;
}

export function newSitePage({ frame, typed, problems, intent }: New): string {
  const words = siteWords[frame.locale];
  return page(
    frame,
    words.makeTitle,
    <>
      <div class="head">
        <p class="crumb">
          <a href="/studio">{lookWords[frame.locale].sites}</a>
        </p>
        <h1>{words.makeTitle}</h1>
      </div>
      <form class="card grid" method="post" novalidate>
        <Correct problems={problems} locale={frame.locale} />
        <input type="hidden" name="intent" value={intent} />
        <AboutSite typed={typed} problems={problems} locale={frame.locale} />
        <div class="row wide-button">
          <button class="button strong" type="submit">
            {words.makeButton}
          </button>
        </div>
      </form>
    </>,
  );
}

interface Settings {
  frame: Frame;
  site: StudioSite;
  typed: TypedSite & TypedRules;
  problems: Problems;
  saved: boolean;
  maySet: boolean;
}

export function settingsPage({ frame, site, typed, problems, saved, maySet }: Settings): string {
  const words = siteWords[frame.locale];
  const given = { typed, problems, locale: frame.locale };
  return sitePage(
    frame,
    site,
    "settings",
    <>
      {saved && (
        <p class="note good" role="status">
          {words.saved}
        </p>
      )}
      {!maySet && <p class="note">{lookWords[frame.locale].readOnly}</p>}
      <form class="grid" method="post" novalidate>
        <Correct problems={problems} locale={frame.locale} />
        <input type="hidden" name="version" value={site.version} />
        <fieldset class="grid" disabled={!maySet}>
          <section class="card" aria-labelledby="about">
            <h2 id="about">{words.about}</h2>
            <AboutSite {...given} />
          </section>
          <section class="card" aria-labelledby="rules">
            <h2 id="rules">{words.rules}</h2>
            <RulesOfSite {...given} />
          </section>
        </fieldset>
        {maySet && (
          <div class="row wide-button">
            <button class="button strong" type="submit">
              {words.save}
            </button>
          </div>
        )}
      </form>
      {maySet && <Retire site={site} frame={frame} />}
    </>,
  );
}

const Retire = ({ site, frame }: { site: StudioSite; frame: Frame }) => {
  const words = siteWords[frame.locale];
  if (site.retiredAt !== null)
    return (
      <section class="card">
        <p>{words.restoreText}</p>
        <form method="post" action={pathOf(site, "settings", "/restore")}>
          <button class="button" type="submit">
            {words.restore}
          </button>
        </form>
      </section>
    );
  return (
    <section class="card">
      <details>
        <summary>{words.retire}</summary>
        <form class="grid" method="post" action={pathOf(site, "settings", "/retire")}>
          <p>{words.retireText}</p>
          <div class="row wide-button">
            <button class="button danger" type="submit">
              {words.retireButton}
            </button>
          </div>
        </form>
      </details>
    </section>
  );
};
