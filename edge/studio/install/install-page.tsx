/** The first page of a site: whether its tag works, and what to paste where. */
import { PLATFORMS } from "../../sites/part.ts";
import type { Site } from "../../sites/site.ts";
import { Lines } from "../look/fields.tsx";
import { type Frame, pathOf, sitePage } from "../look/page.tsx";
import type { StudioSite } from "../sites/site-rows.ts";
import { siteWords } from "../sites/words.ts";
import { themeCss } from "../theme/theme.ts";
import { type Snippet, snippetsOf } from "./snippets.ts";
import { Status } from "./status.tsx";
import type { Finding } from "./tag-status.ts";
import { installWords } from "./words.ts";

export interface InstallView {
  frame: Frame;
  site: StudioSite;
  publicKey: string | null;
  findings: Finding[];
  edge: string;
  platform: Site["platform"];
  /** What there is to pin; null = it could not be read. */
  version: { version: string; integrity: string } | null;
  pinned: boolean;
  maySet: boolean;
}

export function installPage(view: InstallView): string {
  const { frame, site, publicKey } = view;
  return sitePage(
    frame,
    site,
    "install",
    <>
      <Status view={view} />
      {publicKey && site.retiredAt === null && <Install view={view} publicKey={publicKey} />}
    </>,
  );
}

const Install = ({ view, publicKey }: { view: InstallView; publicKey: string }) => {
  const { frame, site, edge, platform, version, pinned } = view;
  const { locale } = frame;
  const words = installWords[locale];
  const css = themeCss(site.theme);
  const snippets = snippetsOf(platform, { edge, publicKey, siteId: site.id, pinned: pinned ? version : null, css, locale });
  const address = (of: string, fixed: boolean) => `${pathOf(site)}?${new URLSearchParams({ for: of, ...(fixed && { pinned: "1" }) })}`;
  return (
    <section class="card" aria-labelledby="install">
      <div class="titles">
        <h2 id="install">{words.install}</h2>
        <nav class="tabs" aria-label={words.versions}>
          <a href={address(platform, false)} aria-current={pinned ? undefined : "true"}>
            {words.latest}
          </a>
          {version && (
            <a href={address(platform, true)} aria-current={pinned ? "true" : undefined}>
              {words.pinned}
            </a>
          )}
        </nav>
      </div>
      <p class="quiet small">{pinned && version ? words.pinnedText(version.version) : words.latestText}</p>
      <nav class="picks" aria-label={words.change}>
        {PLATFORMS.map((one) => (
          <a href={address(one, pinned)} aria-current={one === platform ? "true" : undefined}>
            {siteWords[locale].platforms[one]}
          </a>
        ))}
      </nav>
      {snippets.map((snippet, i) => (
        <Pasted snippet={snippet} id={`snippet-${i}`} frame={frame} />
      ))}
      {css && <p class="small">{words.themeNote}</p>}
      <details>
        <summary>{words.hosted}</summary>
        <p>
          {words.hostedText} <a href={`${edge}/r/${site.id}`}>{`${edge}/r/${site.id}`}</a>
        </p>
      </details>
      <details>
        <summary>{words.csp}</summary>
        <p>
          {words.cspText} <code>{`script-src ${edge}; connect-src ${edge}; img-src ${edge}`}</code>
        </p>
      </details>
    </section>
  );
};

const Pasted = ({ snippet, id, frame }: { snippet: Snippet; id: string; frame: Frame }) => (
  <div class="stack">
    <h3 id={`${id}-title`}>{snippet.title}</h3>
    <p class="hint">{snippet.where}</p>
    <Lines id={id} labelledBy={`${id}-title`} text={snippet.code} locale={frame.locale} />
  </div>
);
