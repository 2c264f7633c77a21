/**
 * Stand-in for Dolibarr: the part of its REST API that a CRM needs, as version 23 answers (or an older one, `old`),
 * and a page per record for people. State in memory; `dump` and `restore` carry it over a restart.
 */
import { type Context, Hono } from "hono";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { contactAnswer, failed, partyAnswer, refuse } from "./answers.ts";
import { countries, partyTypes } from "./dictionaries.ts";
import { FilterError, filterOf, type Row } from "./filters.ts";
import { cardPage, listPage, missingPage } from "./pages.ts";
import { removal } from "./removal.ts";
import { created, type NumberingRule, PARTY_COLUMNS, Refused, updated } from "./third-parties.ts";

export interface DolibarrOptions {
  key: string;
  faults?: Faults;
  now?: () => Date;
  /** How its set-up numbers customers and suppliers. */
  numbering?: NumberingRule;
  /** An older version: an empty list is 404, a refused update answers the record unchanged. */
  old?: boolean;
  /** Where its pages are mounted, "/dolibarr". */
  root?: string;
}

export interface DolibarrSnapshot {
  parties: Row[];
  contacts: Row[];
  lastId: number;
}

export interface DolibarrStandIn {
  fetch(request: Request): Promise<Response>;
  dump(): DolibarrSnapshot;
  restore(snapshot: DolibarrSnapshot): void;
}

export const SERVICE = "dolibarr";
const API = "/api/index.php";
const CONTACT_COLUMNS = ["rowid", "fk_soc", "ref_ext", "lastname", "firstname", "email", "phone"];

export function dolibarrStandIn({ key, faults = createFaults(), root = "", ...options }: DolibarrOptions): DolibarrStandIn {
  const state: DolibarrSnapshot = { parties: [], contacts: [], lastId: 0 };
  const api = apiOf(state, key, options);
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the Dolibarr stand-in failed", { cause: error });
  });
  app.all(`${API}/*`, async (c) => {
    // Read now: a request that is applied late outlives its connection.
    const body = c.req.method === "GET" ? null : await c.req.text();
    const { method, url, headers, signal } = c.req.raw;
    const target = { service: SERVICE, method, path: new URL(url).pathname.slice(API.length) };
    return faults.around(target, async () => api.fetch(new Request(url, { method, headers, body })), { signal, refuse });
  });
  app.get("/", (c) => c.html(listPage(state.parties, root)));
  app.get("/societe/card.php", (c) => {
    const party = state.parties.find(({ rowid }) => String(rowid) === c.req.query("socid"));
    if (!party) return c.html(missingPage(root), 404);
    return c.html(cardPage(party, contactsOf(state, String(party.rowid)), root));
  });
  return {
    fetch: async (request) => app.fetch(request),
    dump: () => structuredClone(state),
    restore: (snapshot) => void Object.assign(state, structuredClone(snapshot)),
  };
}

type Rules = Required<Pick<DolibarrOptions, "now" | "numbering" | "old">>;

function apiOf(state: DolibarrSnapshot, key: string, { now = () => new Date(), numbering = "leopard", old = false }: Partial<Rules>) {
  const app = new Hono().basePath(API);
  app.onError((error, c) => {
    if (error instanceof FilterError) return failed(c, old ? 503 : error.status, error.message);
    throw error;
  });
  app.notFound((c) => failed(c, 404));
  app.use(async (c, next) => {
    if (!key || c.req.header("DOLAPIKEY") !== key) return failed(c, 401);
    return next();
  });
  app.get("/status", (c) => c.json({ success: { code: 200, dolibarr_version: old ? "15.0.3" : "23.0.0", access_locked: "0" } }));
  app.route("/thirdparties", parties(state, { now, numbering, old }));
  app.route("/contacts", contacts(state, old));
  app.route("/", removal(state));
  app.route("/setup/dictionary", dictionaries());
  return app;
}

