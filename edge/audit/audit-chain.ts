/**
 * The chain: each seal is the SHA-256 of the seal before it and of its row. Whoever changes, removes or slips in a row
 * must make every later seal anew, and the heads that the admins were told no longer fit. Pure: the Worker seals with it,
 * `npm run audit:verify` checks with it.
 */

/** A row of the trail as the database has it. */
export interface AuditRow {
  id: number;
  at: number;
  actor: string;
  action: string;
  object_kind: string;
  object_id: string | null;
  outcome: string;
  code: string | null;
  run_id: string | null;
}

export interface Seal {
  /** 1, 2, 3 … without a gap. */
  position: number;
  auditId: number;
  /** Hex. */
  hash: string;
}

/** Where the chain stands, or stood: the seal that all before it hang on. */
export type Head = Pick<Seal, "position" | "hash">;

/** Before the first row. */
export const BEGINNING: Seal = { position: 0, auditId: 0, hash: "" };

export async function sealOf(before: Head, row: AuditRow): Promise<Seal> {
  const position = before.position + 1;
  const { id, at, actor, action, object_kind, object_id, outcome, code, run_id } = row;
  // As JSON no value can run over into the next, and null is not "". The order is part of the format and never changes.
  const bytes = JSON.stringify([position, before.hash, id, at, actor, action, object_kind, object_id, outcome, code, run_id]);
  return { position, auditId: id, hash: hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(bytes))) };
}

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
