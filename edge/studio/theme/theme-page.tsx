/** Colours, corners and font of a site's widgets, with what they look like beside them. */
import type { Locale } from "../../people/person.ts";
import { Correct, Hint, type Problems, Select, tied } from "../look/fields.tsx";
import { type Frame, pathOf, sitePage } from "../look/page.tsx";
import { lookWords } from "../look/words.ts";
import type { StudioSite } from "../sites/site-rows.ts";
import { Preview } from "./preview.tsx";
import { lowWords } from "./read-theme-form.ts";
import { type Colour, PLAIN, readings, shownRatio, type Theme } from "./theme.ts";
import { themeWords } from "./words.ts";

export interface ThemeView {
  frame: Frame;
  site: StudioSite;
  /** What is in the fields. */
  theme: Theme;
  /** As it was typed, where that is no colour. */
  typed: Partial<Record<Colour, string>>;
  problems: Problems;
  saved: boolean;
  maySet: boolean;
}

export function themePage(view: ThemeView): string {
  const { frame, site, problems, saved, maySet, theme } = view;
  const { locale } = frame;
  const words = themeWords[locale];
  const content = (
    <>
      {saved && (
        <p class="note good" role="status">
          {words.saved} <a href={pathOf(site)}>{words.toTag}</a>
        </p>
      )}
      {!maySet && <p class="note">{lookWords[locale].readOnly}</p>}
      <form class="grid" method="post" novalidate data-theme={locale}>
        <Correct problems={problems} locale={locale} />
        <input type="hidden" name="version" value={site.version} />
        <p class="quiet">{words.intro}</p>
        <section aria-label={words.preview} class="previews">
          <Preview tone="light" locale={locale} title={words.light} />
          <Preview tone="dark" locale={locale} title={words.dark} />
        </section>
        <fieldset class="grid" disabled={!maySet}>
          <div class="grid two">
            <Tone view={view} names={["accentLight", "starLight", "groundLight"]} title={words.light} />
            <Tone view={view} names={["accentDark", "starDark", "groundDark"]} title={words.dark} hint={words.darkHint} />
          </div>
          <section class="card grid two" aria-label={words.shape}>
            <Select name="radius" problems={problems} label={words.radius} value={theme.radius} options={Object.entries(words.radii)} />
            <Select name="font" problems={problems} label={words.font} value={theme.font} options={Object.entries(words.fonts)} />
          </section>
        </fieldset>
        {maySet && (
          <div class="row wide-button">
            <button class="button strong" type="submit">
              {words.save}
            </button>
            <button class="button" type="submit" name="plain" value="1" formnovalidate>
              {words.plain}
            </button>
          </div>
        )}
      </form>
    </>
  );
  return sitePage(frame, site, "theme", content, `${pathOf(site, "theme", "/preview.css")}?v=${site.version}`);
}

interface OfTone {
  view: ThemeView;
  names: Colour[];
  title: string;
  hint?: string;
}

const Tone = ({ view, names, title, hint }: OfTone) => (
  <section class="card" aria-label={title}>
    <div class="stack">
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
    </div>
    <div class="colours">
      {names.map((name) => (
        <ColourField view={view} name={name} tone={title} />
      ))}
    </div>
  </section>
);

const ColourField = ({ view: { theme, typed, problems, frame }, name, tone }: { view: ThemeView; name: Colour; tone: string }) => {
  const { locale } = frame;
  const told = { name, problems };
  return (
    <div class="stack">
      <div class="colour">
        <label for={name}>
          {themeWords[locale].colours[name]} <span class="silent">{`(${tone})`}</span>
        </label>
        <input {...tied(told)} type="color" value={typed[name] ?? theme[name]} data-plain={PLAIN[name]} />
        <Reading theme={theme} name={name} locale={locale} wrong={Boolean(problems[name])} />
      </div>
      <Hint {...told} />
    </div>
  );
};

const Reading = ({ theme, name, locale, wrong }: { theme: Theme; name: Colour; locale: Locale; wrong: boolean }) => {
  const reading = readings(theme).find(({ colour }) => colour === name);
  if (!reading) return <output></output>;
  const low = reading.ratio < reading.asked;
  // At the field already, when it was sent so.
  const said = low ? lowWords(reading, theme, locale) : themeWords[locale].good(shownRatio(reading.ratio, locale));
  return (
    <output for={name} class={low ? "low" : ""} data-reading={name}>
      {low && wrong ? "" : said}
    </output>
  );
};
