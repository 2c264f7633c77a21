/** App Home costs the same whatever the tables hold, and never has more blocks than Slack takes. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { homeView } from "../../../bot/home/home-view.ts";
import { textsOf } from "../../../bot/text/text.ts";
import { emptyTables, openWorld, type World } from "../world.ts";

let world: World;
beforeEach(async () => {
  await emptyTables();
  world = openWorld();
});
afterEach(() => void vi.restoreAllMocks());

/** As many rows as that in everything that Home shows, all of them the admin's own. */
async function fill(count: number, admin: string): Promise<void> {
  const { db } = world.house();
  const numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
  const rows = [
    `INSERT INTO clients (id, reference, connector, name, name_key, words, kinds, company, created_by, created_at, updated_at)
       SELECT 'c' || i, 'r' || i, 'builtin', 'Client ' || i, 'client ' || i, 'client', '["client"]', 1, ?2, i, i FROM n`,
    "INSERT INTO runs (id, kind, actor, state, code, created_at, updated_at, ended_at) SELECT 'f' || i, 'create-client', ?2, 'failed', 'vendor_unavailable', i, i, unixepoch() * 1000 FROM n",
    "INSERT INTO runs (id, kind, actor, state, code, created_at, updated_at, wake_at) SELECT 'w' || i, 'create-client', ?2, 'waiting', 'vendor_unavailable', i, i, i FROM n",
    "INSERT INTO people (id, team, slack_user, name, locale, standing, manager, refreshed_at, created_at) SELECT 'q' || i, 'T', 'U' || i, 'Somebody ' || i, 'fr', 'member', ?2, 0, 0 FROM n",
    "INSERT INTO audit (at, actor, action, object_kind, object_id, outcome) SELECT i, ?2, 'client.update', 'client', 'c' || i, 'done' FROM n",
  ];
  await db.batch(rows.map((sql) => db.prepare(sql.replace("SELECT", `${numbers} SELECT`)).bind(count, admin)));
}

/** A D1 that adds up what its answers say they read. */
function metered(db: D1Database) {
  const meter = { rows: 0 };
  const inner = new WeakMap<object, D1PreparedStatement>();
  const note = <T>(result: D1Result<T>) => {
    meter.rows += result.meta.rows_read;
    return result;
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async () => note(await statement.all());
    const first = async (column?: string) => {
      const row = (await all()).results[0] as Record<string, unknown> | undefined;
      return column ? (row?.[column] ?? null) : (row ?? null);
    };
    const wrapped = { bind: (...values: unknown[]) => wrap(statement.bind(...values)), all, first, run: all };
    inner.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  };
  const counting = {
    prepare: (sql: string) => wrap(db.prepare(sql)),
    batch: async (list: D1PreparedStatement[]) => (await db.batch(list.map((one) => inner.get(one) as D1PreparedStatement))).map(note),
  };
  return { meter, db: counting as unknown as D1Database };
}

describe("an admin's Home", () => {
  it("reads no more rows when the tables grow, on the first page and on later ones", async () => {
    const admin = await world.know("U0AMELIE");
    const reader = { person: admin, say: textsOf("fr") };
    const cost = async () => {
      const { meter, db } = metered(world.house().db);
      const later = { clients: [150, "c150"], runs: [150, "w150"], people: "q150", audit: 150 } as const;
      const views = [await homeView({ ...world.house(), db }, reader)];
      views.push(await homeView({ ...world.house(), db }, reader, { ...later, clients: [...later.clients], runs: [...later.runs] }));
      for (const { blocks } of views) expect(blocks.length).toBeLessThanOrEqual(100);
      return meter.rows;
    };
    await fill(200, admin.id);
    const few = await cost();
    await emptyTables();
    await world.know("U0AMELIE");
    await fill(4_000, admin.id);
    const many = await cost();
    expect(few).toBeGreaterThan(100);
    expect(many).toBeLessThanOrEqual(few + 10);
    expect(many).toBeLessThan(1_200);
  });
});
