/** A web site of the company: who may ask for it, and by which rules its reviews live. */
import * as z from "zod/mini";
import { LOCALES, type Locale } from "../people/person.ts";

export const PLATFORMS = ["html", "react", "woocommerce", "prestashop", "shopify"] as const;

export const SiteRules = z.object({
  /** Whoever has no order may write too; what they write is labelled. */
  openToAll: z._default(z.boolean(), false),
  photos: z._default(z.boolean(), true),
  /** Days after the order; null = nobody is invited. */
  inviteAfterDays: z._default(z.nullable(z.int().check(z.gte(0), z.lte(90))), 10),
  /** A buyer becomes a client (clients/create-client.ts). */
  makesClients: z._default(z.boolean(), false),
  /** Days at most from the writing to the decision: the law wants it told. */
  publishWithinDays: z._default(z.int().check(z.gte(1), z.lte(60)), 7),
  /** What a review earns its author, as the site says it; "" = nothing. */
  reward: z._default(z.string().check(z.maxLength(300)), ""),
});
export type SiteRules = z.infer<typeof SiteRules>;

/** `https://shop.example`, no path; http only for one's own machine. */
export const isOrigin = (text: string): boolean => {
  if (!URL.canParse(text) || text.includes("*")) return false;
  const { origin, protocol, hostname } = new URL(text);
  return origin === text && (protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1"].includes(hostname)));
};

export const SiteWish = z.object({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  home: z.url({ protocol: /^https?$/ }).check(z.maxLength(300)),
  origins: z.array(z.string().check(z.refine(isOrigin))).check(z.maxLength(20)),
  locale: z.enum(LOCALES),
  platform: z.enum(PLATFORMS),
  rules: SiteRules,
  channel: z.nullable(z.string().check(z.maxLength(30))),
});
export type SiteWish = z.infer<typeof SiteWish>;

export interface Site extends SiteWish {
  /** Stands in the public key, so that what is asked for is read in the same breath as the key. */
  n: number;
  /** In addresses. */
  id: string;
  locale: Locale;
  createdBy: string;
  version: number;
}
