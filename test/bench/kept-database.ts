/** A D1 of its own in a folder: filled once, then opened by whoever measures on it. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

export async function withDatabase<T>(folder: string, work: (db: D1Database) => Promise<T>): Promise<T> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: "export default {}",
      compatibilityDate: "2026-10-23",
      d1Databases: ["DB"],
      resourcePersistencePath: folder,
    }),
  );
  try {
    return await work((await miniflare.getD1Database("DB")) as unknown as D1Database);
  } finally {
    await miniflare.dispose();
  }
}

/** Miniflare keeps a database per file, and its own book beside it. */
export function fileOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f]{64}\.sqlite$/.test(name));
  if (files.length !== 1) throw new Error(`${files.length} databases, where one is expected`);
  return join(folder, files[0] as string);
}
