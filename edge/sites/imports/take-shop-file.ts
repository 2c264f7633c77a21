/** A CSV file of a site is taken in: kept until its lines are read by a run, whose progress and problems can be asked for. */
import { PasserelleError } from "../../errors.ts";
import type { House } from "../../house.ts";
import { MOST_BYTES, toUtf8 } from "../../imports/take-file.ts";
import { readPerson } from "../../people/people-store.ts";
import { intentId } from "../../runs/intent.ts";
import { startRun } from "../../runs/start-run.ts";
import { hashOf } from "../keys.ts";
import type { Site } from "../site.ts";
import type { ImportKind } from "./shop-columns.ts";

export interface ShopFile {
  kind: ImportKind;
  bytes: Uint8Array;
  /** Where reviews were written; "" = not said. */
  source: string;
  /** Person's id. */
  actorId: string;
}

/** A Worker has 128 MB: a file in Windows-1252 is there four times while it is brought to UTF-8. */
export const MOST_FILE_BYTES = MOST_BYTES;

export const fileKeyOf = (importId: string) => `shop-imports/${importId}`;

/**
 * The same file for the same site is the same import.
 *
 * @returns its id, for readShopImport
 * @throws PasserelleError `unknown_person` (who made the site is gone), as toUtf8
 */
export async function takeShopFile(house: House, site: Site, { kind, bytes, source, actorId }: ShopFile): Promise<string> {
  const actor = await readPerson(house.db, actorId);
  if (!actor) throw new PasserelleError("unknown_person");
  const digest = await hashOf(Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>))).join());
  const id = await intentId("shop-import", site.id, kind, source, digest);
  const utf8 = toUtf8(bytes).bytes;
  // It was read and put away: who sends it again is shown what came of it.
  if ((await readShopImport(house.db, site, id))?.state === "ended") return id;
  await house.env.FILES.put(fileKeyOf(id), utf8);
  await house.db
    .prepare(
      `INSERT INTO shop_imports (id, site, kind, source, state, r2_key, size, actor, created_at) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?6, ?7, ?8)
       ON CONFLICT DO NOTHING`,
    )
    .bind(id, site.n, kind, source || null, fileKeyOf(id), utf8.length, actor.id, Date.now())
    .run();
  await startRun(house, { kind: "import-shop-file", intent: [id], input: { importId: id }, actor, quiet: true });
  return id;
}

const GIVEN_UP_MS = 7 * 86_400_000;

/** A job of the cron: the file of an import whose run came to nothing goes too. */
export async function sweepShopFiles({ db, env }: Pick<House, "db" | "env">, now = Date.now()): Promise<void> {
  const { results } = await db
    .prepare("SELECT id, r2_key AS key FROM shop_imports WHERE ended_at IS NULL AND created_at < ?1 ORDER BY created_at LIMIT 100")
    .bind(now - GIVEN_UP_MS)
    .all<{ id: string; key: string }>();
  if (results.length === 0) return;
  await env.FILES.delete(results.map(({ key }) => key));
  await db
    .prepare("UPDATE shop_imports SET state = 'ended', ended_at = ?2 WHERE id IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(results.map(({ id }) => id)), now)
    .run();
}

export interface ShopImport {
  id: string;
  kind: ImportKind;
  source: string | null;
  state: "waiting" | "running" | "ended";
  /** Bytes: how many there are, how many are read. */
  size: number;
  atByte: number;
  /** Lines: taken in, there already, wrong. */
  done: number;
  known: number;
  wrong: number;
  /** The first 200 that were wrong; `line` counts from 1, which is the titles. */
  problems: { line: number; field: string }[];
}

const SELECT = "SELECT id, kind, source, state, size, at_byte AS atByte, done, known, wrong, problems FROM shop_imports";

export async function readShopImport(db: D1Database, site: Pick<Site, "n">, id: string): Promise<ShopImport | null> {
  const row = await db.prepare(`${SELECT} WHERE id = ?1 AND site = ?2`).bind(id, site.n).first<Record<string, unknown>>();
  return row && ({ ...row, problems: JSON.parse(String(row.problems)) } as unknown as ShopImport);
}

/** Of one site, the newest first. */
export async function shopImportsOf(db: D1Database, site: Pick<Site, "n">): Promise<ShopImport[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE site = ?1 ORDER BY created_at DESC, id DESC LIMIT 20`)
    .bind(site.n)
    .all<Record<string, unknown>>();
  return results.map((row) => ({ ...row, problems: JSON.parse(String(row.problems)) }) as unknown as ShopImport);
}

const PAGE = 1_000;

/** All the lines of one that were wrong, in their order, page by page. */
export async function* problemsOf(db: D1Database, importId: string): AsyncGenerator<ShopImport["problems"]> {
  for (let after: number | null = 0; after !== null; ) {
    const { results }: D1Result<ShopImport["problems"][number]> = await db
      .prepare(`SELECT line, field FROM shop_import_problems WHERE import_id = ?1 AND line > ?2 ORDER BY line LIMIT ${PAGE}`)
      .bind(importId, after)
      .all();
    yield results;
    after = results.length === PAGE ? (results.at(-1)?.line ?? null) : null;
  }
}
