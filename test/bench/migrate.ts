/** Our migrations on a database that has no wrangler around it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "./raw-worker.ts";

export async function migrate(db: D1Database): Promise<void> {
  for (const file of readdirSync(migrationsFolder).sort()) {
    const sql = readFileSync(join(migrationsFolder, file), "utf8").replace(/--.*$/gm, "");
    // A trigger holds statements of its own, up to its END.
    const statements = sql.match(/\s*CREATE TRIGGER[\s\S]*?END;|[^;]+;/g) ?? [];
    for (const statement of statements) if (statement.trim()) await db.prepare(statement.trim()).run();
  }
}
