/** HubSpot's object endpoints: list, read, create, update, search, associate. */
import { type Context, Hono } from "hono";
import { failed, invalid, missing, record } from "./answers.ts";
import { found, type HubRow, holderOf, invalidValues, isStandard, type ObjectType, write } from "./objects.ts";
import type { Account } from "./stand-in.ts";

const MAX_PAGE = 100;
const MAX_FOUND = 200;
const MAX_GROUPS = 5;
/** An address there makes no company. */
const FREE_MAIL = /@(gmail|outlook|orange|free|laposte)\./;

export function records(account: Account) {
  return new Hono()
    .get("/:type{(?:companies|contacts)}", (c) => list(account, c))
    .post("/:type{(?:companies|contacts)}/search", (c) => search(account, c))
    .post("/:type{(?:companies|contacts)}", (c) => create(account, c))
    .get("/:type{(?:companies|contacts)}/:id", (c) => read(account, c))
    .patch("/:type{(?:companies|contacts)}/:id", (c) => update(account, c))
    .put("/contacts/:id/associations/default/companies/:company", (c) => {
      const contact = byId(account, "contacts", c.req.param("id"));
      const company = byId(account, "companies", c.req.param("company"));
      if (!contact || !company) return missing(c);
      associate(account, contact, company.id);
      return c.json({ status: "COMPLETE", results: [], startedAt: contact.updatedAt, completedAt: contact.updatedAt });
    });
}

const typeOf = (c: Context) => c.req.param("type") as ObjectType;
/** Under its id, or one that it had before a merge. */
export const byId = ({ state }: Account, type: ObjectType, id: string) =>
  state.rows.find((row) => row.type === type && (row.id === id || row.formerly?.includes(id)));

export function shown({ state, givesLinks, site }: Account, row: HubRow, asked: string[]) {
  const known = (name: string) => isStandard(row.type, name) || state.properties[row.type].some((property) => property.name === name);
  const path = `${row.type === "contacts" ? "0-1" : "0-2"}/${row.id}`;
  return record(row, asked, known, givesLinks ? `${site}/contacts/14212842/record/${path}` : undefined);
}

const askedBy = (c: Context) => (c.req.query("properties") ?? "").split(",").filter(Boolean);

/** In the order of ids; the cursor is the id that the next page begins with. */
function list(account: Account, c: Context) {
  const limit = Math.min(Number(c.req.query("limit") ?? 10), MAX_PAGE);
  const from = Number(c.req.query("after") ?? 0);
  const rest = account.state.rows.filter(({ type, id }) => type === typeOf(c) && Number(id) >= from);
  const next = rest[limit];
  const results = rest.slice(0, limit).map((row) => shown(account, row, askedBy(c)));
  return c.json({ results, ...(next && { paging: { next: { after: next.id, link: "" } } }) });
}

function read(account: Account, c: Context) {
  const type = typeOf(c);
  const id = c.req.param("id") ?? "";
  const by = c.req.query("idProperty");
  const unique = by === "email" ? type === "contacts" : account.state.properties[type].some((one) => one.name === by && one.hasUniqueValue);
  if (by && !unique) return failed(c, 400, "VALIDATION_ERROR", `Unable to read by non-unique property ${by}`);
  const wanted = by === "email" ? id.toLowerCase() : id;
  const row = account.state.rows.find(
    (one) => one.type === type && (by ? one.properties[by] === wanted : one === byId(account, type, wanted)),
  );
  if (!row) return missing(c);
  const results = row.companies.map((company) => ({ id: company, type: "contact_to_company" }));
  const persons = account.state.rows
    .filter(({ companies }) => type === "companies" && companies.includes(row.id))
    .map(({ id: contact }) => ({ id: contact, type: "company_to_contact" }));
  const asked = c.req.query("associations");
  const associations =
    asked === "companies" && results.length > 0
      ? { associations: { companies: { results } } }
      : asked === "contacts" && persons.length > 0
        ? { associations: { contacts: { results: persons } } }
        : {};
  return c.json({ ...shown(account, row, askedBy(c)), ...associations });
}