function parties(state: DolibarrSnapshot, { now, numbering, old }: Rules) {
  const party = (id: string) => state.parties.find(({ rowid }) => String(rowid) === id);
  return new Hono()
    .get("/", (c) => listed(c, selected(c, state.parties, PARTY_COLUMNS).map(partyAnswer), "Thirdparties", old))
    .get("/:id", (c) => {
      const found = party(c.req.param("id"));
      return found ? c.json(partyAnswer(found)) : failed(c, 404, "Thirdparty not found");
    })
    .post("/", async (c) => {
      const body = await bodyOf(c);
      if (body?.name === undefined || body.name === null) return failed(c, 400, "name field missing");
      return refusing(c, "Error creating thirdparty", () => {
        const row = created(body, state.parties, numbering, state.lastId + 1, now());
        state.lastId += 1;
        state.parties.push(row);
        return c.json(state.lastId);
      });
    })
    .put("/:id", async (c) => {
      const found = party(c.req.param("id"));
      if (!found) return failed(c, 404, "Thirdparty not found");
      const body = (await bodyOf(c)) ?? {};
      const answer = () => c.json(partyAnswer(Object.assign(found, updated(found, body, state.parties, numbering))));
      return old ? refusingQuietly(answer, () => c.json(partyAnswer(found))) : refusing(c, "", answer);
    });
}

function contacts(state: DolibarrSnapshot, old: boolean) {
  return new Hono()
    .get("/", (c) => {
      const ids = c.req.query("thirdparty_ids")?.split(",").filter(Boolean);
      const rows = selected(c, state.contacts, CONTACT_COLUMNS).filter((one) => !ids?.length || ids.includes(String(one.fk_soc)));
      return listed(c, rows.map(contactAnswer), "Contacts", old);
    })
    .post("/", async (c) => {
      const body = await bodyOf(c);
      if (body?.lastname === undefined || body.lastname === null) return failed(c, 400, "lastname field missing");
      return refusing(c, "Error creating contact", () => c.json(addContact(state, body)));
    });
}

const dictionaries = () =>
  new Hono()
    .get("/countries", (c) => c.json(countries))
    .get("/countries/byCode/:code", (c) => {
      const country = countries.find(({ code }) => code === c.req.param("code"));
      return country ? c.json(country) : failed(c, 404, "Country not found");
    })
    .get("/thirdparty_types", (c) => c.json(partyTypes.filter(filterOf(c.req.query("sqlfilters") ?? "", ["id", "code"]))));

const listed = (c: Context, rows: object[], what: string, old: boolean) =>
  rows.length === 0 && old ? failed(c, 404, `${what} not found`) : c.json(rows);

function addContact(state: DolibarrSnapshot, body: Record<string, unknown>): number {
  const text = (name: string) =>
    String(body[name] ?? "")
      .replace(/<[^>]*>/g, "")
      .trim() || null;
  const row: Row = {
    rowid: state.lastId + 1,
    fk_soc: text("socid"),
    ref_ext: text("ref_ext"),
    lastname: text("lastname"),
    firstname: text("firstname"),
    email: text("email"),
    phone: text("phone_pro"),
  };
  if (row.fk_soc && !state.parties.some(({ rowid }) => String(rowid) === row.fk_soc)) {
    throw new Refused("Cannot add or update a child row: a foreign key constraint fails");
  }
  const wide = (["lastname", "firstname"] as const).find((column) => [...String(row[column] ?? "")].length > 50);
  if (wide) throw new Refused(`Data too long for column '${wide}' at row 1`);
  state.lastId += 1;
  state.contacts.push(row);
  return state.lastId;
}

const contactsOf = (state: DolibarrSnapshot, party: string) => state.contacts.filter(({ fk_soc }) => String(fk_soc) === party);

/** Rows that fit `sqlfilters`, sorted by id, one page of them. */
function selected(c: Context, rows: Row[], columns: readonly string[]): Row[] {
  const limit = Number(c.req.query("limit") ?? 100);
  const start = limit * Number(c.req.query("page") ?? 0);
  const fitting = rows.filter(filterOf(c.req.query("sqlfilters") ?? "", columns));
  if (c.req.query("sortorder")?.toUpperCase() === "DESC") fitting.reverse();
  return limit > 0 ? fitting.slice(start, start + limit) : fitting;
}

async function bodyOf(c: Context): Promise<Record<string, unknown> | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined);
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
}

function refusing(c: Context, message: string, work: () => Response): Response {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Refused) return failed(c, 500, message || (thrown.words[0] ?? ""), message ? thrown.words : []);
    throw thrown;
  }
}

function refusingQuietly(work: () => Response, otherwise: () => Response): Response {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Refused) return otherwise();
    throw thrown;
  }
}
