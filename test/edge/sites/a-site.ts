/** A site with a public key, asked through the Worker's own door as a page of it would. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { createApp } from "../../../edge/app.ts";
import type { House } from "../../../edge/house.ts";
import { hashOf } from "../../../edge/sites/keys.ts";
import type { SiteRules } from "../../../edge/sites/site.ts";
import { aHouse, worker } from "../carry.ts";

const db = worker.DB;
export const EDGE = "https://passerelle.example";
export const SHOP = "https://boutique.example";
export const KEY = "pk_1_0123456789abcdefghij";
export const SECRET = "sk_1_0123456789abcdefghijklmnop";

export async function aSite(rules: Partial<SiteRules> = {}): Promise<void> {
  const tables =
    "product_pages sites site_keys site_secrets site_sightings products orders invitations reviews review_authors review_counts review_votes review_reports review_photos proof_tries shop_imports shop_import_problems review_tells review_cards site_desks site_counts order_tells mails runs settings";
  await db.batch(tables.split(" ").map((table) => db.prepare(`DELETE FROM ${table}`)));
  const key = db.prepare("INSERT INTO site_keys (hash, site, kind, shown, created_by, created_at) VALUES (?1, 1, ?2, ?3, 'P1', 0)");
  await db.batch([
    db
      .prepare(
        `INSERT INTO sites (n, id, name, home, origins, locale, platform, rules, created_by, created_at, updated_at)
         VALUES (1, 'boutique', 'La Boutique', ?1, ?2, 'fr', 'html', ?3, 'P1', 0, 0)`,
      )
      .bind(SHOP, JSON.stringify([SHOP]), JSON.stringify(rules)),
    key.bind(await hashOf(KEY), "public", KEY),
    key.bind(await hashOf(SECRET), "secret", "mnop"),
    db.prepare("INSERT INTO products (site, sku, name, updated_at) VALUES (1, 'LAMPE', 'Lampe Opaline', 0), (1, 'VASE', 'Vase', 0)"),
  ]);
}

interface Asked {
  method?: string;
  /** null = not a browser. */
  origin?: string | null;
  headers?: Record<string, string>;
  body?: BodyInit | null;
  house?: House;
  /** Its floods are held as in production. */
  limits?: boolean;
}

const UNLIMITED = { SITE_LIMIT: undefined, SITE_WRITE_LIMIT: undefined } as unknown as Pick<House["env"], "SITE_LIMIT">;

/** @param path from `/v1` on, without the key unless it names one */
export async function ask(
  path: string,
  { method = "GET", origin = SHOP, headers = {}, body = null, house = aHouse(), limits = false }: Asked = {},
) {
  const pending: Promise<unknown>[] = [];
  const app = createApp({
    slack: async () => new Response(null),
    house: () => ({ ...house, env: limits ? house.env : { ...house.env, ...UNLIMITED }, later: (work) => void pending.push(work) }),
  });
  const url = `${EDGE}${path}${/[?&]site=|^\/r\/|^\/docs/.test(path) ? "" : `${path.includes("?") ? "&" : "?"}site=${KEY}`}`;
  const context = createExecutionContext();
  const init = { method, headers: { ...(origin && { Origin: origin }), ...headers }, ...(body !== null && { body }) };
  const response = await app.fetch(new Request(url, init), { ...worker }, context);
  await waitOnExecutionContext(context);
  await Promise.all(pending);
  return response;
}

let last = 0;

interface Row {
  product: string;
  state: string;
  rating: number;
  text: string;
  at: number;
  helpful: number;
  order: string | null;
}

/** Straight into the table: for what reads. */
export async function aReview(row: Partial<Row> = {}): Promise<string> {
  const { product = "LAMPE", state = "published", rating = 5, text = "Très belle lampe", at = Date.now(), helpful = 0, order = null } = row;
  const id = `r${++last}`;
  await db
    .prepare(
      `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, submitted_at, published_at, helpful, order_id, content_hash, waiting_since)
       VALUES (?1, 1, ?2, ?3, ?4, ?5, 'Inès', 'fr', '2026-01-02', 0, ?6, ?7, ?8, ?9, '', ?10)`,
    )
    .bind(id, product, state, rating, text, at, state === "published" ? at : null, helpful, order, state === "pending" ? at : null)
    .run();
  return id;
}
