/** D1's words over node:sqlite, in memory: for figures of what tens of thousands of statements come to, not of how long each takes. */
import { DatabaseSync, type SQLInputValue } from "node:sqlite";

export function plainD1(): { db: D1Database; sqlite: DatabaseSync } {
  const sqlite = new DatabaseSync(":memory:");
  const cache = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepared = (sql: string) => {
    const statement = cache.get(sql) ?? sqlite.prepare(sql);
    cache.set(sql, statement);
    return statement;
  };
  const statementOf = (sql: string, values: SQLInputValue[] = []) => {
    const all = async () => {
      const results = prepared(sql).all(...values);
      const changes = Number(Object.values(prepared("SELECT changes() AS n").get() ?? {})[0]);
      return { success: true, results, meta: { changes } };
    };
    return {
      bind: (...given: SQLInputValue[]) => statementOf(sql, given),
      all,
      run: all,
      first: async () => (await all()).results[0] ?? null,
    };
  };
  const batch = async (statements: ReturnType<typeof statementOf>[]) => {
    const answers = [];
    for (const statement of statements) answers.push(await statement.all());
    return answers;
  };
  return { db: { prepare: (sql: string) => statementOf(sql), batch } as unknown as D1Database, sqlite };
}
