/**
 * Stand-in for Odoo 19: the part of its JSON-2 API that a CRM needs, and a page per partner for people.
 * State in memory; `dump` and `restore` carry it over a restart.
 */
import { Hono } from "hono";
import { ConnectionLost, createFaults, type Faults } from "../faults.ts";
import { Exception, failed, missingError, notFound, refuse, unprocessable, valueError } from "./answers.ts";
import { COUNTRY_FIELDS, codeOf, countries } from "./countries.ts";
import { domainOf, type Row } from "./domains.ts";
import { cardPage, listPage, missingPage } from "./pages.ts";
import { created, fieldsOf, type PartnerRules, write } from "./partners.ts";
import { mergeWizard, unlink } from "./removal.ts";

export interface OdooOptions extends Partial<PartnerRules> {
  key: string;
  db: string;
  faults?: Faults;
  now?: () => Date;
  /** Where it is mounted, "/odoo19". */
  root?: string;
}

export interface OdooSnapshot {
  partners: Row[];
  lastId: number;
}

export interface OdooStandIn {
  fetch(request: Request): Promise<Response>;
  dump(): OdooSnapshot;
  restore(snapshot: OdooSnapshot): void;
}

type Arguments = Record<string, unknown>;
type Method = (args: Arguments) => unknown;

export const SERVICE = "odoo";

export function odooStandIn({ key, db, faults = createFaults(), root = "", ...options }: OdooOptions): OdooStandIn {
  const state: OdooSnapshot = { partners: [], lastId: 0 };
  const models = modelsOf(state, options);
  const app = new Hono();
  app.onError((error) => {
    throw error instanceof ConnectionLost ? error : new Error("the Odoo stand-in failed", { cause: error });
  });

  async function call(request: Request, model: string, method: string): Promise<Response> {
    const text = await request.text(); // read now: a request that is applied late outlives its connection
    const door = doorOf(request.headers, key, db);
    const target = { service: SERVICE, method, path: `/${model}/${method}` };
    const apply = async () => door ?? answered(text, () => run(models, model, method, parsed(text)));
    return faults.around(target, apply, { signal: request.signal, refuse });
  }

  app.post("/json/2/:model/:method", (c) => call(c.req.raw, c.req.param("model"), c.req.param("method")));
  app.all("/json/2/*", () => failed(notFound("Did you mean POST /json/2/<model>/<method>?")));
  app.get("/web/version", (c) => c.json({ version: "19.0", version_info: [19, 0, 0, "final", 0, ""] }));
  for (const path of ["/", "/odoo", "/odoo/contacts"]) app.get(path, (c) => c.html(listPage(state.partners, root)));
  app.get("/odoo/contacts/:id", (c) => {
    const partner = state.partners.find(({ id }) => String(id) === c.req.param("id"));
    if (!partner) return c.html(missingPage(root), 404);
    return c.html(
      cardPage(
        partner,
        state.partners.filter(({ parent_id }) => parent_id === partner.id),
        root,
      ),
    );
  });
  return {
    fetch: async (request) => app.fetch(request),
    dump: () => structuredClone(state),
    restore: (snapshot) => void Object.assign(state, structuredClone(snapshot)),
  };
}

/** What comes before the model is looked at; undefined = come in. */
function doorOf(headers: Headers, key: string, db: string): Response | undefined {
  if (headers.get("X-Odoo-Database") !== db) return new Response("<h1>Not Found</h1>", { status: 404 });
  const [scheme = "", given] = (headers.get("Authorization") ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !key || given !== key)
    return failed(new Exception(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey"));
  if (!headers.get("Content-Type")?.startsWith("application/json"))
    return failed(new Exception(415, "werkzeug.exceptions.UnsupportedMediaType", "Request inferred type is compatible with 'json2'"));
  return undefined;
}

function parsed(text: string): Arguments {
  try {
    return JSON.parse(text) as Arguments;
  } catch {
    throw new Exception(400, "werkzeug.exceptions.BadRequest", "could not parse the body as json");
  }
}

function answered(text: string, work: () => unknown): Response {
  try {
    return Response.json(work());
  } catch (thrown) {
    if (thrown instanceof Exception) return failed(thrown, text);
    throw thrown;
  }
}

function run(models: Record<string, Record<string, Method>>, model: string, method: string, args: Arguments): unknown {
  const found = models[model];
  if (!found) throw notFound(`the model '${model}' does not exist`);
  if (!found[method]) throw notFound(`The method '${model}.${method}' does not exist`);
  return found[method](args);
}

function modelsOf(state: OdooSnapshot, { now = () => new Date(), baseVat = true, invoicing = true }: Partial<OdooOptions>) {
  const rules = { baseVat, invoicing };
  const partner = (id: number): Row => {
    const found = state.partners.find((row) => row.id === id);
    if (!found) throw missingError(id);
    return found;
  };
  const shown = (row: Row): Row => ({ ...row, country_code: codeOf(row.country_id) });
  return {
    "res.partner": {
      search_read: (args: Arguments) => searchRead(state.partners.map(shown), fieldsOf(rules), "res.partner", args),
      create({ vals_list: given, ids, context, ...rest }: Arguments) {
        if (given === undefined) throw unprocessable("missing a required argument: 'vals_list'");
        expectNone(rest);
        const list = (Array.isArray(given) ? given : [given]) as Row[];
        const rows = list.map((vals, at) => created(vals, state.partners, state.lastId + 1 + at, now(), rules));
        state.lastId += rows.length;
        state.partners.push(...rows);
        return rows.map(({ id }) => id);
      },
      write({ ids = [], vals, context, ...rest }: Arguments) {
        if (vals === undefined) throw unprocessable("missing a required argument: 'vals'");
        expectNone(rest);
        const rows = (ids as number[]).map(partner);
        for (const row of rows) write(row, vals as Row, state.partners, rules);
        return true;
      },
      unlink: (args: Arguments) => unlink(state, args),
    },
    "base.partner.merge.automatic.wizard": mergeWizard(state),
    "res.country": { search_read: (args: Arguments) => searchRead(countries, COUNTRY_FIELDS, "res.country", args) },
  };
}

function searchRead(
  rows: Row[],
  known: string[],
  model: string,
  { domain = [], fields, offset = 0, limit, order, context, ...rest }: Arguments,
) {
  expectNone(rest);
  const { active_test: activeTest = true } = (context ?? {}) as { active_test?: boolean };
  const wanted = ["id", ...((fields as string[] | undefined) ?? known)];
  const unknown = wanted.find((field) => !known.includes(field));
  if (unknown) throw valueError(`Invalid field '${unknown}' on '${model}'`);
  const fits = domainOf(domain, known, model);
  // Without an order partners come by name: who wants the oldest first must say so.
  const byName = (one: Row, other: Row) => String(one.name).localeCompare(String(other.name));
  const found = rows.filter((row) => (!activeTest || row.active !== false) && fits(row));
  const sorted = order === "id asc" ? found : order === "id desc" ? found.reverse() : found.sort(byName);
  const page = sorted.slice(offset as number, limit ? (offset as number) + (limit as number) : undefined);
  return page.map((row) => Object.fromEntries(wanted.map((field) => [field, row[field] ?? false])));
}

function expectNone(rest: Arguments): void {
  const [name] = Object.keys(rest);
  if (name) throw unprocessable(`got an unexpected keyword argument '${name}'`);
}
