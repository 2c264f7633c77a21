/**
 * A job of the cron: every client with an official number is read again at least once in 30 days, those that people deal
 * with first. One request a second at most, none while people ask the register themselves, none while it is away.
 *
 * Where it stands is in each client's own row, written with what was read: a turn that is killed costs one client read twice.
 */
import { registerUse } from "../companies/search-companies.ts";
import { asPasserelleError, type PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { Cursor } from "../store/cursor.ts";
import { dealProposals } from "./deal-proposals.ts";
import { dueIn, readAgain } from "./read-again.ts";

type Source = "register" | "vat";

/** A minute's share: 860,000 in 30 days. */
const READS_A_TURN: Record<Source, number> = { register: 20, vat: 5 };
/** However much people deal with: who is never looked at is read again too. */
const DORMANT_AT_LEAST = 0.25;
const PAUSE_MS = 1_000;
const TURN_MS = 40_000;
/** More than the slowest client: CRM, register, and the pauses before them. */
const LEASE_MS = 60_000;
/** Somebody types: so many seconds are theirs before we leave it for this minute. */
const PATIENCE = 10;
const AWAY_MS = 5 * 60_000;
const LIMITED_MS = 60_000;
const AN_HOUR_MS = 3_600_000;
const A_DAY_MS = 24 * AN_HOUR_MS;

interface Progress {
  notBefore: number;
  /** Left alone until then, UTC ms. */
  register: number;
  vat: number;
}

export interface KeptTurn {
  read: number;
  failed: number;
}

interface Due {
  id: string;
  siren: string | null;
}

export async function keepTrue(house: House, pause = sleep): Promise<KeptTurn> {
  const turn: KeptTurn = { read: 0, failed: 0 };
  const cursor = new Cursor<Progress>(house.db, "keep_true", { notBefore: 0, register: 0, vat: 0 });
  if (!(await cursor.take(LEASE_MS))) return turn;
  const until = Date.now() + TURN_MS;
  for (const source of ["register", "vat"] as const) {
    if (cursor.progress[source] > Date.now()) continue;
    if (!(await goThrough({ house, cursor, turn, until, pause }, source))) return turn;
  }
  await dealProposals(house);
  await cursor.move({ notBefore: 0 });
  return turn;
}

interface Going {
  house: House;
  cursor: Cursor<Progress>;
  turn: KeptTurn;
  until: number;
  pause: (ms: number) => Promise<void>;
}

/** False when another turn has taken over. */
async function goThrough({ house, cursor, turn, until, pause }: Going, source: Source): Promise<boolean> {
  const { db } = house;
  let failures = 0;
  let last = "";
  for (const { id, siren } of await nextDue(db, source)) {
    if (last) await pause(PAUSE_MS);
    if (Date.now() > until || (source === "register" && !(await ourSecond(db, last, pause)))) break;
    if (!(await cursor.move({ notBefore: Date.now() + LEASE_MS }))) return false;
    last = siren ?? id;
    try {
      await readAgain(house, id);
      turn.read++;
      failures = 0;
    } catch (error) {
      const problem = asPasserelleError(error);
      console.warn("not read again", id, problem.code);
      turn.failed++;
      failures++;
      const restMs = await afterTrouble(db, source, id, problem, failures);
      if (restMs === 0) continue;
      await cursor.move({ [source]: Date.now() + restMs });
      break;
    }
  }
  return true;
}

/** Who failed goes to the end of the line, so that nobody waits behind it. Answers how long to leave them all alone; 0 = go on. */
async function afterTrouble(db: D1Database, source: Source, id: string, problem: PasserelleError, failures: number): Promise<number> {
  const { code, retryAfterSeconds } = problem;
  const isAway = ["rate_limited", "vendor_unavailable", "misconfigured"].includes(code);
  await dueIn(db, id, isAway ? AN_HOUR_MS : A_DAY_MS);
  // One member state that is away says nothing of the others.
  if (!((isAway && source === "register") || code === "rate_limited" || failures >= 3)) return 0;
  return Math.max((retryAfterSeconds ?? 0) * 1_000, code === "rate_limited" ? LIMITED_MS : AWAY_MS);
}

/** Two ranges of one index: what is read does not grow with the table. */
async function nextDue(db: D1Database, source: Source): Promise<Due[]> {
  const most = READS_A_TURN[source];
  const due = (dormant: number) =>
    db
      .prepare("SELECT id, siren FROM clients WHERE kept_by = ?1 AND dormant = ?2 AND due_at <= ?3 ORDER BY due_at LIMIT ?4")
      .bind(source, dormant, Date.now(), most);
  const [active, dormant] = await db.batch<Due>([due(0), due(1)]);
  const others = dormant?.results ?? [];
  const theirs = Math.min(others.length, Math.ceil(most * DORMANT_AT_LEAST));
  return [...(active?.results ?? []).slice(0, most - theirs), ...others].slice(0, most);
}

/** True once nobody else has asked for a second; false when it is down, or people go on asking. */
async function ourSecond(db: D1Database, own: string, pause: Going["pause"]): Promise<boolean> {
  for (let second = 0; second < PATIENCE; second++) {
    const use = await registerUse(db, own);
    if (use !== "busy") return use === "free";
    await pause(PAUSE_MS);
  }
  return false;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
