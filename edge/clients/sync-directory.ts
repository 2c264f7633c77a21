/**
 * A job of the cron: fills the directory from the CRM, and once a week goes through it again from the beginning.
 *
 * A few pages a turn, one request a second at most. The cursor lies in `settings` and moves in the same batch as what its
 * page changes, so a turn that is killed costs one page read twice. Turns never run at once: each takes a lease.
 */
import { asPasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { Cursor } from "../store/cursor.ts";
import type { Crm } from "./crm.ts";
import { directoryPage } from "./directory-page.ts";

/** Records a page: a Dolibarr third party is some 6 kB, and we take answers of 1 MB. */
const PAGE = 50;
const PAGES_A_TURN = 10;
const PAUSE_MS = 1_000;
/** More than the slowest page: its request may take 10 s. */
const LEASE_MS = 60_000;
const AGAIN_MS = 7 * 86_400_000;
/** After trouble, when the vendor did not say how long. */
const TROUBLE_MS = 5 * 60_000;

interface Progress {
  /** `next` of the last page, null = from the beginning. */
  after: string | null;
  /** Smaller for the rest of a pass in which a page was more than we take. */
  limit: number;
  /** Nobody goes on before this, UTC ms. */
  notBefore: number;
  /** Of this pass. */
  records: number;
}

const START: Progress = { after: null, limit: PAGE, notBefore: 0, records: 0 };

export interface SyncTurn {
  pages: number;
  adopted: number;
  followed: number;
  /** True when this turn reached the end. */
  ended: boolean;
}

export async function syncDirectory({ db, ports: { crm } }: Pick<House, "db" | "ports">, pause = sleep): Promise<SyncTurn> {
  const turn: SyncTurn = { pages: 0, adopted: 0, followed: 0, ended: false };
  const cursor = new Cursor(db, `sync_directory:${crm.id}`, START);
  if (!(await cursor.take(LEASE_MS))) return turn;
  try {
    while (turn.pages < PAGES_A_TURN && !turn.ended) {
      if (turn.pages > 0) await pause(PAUSE_MS);
      if (!(await onePage(db, crm, cursor, turn))) return turn;
    }
    if (!turn.ended) await cursor.move({ notBefore: 0 });
  } catch (error) {
    await rest(cursor, asPasserelleError(error));
  }
  return turn;
}

/** False when another turn has taken over. */
async function onePage(db: D1Database, crm: Crm, cursor: Cursor<Progress>, turn: SyncTurn): Promise<boolean> {
  const { after, limit, records: before } = cursor.progress;
  const readAt = Date.now();
  const { records, next } = await crm.list(after, limit);
  const { statements, adopted, followed } = await directoryPage(db, crm.id, records, readAt);
  const ended = next === null;
  const moved = await cursor.move(
    {
      after: next,
      limit: ended ? PAGE : limit,
      notBefore: Date.now() + (ended ? AGAIN_MS : LEASE_MS),
      records: ended ? 0 : before + records.length,
    },
    statements,
  );
  if (!moved) return false;
  Object.assign(turn, { pages: turn.pages + 1, adopted: turn.adopted + adopted, followed: turn.followed + followed, ended });
  return true;
}

/** The CRM does not answer, or one page is more than we take: later, with less. */
async function rest(cursor: Cursor<Progress>, { code, message, retryAfterSeconds }: ReturnType<typeof asPasserelleError>): Promise<void> {
  console.warn("first sync waits", code, message);
  const limit = code === "bad_answer" ? Math.max(1, Math.floor(cursor.progress.limit / 2)) : cursor.progress.limit;
  const waitMs = code === "bad_answer" && limit > 1 ? 0 : (retryAfterSeconds ?? TROUBLE_MS / 1000) * 1000;
  await cursor.move({ limit, notBefore: Date.now() + waitMs });
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
