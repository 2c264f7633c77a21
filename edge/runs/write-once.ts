/**
 * One write at a vendor, exactly once, whatever is lost or killed on the way.
 *
 * Before the write its row says so. A repeat that finds the row waits until our time-out must have passed, looks up by
 * our reference, and writes again only when the vendor knows nothing of it.
 */
import { asPasserelleError, type ErrorCode, mayPass, PasserelleError } from "../errors.ts";
import { stillAlive } from "./run-turns.ts";

/** Vendor calls give up after 13 s at the latest; what is applied later than this after we began is not expected any more. */
export const MAYBE_WRITTEN_MS = 20_000;

/** With these the vendor has said that it did nothing, though it may do it later; so has every refusal. */
const SURELY_NOT_WRITTEN: ErrorCode[] = ["rate_limited", "vendor_unavailable", "misconfigured"];
const surelyNotWritten = (code: ErrorCode) => SURELY_NOT_WRITTEN.includes(code) || (!mayPass(code) && code !== "conflict");

export interface VendorWrite {
  /** Ours, unique to this write. */
  reference: string;
  find(): Promise<{ externalId: string } | null>;
  write(): Promise<{ externalId: string }>;
}

/** @throws PasserelleError `maybe_written` with the seconds to wait, or what the vendor's refusal was translated to */
export async function writeOnce(db: D1Database, runId: string, { reference, find, write }: VendorWrite): Promise<string> {
  let begunAt = Date.now();
  const earlier = await begin(db, runId, reference, begunAt);
  if (earlier?.externalId) return earlier.externalId;
  if (earlier) {
    const waitMs = earlier.begunAt + MAYBE_WRITTEN_MS - begunAt;
    if (waitMs > 0) throw new PasserelleError("maybe_written", { retryAfterSeconds: waitMs / 1000 });
    const found = await find();
    if (found) return written(db, reference, found.externalId);
    await stillAlive(db, runId);
    begunAt = Date.now();
    await beginAgain(db, reference, earlier.begunAt, begunAt);
  }
  try {
    const { externalId } = await write();
    return await written(db, reference, externalId);
  } catch (error) {
    return await afterTrouble(db, { runId, reference, find, begunAt }, asPasserelleError(error));
  }
}

/** Whoever writes the row down writes at the vendor: of two attempts at once, one. Null = ours is the row, else the earlier attempt. */
async function begin(
  db: D1Database,
  runId: string,
  reference: string,
  now: number,
): Promise<{ begunAt: number; externalId: string | null } | null> {
  const [before] = await db.batch<{ begunAt: number; externalId: string | null }>([
    db.prepare("SELECT begun_at AS begunAt, external_id AS externalId FROM vendor_writes WHERE reference = ?1").bind(reference),
    db
      .prepare("INSERT INTO vendor_writes (reference, run_id, begun_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
      .bind(reference, runId, now),
  ]);
  return before?.results[0] ?? null;
}

async function beginAgain(db: D1Database, reference: string, before: number, now: number): Promise<void> {
  const { meta } = await db
    .prepare("UPDATE vendor_writes SET begun_at = ?2 WHERE reference = ?1 AND begun_at = ?3 AND external_id IS NULL")
    .bind(reference, now, before)
    .run();
  if (meta.changes !== 1)
    throw new PasserelleError("maybe_written", { retryAfterSeconds: MAYBE_WRITTEN_MS / 1000, message: "another attempt is writing" });
}

/**
 * One change of a record at a vendor. When its answer was lost it may still be on its way, and would undo a later one: it
 * counts as made only once that cannot be any more. @throws as `change`; `maybe_written` with the seconds to wait
 */
export async function overwrite(change: () => Promise<void>): Promise<void> {
  const sentAt = Date.now();
  try {
    await change();
  } catch (error) {
    const problem = asPasserelleError(error);
    if (problem.code !== "maybe_written") throw problem;
    const retryAfterSeconds = (sentAt + MAYBE_WRITTEN_MS - Date.now()) / 1000;
    throw new PasserelleError(problem.code, { cause: problem, retryAfterSeconds, message: problem.message });
  }
}

interface Begun {
  runId: string;
  reference: string;
  find: VendorWrite["find"];
  begunAt: number;
}

async function afterTrouble(db: D1Database, { runId, reference, find, begunAt }: Begun, problem: PasserelleError): Promise<string> {
  if (surelyNotWritten(problem.code)) {
    await db
      .prepare("DELETE FROM vendor_writes WHERE reference = ?1 AND begun_at = ?2 AND external_id IS NULL")
      .bind(reference, begunAt)
      .run();
    throw problem;
  }
  if (problem.code === "conflict") {
    // Our reference is there already: an earlier write of ours got through.
    await stillAlive(db, runId);
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

/** How a run that has ended left things at the vendor: nothing written, written, or `open`: nobody knows. */
export async function writesOf(db: D1Database, runId: string): Promise<"none" | "open" | "written"> {
  const { results } = await db
    .prepare("SELECT external_id FROM vendor_writes WHERE run_id = ?1")
    .bind(runId)
    .all<{ external_id: string | null }>();
  if (results.length === 0) return "none";
  return results.some(({ external_id }) => external_id === null) ? "open" : "written";
}

/** The run that is writing under this reference right now, another than ours; null when there is none. */
export async function writerOf(db: D1Database, reference: string, ours: string): Promise<string | null> {
  const row = await db
    .prepare(
      "SELECT w.run_id AS id FROM vendor_writes w JOIN runs r ON r.id = w.run_id WHERE w.reference = ?1 AND w.run_id <> ?2 AND r.ended_at IS NULL AND r.outcome IS NULL",
    )
    .bind(reference, ours)
    .first<{ id: string }>();
  return row?.id ?? null;
}
