/**
 * Stand-in for HubSpot: companies, contacts and their properties as the API of 2026-03 answers, and a page per record for
 * people. State in memory; `dump` and `restore` carry it over a restart.
 */
import { type Context, Hono } from "hono";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { failed, refuse } from "./answers.ts";
import type { HubRow, ObjectType, PropertyDefinition } from "./objects.ts";
import { cardPage, listPage, missingPage } from "./pages.ts";
import { properties } from "./properties.ts";
import { records } from "./records.ts";
import { removal } from "./removal.ts";

export interface HubspotOptions {
  key: string;
  faults?: Faults;
  now?: () => Date;
  /** How long its search does not see what was written. */
  searchLagMs?: number;
  /** Scopes that the key lacks, such as `crm.schemas.companies.write`. */
  lacks?: string[];
  /** "Create and associate companies with contacts", as every account begins. */
  makesCompanies?: boolean;
  /** Whether records come with the address of their page. */
  givesLinks?: boolean;
  /** Where its pages are, "http://127.0.0.1:8788/hubspot". */
  site?: string;
}

export interface HubspotSnapshot {
  rows: HubRow[];
  lastId: number;
  properties: Record<ObjectType, PropertyDefinition[]>;
  groups: Record<ObjectType, string[]>;
}

/** What the parts of the API share. */
export interface Account extends Required<Omit<HubspotOptions, "key" | "faults">> {
  state: HubspotSnapshot;
}

export interface HubspotStandIn {
  fetch(request: Request): Promise<Response>;
  dump(): HubspotSnapshot;
  restore(snapshot: HubspotSnapshot): void;
}

export const SERVICE = "hubspot";
export const PORTAL_ID = 14_212_842;
const API = "/:area{crm|account-info}/*";

export function hubspotStandIn({ key, faults = createFaults(), ...options }: HubspotOptions): HubspotStandIn {
  const account: Account = {
    state: { rows: [], lastId: 0, properties: { companies: [], contacts: [] }, groups: { companies: [], contacts: [] } },
    now: () => new Date(),
    searchLagMs: 0,
    lacks: [],
    makesCompanies: true,
    givesLinks: true,
    site: "http://hubspot.test",
    ...options,
  };
  const api = apiOf(account, key);
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the HubSpot stand-in failed", { cause: error });
  });
  app.all(API, async (c) => {
    // Read now: a request that is applied late outlives its connection.
    const body = c.req.method === "GET" ? null : await c.req.text();
    const { method, url, headers, signal } = c.req.raw;
    const target = { service: SERVICE, method, path: new URL(url).pathname };
    return faults.around(target, async () => api.fetch(new Request(url, { method, headers, body })), { signal, refuse });
  });
  app.get("/", (c) => c.html(listPage(account)));
  app.get("/contacts/:portal/record/:type/:id", (c) => {
    const type = c.req.param("type") === "0-1" ? "contacts" : "companies";
    const row = account.state.rows.find((one) => one.type === type && one.id === c.req.param("id"));
    return row ? c.html(cardPage(account, row)) : c.html(missingPage(account), 404);
  });
  return {
    fetch: async (request) => app.fetch(request),
    dump: () => structuredClone(account.state),
    restore: (snapshot) => void Object.assign(account.state, structuredClone(snapshot)),
  };
}

function apiOf(account: Account, key: string) {
  const app = new Hono();
  // What stands before the API knows no such path.
  app.notFound((c) => c.html("<html><body><h1>404</h1></body></html>", 404));
  app.use(async (c, next) => {
    if (!key || c.req.header("Authorization") !== `Bearer ${key}`)
      return failed(c, 401, "INVALID_AUTHENTICATION", "Authentication credentials not found.");
    const scope = scopeOf(c);
    if (account.lacks.includes(scope))
      return failed(c, 403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.", {
        errors: [{ message: "One or more of the following scopes are required.", context: { requiredGranularScopes: [scope] } }],
      });
    return next();
  });
  app.get("/account-info/2026-03/details", (c) =>
    c.json({
      portalId: PORTAL_ID,
      accountType: "STANDARD",
      timeZone: "Europe/Paris",
      companyCurrency: "EUR",
      additionalCurrencies: [],
      utcOffset: "+01:00",
      utcOffsetMilliseconds: 3_600_000,
      uiDomain: "app-eu1.hubspot.com",
      dataHostingLocation: "eu1",
    }),
  );
  app.route("/crm/properties/2026-03", properties(account));
  app.route("/crm/objects/2026-03", removal(account));
  app.route("/crm/objects/2026-03", records(account));
  return app;
}

function scopeOf(c: Context): string {
  const [, , area, , type] = c.req.path.split("/");
  const reads = c.req.method === "GET" || c.req.path.endsWith("/search");
  return `crm.${area === "properties" ? "schemas" : "objects"}.${type}.${reads ? "read" : "write"}`;
}
