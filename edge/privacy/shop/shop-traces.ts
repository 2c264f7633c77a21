/** How much the shops hold about whoever has an e-mail address: each is counted in an index of addresses. */

export interface ShopTraces {
  orders: number;
  reviews: number;
  /** Of reviews, made by them. */
  reports: number;
}

/** @param site its id; null = every site */
export async function shopTraces(db: D1Database, emails: string[], site: string | null): Promise<ShopTraces> {
  const sum: ShopTraces = { orders: 0, reviews: 0, reports: 0 };
  const here = "(?2 IS NULL OR site = (SELECT n FROM sites WHERE id = ?2))";
  for (const email of emails) {
    const row = await db
      .prepare(
        `SELECT (SELECT count(*) FROM orders WHERE buyer IS NOT NULL AND lower(buyer ->> 'email') = ?1 AND ${here}) AS orders,
           (SELECT count(*) FROM review_authors a JOIN reviews ON id = a.review WHERE a.email = ?1 AND ${here}) AS reviews,
           (SELECT count(*) FROM review_reports WHERE email IS NOT NULL AND lower(email) = ?1 AND ${here}) AS reports`,
      )
      .bind(email, site)
      .first<ShopTraces>();
    for (const key of ["orders", "reviews", "reports"] as const) sum[key] += row?.[key] ?? 0;
  }
  return sum;
}
