/** The sites of the company, and whether their tags were seen. */
import { may } from "../../people/may.ts";
import type { Person } from "../../people/person.ts";
import { type Frame, page, pathOf } from "../look/page.tsx";
import { ago } from "../look/when.ts";
import { lookWords } from "../look/words.ts";
import { type ListedSite, SITES_A_PAGE } from "./site-rows.ts";
import { siteWords } from "./words.ts";

export function listPage(frame: Frame & { person: Person }, found: ListedSite[]): string {
  const words = siteWords[frame.locale];
  const sites = found.slice(0, SITES_A_PAGE);
  const last = sites.at(-1);
  const make = may(frame.person, "site.set") && (
    <a class="button strong" href="/studio/sites/new">
      {words.make}
    </a>
  );
  return page(
    frame,
    words.title,
    <>
      <div class="row apart">
        <h1>{words.title}</h1>
        {sites.length > 0 && make}
      </div>
      {sites.length === 0 ? (
        <div class="card empty">
          <h2>{words.none}</h2>
          <p class="quiet">{words.noneHint}</p>
          {make}
        </div>
      ) : (
        <ul class="card list">
          {sites.map((one) => (
            <Row {...one} frame={frame} />
          ))}
        </ul>
      )}
      {found.length > SITES_A_PAGE && last && (
        <a class="button" href={`/studio?after=${last.site.n}`}>
          {words.more}
        </a>
      )}
    </>,
  );
}

const Row = ({ site, seenAt, frame }: ListedSite & { frame: Frame }) => {
  const words = siteWords[frame.locale];
  return (
    <li>
      <div class="stack">
        <a class="name" href={pathOf(site)}>
          {site.name}
        </a>
        <span class="quiet small">{new URL(site.home).host}</span>
      </div>
      {site.retiredAt !== null ? (
        <span class="tag">{lookWords[frame.locale].retired}</span>
      ) : (
        <span class={`tag ${seenAt ? "good" : "warn"}`}>{seenAt ? words.seen(ago(seenAt, frame.locale)) : words.notSeen}</span>
      )}
    </li>
  );
};
