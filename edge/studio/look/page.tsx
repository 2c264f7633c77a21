/** A page of the studio: the bar with who is in, the content, and for a site its name and its tabs. */
import type { Child } from "hono/jsx";
import type { Locale, Person } from "../../people/person.ts";
import type { StudioSite } from "../sites/site-rows.ts";
import { scriptUrl, styleUrl } from "./files.ts";
import { lookWords } from "./words.ts";

export interface Frame {
  locale: Locale;
  person: Person | null;
}

export const TABS = ["install", "keys", "theme", "imports", "settings"] as const;
export type Tab = (typeof TABS)[number];

export const pathOf = (site: Pick<StudioSite, "id">, tab: Tab = "install", rest = "") =>
  `/studio/sites/${site.id}${tab === "install" ? "" : `/${tab}`}${rest}`;

/** Two towers and what joins them. */
const Mark = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <path d="M3 17h18M6 7v13M18 7v13M6 8c1 5 4 7 6 7s5-2 6-7M10 17v-2.4M14 17v-2.4" />
  </svg>
);

/** @param css of one page: what the preview is coloured by */
export function page({ locale, person }: Frame, title: string, content: Child, css?: string): string {
  const words = lookWords[locale];
  const whole = (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Passerelle`}</title>
        <link rel="icon" href="/studio/icon.svg" />
        <link rel="stylesheet" href={styleUrl} />
        {css && <link rel="stylesheet" href={css} />}
        <script type="module" src={scriptUrl}></script>
      </head>
      <body>
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header class="bar">
          <a class="mark" href="/studio">
            <Mark />
            <b>Passerelle</b> <span>{words.studio}</span>
          </a>
          {person && (
            <form class="me" method="post" action="/studio/sign-out">
              <span class="name">{person.name}</span>
              <button type="submit">{words.signOut}</button>
            </form>
          )}
        </header>
        <main id="content">{content}</main>
      </body>
    </html>
  );
  return `<!doctype html>${whole}`;
}

export function sitePage(frame: Frame, site: StudioSite, tab: Tab, content: Child, css?: string): string {
  const words = lookWords[frame.locale];
  const head = (
    <>
      <div class="head">
        <p class="crumb">
          <a href="/studio">{words.sites}</a>
        </p>
        <div class="titles">
          <h1>{site.name}</h1>
          {site.retiredAt !== null && <span class="tag warn">{words.retired}</span>}
        </div>
        <p class="quiet small">{new URL(site.home).host}</p>
      </div>
      <nav class="tabs" aria-label={words.site}>
        {TABS.map((one) => (
          <a href={pathOf(site, one)} aria-current={one === tab ? "page" : undefined}>
            {words.tabs[one]}
          </a>
        ))}
      </nav>
      {content}
    </>
  );
  return page(frame, `${words.tabs[tab]} · ${site.name}`, head, css);
}
