/** What was typed of a site → the site that is wished, or what is wrong at which field. Pure. */
import type { Locale } from "../../people/person.ts";
import { isOrigin, PLATFORMS } from "../../sites/part.ts";
import type { SiteRules, SiteWish } from "../../sites/site.ts";
import type { Problems } from "../look/fields.tsx";
import { siteWords } from "./words.ts";

/** As it stands in the fields; ticks are "on" or "". */
export type TypedSite = Record<"name" | "home" | "origins" | "locale" | "platform", string>;
export type TypedRules = Record<"inviteAfterDays" | "publishWithinDays" | "reward" | "openToAll" | "photos" | "makesClients", string>;

export const FIRST_TYPED: TypedSite = { name: "", home: "", origins: "", locale: "", platform: "html" };

type Wanted = Pick<SiteWish, "name" | "home" | "origins" | "locale" | "platform">;

export function readSite(typed: TypedSite, locale: Locale): { wish: Wanted; problems: Problems } {
  const { wrong } = siteWords[locale];
  const problems: Problems = {};
  const name = typed.name.normalize("NFC");
  if (name.length < 1 || name.length > 80) problems.name = wrong.name;
  const home = homeOf(typed.home);
  if (!typed.home) problems.home = wrong.homeEmpty;
  else if (!home) problems.home = /^http:\/\//i.test(typed.home) ? wrong.homeHttp : wrong.home;
  const lines = [...new Set(typed.origins.split(/[\s,;]+/).filter(Boolean))];
  const origins = lines.length === 0 && home ? [new URL(home).origin] : lines.map((line) => line.replace(/\/$/, ""));
  const told = originProblem(lines, locale);
  if (told) problems.origins = told;
  if (typed.locale !== "fr" && typed.locale !== "en") problems.locale = wrong.choice;
  if (!(PLATFORMS as readonly string[]).includes(typed.platform)) problems.platform = wrong.choice;
  const wish = { name, home: home ?? "", origins: [...new Set(origins)], locale: typed.locale, platform: typed.platform } as Wanted;
  return { wish, problems };
}

/** "boutique.fr" is understood; null = no address of a web site. */
function homeOf(typed: string): string | null {
  const text = /^[a-z]+:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(text) || text.length > 300) return null;
  const url = new URL(text);
  return isOrigin(url.origin) && /\w\.\w|^localhost$/.test(url.hostname) && !url.username ? url.href : null;
}

function originProblem(lines: string[], locale: Locale): string | null {
  const { wrong } = siteWords[locale];
  if (lines.length > 20) return wrong.originsMany;
  for (const line of lines) {
    const typed = line.slice(0, 80);
    if (line.includes("*")) return wrong.originStar(typed);
    if (isOrigin(line.replace(/\/$/, ""))) continue;
    const url = URL.canParse(line) ? new URL(line) : null;
    if (url?.protocol === "http:") return wrong.originHttp(typed);
    if (url?.protocol === "https:") return wrong.originPath(typed, url.origin);
    const guess = `https://${line}`;
    if (!/^[a-z]+:\/\//i.test(line) && /\w\.\w/.test(line) && URL.canParse(guess)) return wrong.originScheme(typed, new URL(guess).origin);
    return wrong.originForm(typed);
  }
  return null;
}

export function readRules(typed: TypedRules, locale: Locale): { rules: SiteRules; problems: Problems } {
  const { wrong } = siteWords[locale];
  const problems: Problems = {};
  const invite = typed.inviteAfterDays === "" ? null : wholeNumber(typed.inviteAfterDays, 0, 90);
  if (invite === undefined) problems.inviteAfterDays = wrong.inviteAfterDays;
  const publish = wholeNumber(typed.publishWithinDays, 1, 60);
  if (publish === undefined) problems.publishWithinDays = wrong.publishWithinDays;
  if (typed.reward.length > 300) problems.reward = wrong.reward;
  const rules = {
    inviteAfterDays: invite ?? null,
    publishWithinDays: publish ?? 7,
    reward: typed.reward,
    openToAll: typed.openToAll !== "",
    photos: typed.photos !== "",
    makesClients: typed.makesClients !== "",
  };
  return { rules, problems };
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}
