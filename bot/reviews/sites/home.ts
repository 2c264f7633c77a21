/** App Home: the reviews that wait, of all sites, for those who moderate. */
import type { KnownBlock } from "@slack/types";
import type { House } from "../../../edge/house.ts";
import { may } from "../../../edge/people/may.ts";
import { longestWaiting } from "../../../edge/reviews/moderate/waiting.ts";
import { readSiteDesk } from "../../../edge/reviews/tell/site-desk.ts";
import type { Reader } from "../../desk.ts";
import { divider, header, markup } from "../../forms.ts";
import { reviewTexts } from "../text/texts.ts";
import { waitingEntry } from "./list.ts";

const SHOWN = 5;

export async function homeBlocks({ db }: House, { person, say }: Reader): Promise<KnownBlock[]> {
  if (!may(person, "site.moderate")) return [];
  const found = await longestWaiting(db, SHOWN + 1);
  if (found.length === 0) return [];
  const t = reviewTexts(say.locale);
  const ids = [...new Set(found.map(({ siteId }) => siteId))];
  const sites = new Map(await Promise.all(ids.map(async (id) => [id, await readSiteDesk(db, { id })] as const)));
  const entries = found.slice(0, SHOWN).flatMap((review, i) => {
    const site = sites.get(review.siteId);
    return site ? [waitingEntry(say, review, site, i, true)] : [];
  });
  return [
    divider,
    header(t.homeTitle),
    ...entries,
    ...(found.length > SHOWN ? [{ type: "context" as const, elements: [markup(t.homeMore)] }] : []),
  ];
}
