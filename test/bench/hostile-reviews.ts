/** Reviews, files and tokens that nobody of good will sends, at the built Worker in workerd, made by the generator of test/edge/reviews/hostile.test.ts. */
import { createHash, randomBytes } from "node:crypto";
import { judgeHostile } from "../edge/reviews/judge-hostile.ts";
import { JPEG, PNG, WEBP } from "../edge/reviews/pictures.ts";
import type { Figure } from "./figure.ts";
import { migrate } from "./migrate.ts";
import { open, withWorker } from "./raw-worker.ts";
import { BENCH_KEY, BENCH_ORIGIN } from "./reviews/many-reviews.ts";

const COUNT = Number(process.env.BENCH_HOSTILE ?? 5_000);

export const hostileReviews: Figure = {
  id: "hostile-reviews",
  counted: true,
  name: `${COUNT} hostile reviews, files and invitations at the built Worker; every page of what was taken is read`,
  unit: "failures",
  goal: "0 script, 0 crash, 0 accepted proof",
  async measure({ seed } = {}) {
    return withWorker(async (built) => {
      const worker = await open(built, { whole: true, workflows: false });
      try {
        const db = (await worker.miniflare.getD1Database("DB")) as unknown as D1Database;
        await migrate(db);
        const token = randomBytes(32).toString("base64url");
        await db.batch(furnish(db, token));
        const ask = (path: string, init: RequestInit = {}) =>
          fetch(`${worker.url.origin}${path}${path.includes("?") ? "&" : "?"}site=${BENCH_KEY}`, {
            ...init,
            headers: { ...init.headers, Origin: BENCH_ORIGIN },
          });
        const doors = {
          post: (path: string, body: BodyInit, headers: Record<string, string>) => ask(path, { method: "POST", body, headers }),
          get: (path: string) => ask(path),
          publishAll: async () =>
            void (await db.prepare("UPDATE reviews SET state = 'published', published_at = submitted_at WHERE state = 'pending'").run()),
          proven: async () => (await db.prepare("SELECT count(*) AS n FROM reviews WHERE verified = 1").first<number>("n")) ?? 0,
        };
        const wrong = await judgeHostile(doors, token, [JPEG, PNG, WEBP], COUNT, Number(seed ?? 20_261_126));
        for (const sentence of wrong.slice(0, 20)) console.error(`hostile-reviews: ${sentence}`);
        const taken = (await db.prepare("SELECT count(*) AS n FROM reviews").first<number>("n")) ?? 0;
        return [
          { value: wrong.length, ok: wrong.length === 0 },
          // Were none taken as text, nothing would have been shown.
          { part: "shown", unit: "reviews", goal: `≥ ${COUNT / 20}`, value: taken, ok: taken >= COUNT / 20 },
        ];
      } finally {
        await worker.close();
      }
    });
  },
};

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

function furnish(db: D1Database, token: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT INTO sites (n, id, name, home, origins, locale, platform, rules, created_by, created_at, updated_at)
         VALUES (1, 'bench', 'Bench', ?1, ?2, 'fr', 'html', '{"openToAll":true}', 'P1', 0, 0)`,
      )
      .bind(BENCH_ORIGIN, JSON.stringify([BENCH_ORIGIN])),
    db
      .prepare("INSERT INTO site_keys (hash, site, kind, shown, created_by, created_at) VALUES (?1, 1, 'public', ?2, 'P1', 0)")
      .bind(hashOf(BENCH_KEY), BENCH_KEY),
    db.prepare("INSERT INTO products (site, sku, name, updated_at) VALUES (1, 'LAMPE', 'Lampe', 0)"),
    db.prepare(
      `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
       VALUES ('o1', 1, '1', 'open', '[{"sku":"LAMPE","name":"Lampe"}]', '2026-01-01', 'fr', NULL, '', '', 0, 0)`,
    ),
    db
      .prepare("INSERT INTO invitations (hash, site, order_id, product, ends_at, created_at) VALUES (?1, 1, 'o1', 'LAMPE', ?2, 0)")
      .bind(hashOf(token), Date.now() + 86_400_000),
  ];
}
