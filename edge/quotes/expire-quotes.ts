/** A job of the cron: quotes past their date, so many at a time. */
import { auditRow } from "../audit/audit.ts";
import { parisDay } from "../invoices/paris-day.ts";

const AT_ONCE = 50;

/** How many expired. */
export async function expireQuotes(db: D1Database, now = Date.now()): Promise<number> {
  const today = parisDay(now);
  const { results } = await db
    .prepare("SELECT id FROM quotes WHERE state = 'sent' AND valid_until < ?1 ORDER BY valid_until LIMIT ?2")
    .bind(today, AT_ONCE)
    .all<{ id: string }>();
  if (results.length === 0) return 0;
  const trail = { actor: "cron", action: "quote.expire", objectKind: "quote", outcome: "done" } as const;
  const done = await db.batch(
    results.flatMap(({ id }) => [
      db
        .prepare(
          "UPDATE quotes SET state = 'expired', version = version + 1, updated_at = ?3 WHERE id = ?1 AND state = 'sent' AND valid_until < ?2",
        )
        .bind(id, today, now),
      auditRow(db, { ...trail, objectId: id }, now),
    ]),
  );
  return done.filter(({ meta }, i) => i % 2 === 0 && meta.changes === 1).length;
}
