/** A minute passes for all runs at once: what waits for a lease, a pause or a time-out need not wait in earnest. */
const A_MINUTE_MS = 60_000;

export const aMinutePasses = (db: D1Database) =>
  db.batch([
    db
      .prepare(
        `UPDATE runs SET wake_at = iif(wake_at IS NULL, NULL, 1), card_until = iif(card_until IS NULL, NULL, 1), card_retry_at = NULL,
           card_since = card_since - ?1, updated_at = updated_at - ?1 WHERE ended_at IS NULL OR card_version < version`,
      )
      .bind(A_MINUTE_MS),
    db.prepare("UPDATE vendor_writes SET begun_at = begun_at - ?1").bind(A_MINUTE_MS),
  ]);
