/** "Is my tag working?", as it is known without looking at the page: where it was seen, and what turned the others away. Pure. */
import type { Miss } from "../../sites/sightings.ts";
import type { StudioSite } from "../sites/site-rows.ts";

const DAY_MS = 86_400_000;
/** A page that nobody has opened for so long is a page that somebody should look at. */
const QUIET_AFTER_MS = 7 * DAY_MS;
/** What turned somebody away before that is over. */
const MISS_COUNTS_MS = 14 * DAY_MS;

export type Finding =
  | { kind: "retired" | "noKey" | "noOrigin" | "nothing" }
  | { kind: "seen" | "quiet"; origin: string; at: number }
  | { kind: "notSeen"; origin: string }
  | { kind: "stranger" | "endedKey"; origin: string; at: number };

export interface Known {
  site: Pick<StudioSite, "origins" | "retiredAt">;
  publicKey: string | null;
  sightings: Map<string, number>;
  misses: Miss[];
}

export function findingsOf({ site, publicKey, sightings, misses }: Known, now = Date.now()): Finding[] {
  if (site.retiredAt !== null) return [{ kind: "retired" }];
  const first: Finding[] = publicKey ? (site.origins.length === 0 ? [{ kind: "noOrigin" }] : []) : [{ kind: "noKey" }];
  const origins = site.origins.map((origin): Finding => {
    const at = sightings.get(origin);
    if (at === undefined) return { kind: "notSeen", origin };
    return { kind: now - at > QUIET_AFTER_MS ? "quiet" : "seen", origin, at };
  });
  const turnedAway = misses
    .filter(({ at, origin, reason }) => now - at < MISS_COUNTS_MS && !isOver({ site, sightings }, { origin, reason, at }))
    .map(({ origin, reason, at }): Finding => ({ kind: reason === "origin" ? "stranger" : "endedKey", origin, at }));
  const anything = sightings.size > 0 || turnedAway.length > 0;
  return [...first, ...turnedAway, ...(anything || first.length > 0 ? origins : [{ kind: "nothing" } as const, ...origins])];
}

/** Allowed by now, or seen with a good key after it. */
function isOver({ site, sightings }: Pick<Known, "site" | "sightings">, { origin, reason, at }: Miss): boolean {
  return reason === "origin" ? site.origins.includes(origin) : (sightings.get(origin) ?? 0) > at;
}
