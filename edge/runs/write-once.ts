/**
 * One write at a vendor, exactly once, whatever is lost or killed on the way.
 *
 * Before the write its row says so. A repeat that finds the row waits until our time-out must have passed, looks up by
 * our reference, and writes again only when the vendor knows nothing of it.
 */
import { asPasserelleError, type ErrorCode, PasserelleError } from "../errors.ts";

/** Vendor calls give up after 10 s; what is applied later than this after we began is not expected any more. */
export const MAYBE_WRITTEN_MS = 15_000;

/** With these the vendor has said that it did nothing. */
const SURELY_NOT_WRITTEN: ErrorCode[] = ["rate_limited", "vendor_refused", "vendor_unavailable", "misconfigured", "invalid_input"];

export interface VendorWrite {
  /** Ours, unique to this write. */
  reference: string;
  find(): Promise<{ externalId: string } | null>;
  write(): Promise<{ externalId: string }>;
}

/** @throws PasserelleError `maybe_written` with the seconds to wait, or what the vendor's refusal was translated to */
export async function writeOnce(db: D1Database, runId: string, { reference, find, write }: VendorWrite): Promise<string> {
  const row = await db
    .prepare("SELECT begun_at, external_id FROM vendor_writes WHERE reference = ?1")
    .bind(reference)
    .first<{ begun_at: number; external_id: string | null }>();
  if (row?.external_id) return row.external_id;
  if (row) {
    const waitMs = row.begun_at + MAYBE_WRITTEN_MS - Date.now();
    if (waitMs > 0) throw new PasserelleError("maybe_written", { retryAfterSeconds: waitMs / 1000 });
    const found = await find();
    if (found) return written(db, reference, found.externalId);
  }
  await db
    .prepare(
      "INSERT INTO vendor_writes (reference, run_id, begun_at) VALUES (?1, ?2, ?3) ON CONFLICT (reference) DO UPDATE SET begun_at = ?3",
    )
    .bind(reference, runId, Date.now())
    .run();
  try {
    const { externalId } = await write();
    return await written(db, reference, externalId);
  } catch (error) {
    return await afterTrouble(db, reference, find, asPasserelleError(error));
  }
}

async function afterTrouble(db: D1Database, reference: string, find: VendorWrite["find"], problem: PasserelleError): Promise<string> {
  if (SURELY_NOT_WRITTEN.includes(problem.code)) {
    await db.prepare("DELETE FROM vendor_writes WHERE reference = ?1 AND external_id IS NULL").bind(reference).run();
    throw problem;
  }
  if (problem.code === "conflict") {
    // Our reference is there already: an earlier write of ours got through.
    const found = await find();
    if (found) return written(db, reference, found.externalId);
    throw new PasserelleError("vendor_refused", { cause: problem, message: "the reference is taken by something we cannot find" });
  }
  throw new PasserelleError("maybe_written", { cause: problem, retryAfterSeconds: MAYBE_WRITTEN_MS / 1000, message: problem.message });
}

async function written(db: D1Database, reference: string, externalId: string): Promise<string> {
  await db.prepare("UPDATE vendor_writes SET external_id = ?2 WHERE reference = ?1").bind(reference, externalId).run();
  return externalId;
}
