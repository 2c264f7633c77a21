/** Deleting for good, archiving and merging in HubSpot. A merge makes a new record, and both former ids lead to it. */
import { type Context, Hono } from "hono";
import { failed, missing } from "./answers.ts";
import { type HubRow, type ObjectType, write } from "./objects.ts";
import { byId, shown } from "./records.ts";
import type { Account } from "./stand-in.ts";

export function removal(account: Account) {
  const { state } = account;
  const drop = (row: HubRow) => {
    state.rows.splice(state.rows.indexOf(row), 1);
    for (const other of state.rows) other.companies = other.companies.filter((id) => id !== row.id || row.type !== "companies");
  };
  const app = new Hono().post("/contacts/gdpr-delete", async (c) => {
    const { objectId } = await c.req.json<{ objectId?: string }>();
    const row = byId(account, "contacts", objectId ?? "");
    if (!row) return missing(c);
    drop(row);
    return c.body(null, 204);
  });
  for (const type of ["companies", "contacts"] as const) {
    app.post(`/${type}/merge`, (c) => merge(account, c, type, drop));
    app.delete(`/${type}/:id`, (c) => {
      const row = byId(account, type, c.req.param("id"));
      if (row) drop(row);
      return c.body(null, 204); // archived already is as good
    });
  }
  return app;
}

async function merge(account: Account, c: Context, type: ObjectType, drop: (row: HubRow) => void) {
  const { primaryObjectId, objectIdToMerge } = await c.req.json<Record<string, string>>();
  const [kept, gone] = [byId(account, type, primaryObjectId ?? ""), byId(account, type, objectIdToMerge ?? "")];
  if (!kept || !gone) return missing(c);
  if (kept === gone) return failed(c, 400, "VALIDATION_ERROR", "Cannot merge an object with itself");
  const { state, now, searchLagMs } = account;
  const at = now();
  state.lastId += 1;
  const row: HubRow = {
    ...{ id: String(state.lastId), type, properties: {}, createdAt: kept.createdAt, updatedAt: at.toISOString() },
    ...{ indexed: null, indexedFrom: 0, companies: [...new Set([...kept.companies, ...gone.companies])] },
    formerly: [kept, gone].flatMap(({ id, formerly = [] }) => [id, ...formerly]),
  };
  for (const other of state.rows)
    if (type === "companies") other.companies = [...new Set(other.companies.map((id) => (id === kept.id || id === gone.id ? row.id : id)))];
  drop(kept);
  drop(gone);
  state.rows.push(row);
  write(row, { ...gone.properties, ...kept.properties }, at.getTime(), searchLagMs);
  return c.json(shown(account, row, []));
}
