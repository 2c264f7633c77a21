/** What the routes of the studio share: who asks, which site, what their form holds, and how a page is answered. */
import type { Context } from "hono";
import { PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { may } from "../people/may.ts";
import type { Locale, Person } from "../people/person.ts";
import { isToken, newToken } from "../sites/keys.ts";
import { readBytes } from "../sites/read-body.ts";
import type { Frame } from "./look/page.tsx";
import { readStudioSite, type StudioSite } from "./sites/site-rows.ts";

export interface Studio {
  Bindings: House;
  Variables: { person: Person; locale: Locale };
}

export type Call = Context<Studio>;

export const frameOf = (c: Call): Frame => ({ locale: c.get("locale"), person: c.get("person") ?? null });

/** Of somebody who is not signed in: as their browser speaks. */
export function localeOf(request: Request, otherwise: Locale): Locale {
  const language = (request.headers.get("Accept-Language") ?? "").trim().slice(0, 2).toLowerCase();
  return language === "fr" || language === "en" ? language : otherwise;
}

/** @throws PasserelleError `not_found` */
export async function siteIn(c: Call): Promise<StudioSite> {
  const site = await readStudioSite(c.env.db, c.req.param("site") ?? "");
  if (!site) throw new PasserelleError("not_found");
  return site;
}

export const maySet = (c: Call) => may(c.get("person"), "site.set");

/** @throws PasserelleError `forbidden` */
export function mustSet(c: Call): void {
  if (!maySet(c)) throw new PasserelleError("forbidden");
}

const MOST_BYTES = 100_000;

/** @throws PasserelleError `too_large`, `invalid_input` */
export async function readForm(c: Call, mostBytes = MOST_BYTES): Promise<FormData> {
  const bytes = await readBytes(c.req.raw, mostBytes, "form");
  try {
    return await new Response(bytes, { headers: { "Content-Type": c.req.header("Content-Type") ?? "" } }).formData();
  } catch {
    throw new PasserelleError("invalid_input", { field: "form" });
  }
}

export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** What makes two submissions of one form the same. */
export const intentOf = (form: FormData): string => {
  const intent = textOf(form, "intent");
  return isToken(intent) ? intent : newToken();
};

/** After a POST: a page that can be loaded again. */
export const goTo = (c: Call, path: string) => c.redirect(path, 303);

export const originOf = (c: Call) => new URL(c.req.url).origin;
