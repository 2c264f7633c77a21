/** What the statements of a figure cost, as D1 tells it. */

/** A D1 that adds up what its answers say they cost. */
export function metered(db: D1Database) {
  const inner = new WeakMap<object, D1PreparedStatement>();
  const note = (result: D1Result) => {
    meter.rows += result.meta.rows_read;
    meter.ms += result.meta.duration;
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async () => {
        const result = await statement.all();
        note(result);
        return result;
      },
    };
    inner.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  };
  const meter = {
    rows: 0,
    ms: 0,
    db: {
      prepare: (sql: string) => wrap(db.prepare(sql)),
      batch: async (statements: D1PreparedStatement[]) => {
        const results = await db.batch(statements.map((statement) => inner.get(statement) as D1PreparedStatement));
        for (const result of results) note(result);
        return results;
      },
    } as unknown as D1Database,
  };
  return meter;
}