async function create(account: Account, c: Context) {
  const { state, now, searchLagMs } = account;
  const type = typeOf(c);
  const { properties: values = {}, associations = [] } = await c.req.json<{
    properties?: Record<string, string>;
    associations?: { to: { id: string } }[];
  }>();
  const createdAt = now().toISOString();
  const row: HubRow = {
    ...{ id: String(state.lastId + 1), type, properties: {}, createdAt, updatedAt: createdAt },
    ...{ indexed: null, indexedFrom: 0, companies: [] },
  };
  const refused = refusal(account, c, row, values);
  if (refused) return refused;
  if (type === "contacts" && !values.email && !values.firstname && !values.lastname)
    return failed(c, 400, "VALIDATION_ERROR", "At least one of email, firstname and lastname is required");
  if (associations.some(({ to }) => !byId(account, "companies", to.id)))
    return failed(c, 400, "VALIDATION_ERROR", "One or more associations are not valid");

  state.lastId += 1;
  write(row, values, now().getTime(), searchLagMs);
  row.indexed = null; // the search has never seen it
  state.rows.push(row);
  for (const { to } of associations) associate(account, row, to.id);
  if (type === "contacts") associateByMail(account, row);
  return c.json(shown(account, row, Object.keys(values)), 201);
}

async function update(account: Account, c: Context) {
  const row = byId(account, typeOf(c), c.req.param("id") ?? "");
  if (!row) return missing(c);
  const { properties: values = {} } = await c.req.json<{ properties?: Record<string, string> }>();
  const refused = refusal(account, c, row, values);
  if (refused) return refused;
  write(row, values, account.now().getTime(), account.searchLagMs);
  return c.json(shown(account, row, Object.keys(values)));
}

/** Unknown or wrong values first, then those that must be unique. */
function refusal({ state }: Account, c: Context, row: HubRow, values: Record<string, string>): Response | undefined {
  const wrong = invalidValues(row.type, values, state.properties[row.type]);
  if (wrong.length > 0) return invalid(c, wrong);
  const held = holderOf(state.rows, row, values, state.properties[row.type]);
  if (!held) return undefined;
  const { holder, name, value } = held;
  if (name === "email") return failed(c, 409, "CONFLICT", `Contact already exists. Existing ID: ${holder.id}`);
  const type = row.type === "contacts" ? "CONTACT" : "COMPANY";
  const coordinates = `portalId=14212842, objectTypeId=ObjectTypeId{legacyObjectType=${type}}, propertyName=${name}, value=${value}`;
  return failed(
    c,
    400,
    "VALIDATION_ERROR",
    `Cannot set PropertyValueCoordinates{${coordinates}} on ${row.id}. ${holder.id} already has that value.`,
  );
}

async function search(account: Account, c: Context) {
  const type = typeOf(c);
  const body = await c.req.json<{ filterGroups: Parameters<typeof found>[1]; properties?: string[]; limit?: number }>();
  const { filterGroups, properties = [], limit = 10 } = body;
  const custom = account.state.properties[type];
  const unknown = filterGroups
    .flatMap(({ filters }) => filters)
    .some(({ propertyName: name }) => !isStandard(type, name) && !custom.some((one) => one.name === name));
  if (unknown || filterGroups.length > MAX_GROUPS || limit > MAX_FOUND)
    return failed(c, 400, "VALIDATION_ERROR", "There was a problem with the request.");
  const rows = found(
    account.state.rows.filter((row) => row.type === type),
    filterGroups,
    account.now().getTime(),
  );
  return c.json({ total: rows.length, results: rows.slice(0, limit).map((row) => shown(account, row, properties)) });
}

function associate({ now, searchLagMs }: Account, contact: HubRow, company: string) {
  if (!contact.companies.includes(company)) contact.companies.push(company);
  write(contact, { associatedcompanyid: contact.companies[0] ?? "" }, now().getTime(), searchLagMs);
}

/** "Create and associate companies with contacts": by the domain of the contact's address. */
function associateByMail(account: Account, contact: HubRow) {
  const { state, makesCompanies, now, searchLagMs } = account;
  const domain = contact.properties.email?.split("@")[1];
  if (!makesCompanies || !domain || FREE_MAIL.test(`@${domain}`)) return;
  let company = state.rows.find((row) => row.type === "companies" && row.properties.domain === domain);
  if (!company) {
    state.lastId += 1;
    const createdAt = now().toISOString();
    company = {
      ...{ id: String(state.lastId), type: "companies", properties: {}, createdAt, updatedAt: createdAt },
      ...{ indexed: null, indexedFrom: 0, companies: [] },
    };
    write(company, { name: domain, domain }, now().getTime(), searchLagMs);
    state.rows.push(company);
  }
  associate(account, contact, company.id);
}
