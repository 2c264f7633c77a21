/** D1's words over node:sqlite, in memory: for figures of what tens of thousands of statements come to, not of how long each takes. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { root } from "../sandbox/set-up.mjs";

const MIGRATIONS = join(root, "edge/store/migrations");

export function plainD1(): { db: D1Database; sqlite: DatabaseSync } {
  const sqlite = new DatabaseSync(":memory:");
  const cache = new Map<string, ReturnType<DatabaseSync["prepare"]>>();
  const prepared = (sql: string) => {
    const statement = cache.get(sql) ?? sqlite.prepare(sql);
    cache.set(sql, statement);
    return statement;
  };
  const statementOf = (sql: string, values: SQLInputValue[] = []) => {
    const now = () => {
      const results = prepared(sql).all(...values);
      const changes = Number(Object.values(prepared("SELECT changes() AS n").get() ?? {})[0]);
      return { success: true, results, meta: { changes } };
    };
    const all = async () => now();
    const first = async (column?: string) => {
      const row = now().results[0];
      return row ? (column === undefined ? row : row[column]) : null;
    };
    return { bind: (...given: SQLInputValue[]) => statementOf(sql, given), all, run: all, first, now };
  };
  /** One transaction, as D1's is: nothing comes in between. */
  const batch = async (statements: ReturnType<typeof statementOf>[]) => {
    sqlite.exec("BEGIN");
    try {
      const answers = statements.map(({ now }) => now());
      sqlite.exec("COMMIT");
      return answers;
    } catch (error) {
      sqlite.exec("ROLLBACK");
      throw error;
    }
  };
  return { db: { prepare: (sql: string) => statementOf(sql), batch } as unknown as D1Database, sqlite };
}

let migrated: string[] | undefined;

/** With our tables, read once. */
export function migratedD1(): ReturnType<typeof plainD1> {
  migrated ??= readdirSync(MIGRATIONS)
    .sort()
    .map((file) => readFileSync(join(MIGRATIONS, file), "utf8"));
  const opened = plainD1();
  for (const sql of migrated) opened.sqlite.exec(sql);
  return opened;
}
