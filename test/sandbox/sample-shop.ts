/**
 * The web site of the sandbox's firm: its keys, its products, an order that may be reviewed, and reviews as people write them. The
 * keys are the same in every clone, so that the demo shop and the tests know them; they open nothing but a sandbox.
 */
import { hashOf } from "../../edge/sites/keys.ts";
import { personIdOf } from "./person-row.ts";
import { closing, lamp, opening, shopReviews, suspension } from "./sample-reviews.ts";

export const SAMPLE_SITE = {
  n: 1,
  id: "atelier-lumiere",
  name: "Atelier Lumière",
  publicKey: "pk_1_sandbox_atelier_lumiere",
  secretKey: "sk_1_sandbox_atelier_lumiere_server",
};

/** SKU, name, brand, GTIN. */
export const SAMPLE_PRODUCTS = [
  ["LAMPE-OPALINE", "Lampe de table Opaline", "Atelier Lumière", "3760000000017"],
  ["SUSPENSION-BRUME", "Suspension Brume en papier washi", "Atelier Lumière", "3760000000024"],
  ["APPLIQUE-RIVAGE", "Applique Rivage en laiton", "Atelier Lumière", "3760000000031"],
  ["ABAT-JOUR-LIN", "Abat-jour en lin lavé", "Atelier Lumière", null],
  ["BOUGIE-CEDRE", "Bougie parfumée Cèdre", "Maison Fabre", null],
] as const;

/** Whose order number and e-mail prove a purchase; nobody has reviewed it. */
export const SAMPLE_ORDER = { number: "AL-2026-1042", email: "camille.moreau@example.com", product: "BOUGIE-CEDRE" };

const DAY_MS = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

interface Sample {
  product: string;
  rating: number;
  text: string;
  author: string;
  daysAgo: number;
  how?: "invitation" | "order" | "import" | null;
  reply?: string;
  helpful?: number;
  language?: string;
  state?: "published" | "pending" | "refused";
}

const FIRST_NAMES = "Camille Inès Hugo Léa Yann Zoé Paul Nadia Maïté Pierre Anaïs Théo Chloé Karim Élodie Noé".split(" ");

/** Thirty-four of one product: enough for pages, each of another day. */
const manyOfTheLamp = (): Sample[] =>
  Array.from({ length: 34 }, (_, i) => ({
    product: "LAMPE-OPALINE",
    rating: [5, 4, 5, 3, 5, 4, 2, 5, 4, 1][i % 10] as number,
    text: `${opening[i % opening.length]} ${lamp[i % lamp.length]} ${closing[i % closing.length]}`,
    author: `${FIRST_NAMES[i % FIRST_NAMES.length]} ${String.fromCharCode(65 + (i % 20))}.`,
    daysAgo: 3 + i * 9,
    how: (["invitation", "invitation", "order", null] as const)[i % 4] ?? null,
    helpful: (i * 7) % 13,
  }));

const samples = (): Sample[] => [
  ...manyOfTheLamp(),
  ...suspension.map(
    (one, i): Sample => ({ product: "SUSPENSION-BRUME", author: `${FIRST_NAMES[i]} T.`, daysAgo: 20 + i * 11, how: "order", ...one }),
  ),
  {
    product: "APPLIQUE-RIVAGE",
    rating: 5,
    text: "Beautiful brass, very well packed, and it arrived in Dublin two days early.",
    author: "Niamh",
    daysAgo: 41,
    how: "import",
    language: "en",
  },
  ...shopReviews.map(
    (one, i): Sample => ({ product: "", author: FIRST_NAMES[15 - i] as string, daysAgo: 5 + i * 17, how: "invitation", ...one }),
  ),
];

/** @param origins of the pages that may use the widgets: the demo shop's */
export async function sampleShop(db: D1Database, origins: string[], now = Date.now()): Promise<D1PreparedStatement[]> {
  const { n, id, name, publicKey, secretKey } = SAMPLE_SITE;
  const by = personIdOf("U0MALIK");
  const home = origins[0] ?? "http://localhost:8788";
  const order = `o${id}1042`;
  const buyer = { email: SAMPLE_ORDER.email, name: "Camille Moreau" };
  const key = db.prepare(
    "INSERT INTO site_keys (hash, site, kind, shown, created_by, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
  );
  const product = db.prepare(
    "INSERT INTO products (site, sku, name, url, brand, gtin, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
  );
  return [
    db
      .prepare(
        `INSERT INTO sites (n, id, name, home, origins, locale, platform, rules, created_by, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'fr', 'html', ?6, ?7, ?8, ?8) ON CONFLICT DO NOTHING`,
      )
      .bind(n, id, name, home, JSON.stringify(origins), JSON.stringify({ openToAll: true }), by, now),
    key.bind(await hashOf(publicKey), n, "public", publicKey, by, now),
    key.bind(await hashOf(secretKey), n, "secret", secretKey.slice(-4), by, now),
    ...SAMPLE_PRODUCTS.map(([sku, label, brand, gtin]) =>
      product.bind(n, sku, label, `${home}/shop/${sku.toLowerCase()}`, brand, gtin, now),
    ),
    db
      .prepare(
        `INSERT INTO orders (id, site, number, state, items, ordered_on, locale, buyer, buyer_hash, content_hash, created_at, updated_at)
         VALUES (?1, ?2, ?3, 'open', ?4, ?5, 'fr', ?6, ?7, 'sample', ?8, ?8) ON CONFLICT DO NOTHING`,
      )
      .bind(
        ...[order, n, SAMPLE_ORDER.number, JSON.stringify([{ sku: SAMPLE_ORDER.product, name: "Bougie parfumée Cèdre" }])],
        ...[dayOf(now - 12 * DAY_MS), JSON.stringify(buyer), await hashOf("buyer", order, buyer.email), now],
      ),
    ...samples().map((one, i) => reviewRow(db, one, i, now)),
  ];
}

function reviewRow(db: D1Database, sample: Sample, i: number, now: number): D1PreparedStatement {
  const { product, rating, text, author, daysAgo, how = null, reply = null, helpful = 0, language = "fr", state = "published" } = sample;
  const at = now - daysAgo * DAY_MS;
  return db
    .prepare(
      `INSERT INTO reviews (id, site, product, state, rating, text, author, language, experienced_on, verified, how, source, reply, replied_at, helpful,
         submitted_at, published_at, waiting_since, content_hash)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, 'sample') ON CONFLICT DO NOTHING`,
    )
    .bind(
      ...[`sample${String(i).padStart(3, "0")}`, SAMPLE_SITE.n, product, state, rating, text, author, language, dayOf(at - 6 * DAY_MS)],
      ...[how && how !== "import" ? 1 : 0, how, how === "import" ? "Trustpilot" : null, reply, reply && at + DAY_MS, helpful],
      ...[at, state === "published" ? at : null, state === "pending" ? at : null],
    );
}
