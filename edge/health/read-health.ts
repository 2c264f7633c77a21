/** How the connectors in use answered last, and what waits or was given up: for an admin, or for the program that watches us. */
import type { ErrorCode } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { connectorsInUse } from "./connectors-in-use.ts";

/** Instants are UTC ms. */
export interface ConnectorHealth {
  port: keyof Ports;
  connector: string;
  /** Null = not asked yet. */
  ok: boolean | null;
  lastOk: number | null;
  lastFailure: number | null;
  /** Of the last failure. */
  code: ErrorCode | null;
  /** How long the latest answer took. */
  ms: number | null;
  failingSince: number | null;
}

export interface FailedRun {
  id: string;
  kind: string;
  code: ErrorCode | null;
  endedAt: number;
}

export interface Health {
  connectors: ConnectorHealth[];
  /** Counted up to MOST_COUNTED. */
  waiting: number;
  /** Of the last 30 days; counted likewise. */
  failed: number;
  /** The latest of them. */
  lastFailed: FailedRun[];
  /** Those that go on first. */
  nextWaiting: WaitingRun[];
}

export interface WaitingRun {
  id: string;
  kind: string;
  step: string | null;
  code: ErrorCode | null;
  /** When it goes on by itself, UTC ms. */
  wakeAt: number;
}

export const MOST_COUNTED = 1_000;
const SHOWN = 5;
/** What was typed is forgotten after as long: edge/runs/sweep.ts. */
const FAILED_FOR_MS = 30 * 86_400_000;

type Row = {
  connector: string;
  ok_at: number | null;
  failed_at: number | null;
  code: string | null;
  ms: number;
  failing_since: number | null;
};

/** @param most how far runs are counted */
export async function readHealth(db: D1Database, ports: Ports, most = MOST_COUNTED): Promise<Health> {
  const since = Date.now() - FAILED_FOR_MS;
  const [rows, waiting, failed, last, next] = await db.batch([
    db.prepare("SELECT connector, ok_at, failed_at, code, ms, failing_since FROM connector_health"),
    db.prepare("SELECT count(*) AS n FROM (SELECT 1 FROM runs WHERE state = 'waiting' LIMIT ?1)").bind(most),
    db.prepare("SELECT count(*) AS n FROM (SELECT 1 FROM runs WHERE state = 'failed' AND ended_at > ?1 LIMIT ?2)").bind(since, most),
    db
      .prepare(
        "SELECT id, kind, code, ended_at AS endedAt FROM runs WHERE state = 'failed' AND ended_at > ?1 ORDER BY ended_at DESC LIMIT ?2",
      )
      .bind(since, SHOWN),
    db.prepare("SELECT id, kind, step, code, wake_at AS wakeAt FROM runs WHERE state = 'waiting' ORDER BY wake_at LIMIT ?1").bind(SHOWN),
  ]);
  const known = new Map(((rows?.results ?? []) as Row[]).map((row) => [row.connector, row]));
  return {
    connectors: connectorsInUse(ports).map(({ port, id }) => ({ port, connector: id, ...answerOf(known.get(id)) })),
    waiting: countOf(waiting),
    failed: countOf(failed),
    lastFailed: (last?.results ?? []) as unknown as FailedRun[],
    nextWaiting: (next?.results ?? []) as unknown as WaitingRun[],
  };
}

const countOf = (answer: D1Result | undefined) => (answer?.results[0] as { n: number } | undefined)?.n ?? 0;

const answerOf = (row: Row | undefined) => ({
  ok: row ? row.failing_since === null : null,
  lastOk: row?.ok_at ?? null,
  lastFailure: row?.failed_at ?? null,
  code: (row?.code ?? null) as ErrorCode | null,
  ms: row?.ms ?? null,
  failingSince: row?.failing_since ?? null,
});
