/**
 * The register behind our own memory: answers are kept 24 hours in D1, and a search answers within its budget whatever
 * the register does. What comes too late still fills the memory, for the next key stroke.
 */
import * as z from "zod/mini";
import { asPasserelleError, PasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import type { Reads } from "../store/reads-together.ts";
import { Company } from "./company.ts";
import { isSiren, sirenWithin } from "./company-numbers.ts";
import type { CompanyRegister } from "./company-register.ts";
import { fold } from "./names.ts";

const Companies = z.lazy(() => z.array(Company));
const KEEP_MS = 24 * 3_600_000;
/** After a refusal or a failure the register is left alone this long, and said to be down at once. */
const LEAVE_ALONE_MS = 5_000;
const DOWN = "down";

export interface CompanySearch {
  companies: Company[];
  register: "ok" | "slow" | "down" | "limited" | "too_short";
}

/** @param reads what the search shares a round trip with @param admitted settled when the register may be asked */
export async function searchCompanies(
  house: Pick<House, "db" | "later"> & { ports: Pick<House["ports"], "register"> },
  text: string,
  { limit, budgetMs, reads = house.db, admitted }: { limit: number; budgetMs: number; reads?: Reads; admitted?: unknown },
): Promise<CompanySearch> {
  const { db, ports, later } = house;
  // An address is somebody's own affair, and the register knows none.
  if (text.includes("@")) return { companies: [], register: "ok" };
  const siren = sirenWithin(text);
  const query = siren ?? fold(text);
  if (query.length < 3) return { companies: [], register: "too_short" };
  const key = `search ${limit} ${query}`.slice(0, 300);
  const [kept, down] = await recall(reads, key, DOWN);
  if (kept) return { companies: Companies.parse(JSON.parse(kept)), register: "ok" };
  if (down) return { companies: [], register: down === "rate_limited" ? "limited" : "down" };
  await admitted;
  // The register is asked with the accents that were typed: it ranks them better than we would.
  const asked = ask(db, key, () => ports.register.search(siren ?? text.trim(), limit));
  const late = Symbol("late");
  const first = await Promise.race([asked, new Promise<typeof late>((resolve) => setTimeout(() => resolve(late), budgetMs))]);
  if (first === late) {
    later(asked);
    return { companies: [], register: "slow" };
  }
  return first;
}

async function ask(db: D1Database, key: string, search: () => Promise<Company[]>): Promise<CompanySearch> {
  try {
    const companies = await search();
    await rememberAll(db, [
      { key, body: JSON.stringify(companies) },
      ...companies.map((company) => ({ key: `seen ${company.siren}`, body: JSON.stringify(company) })),
    ]);
    return { companies, register: "ok" };
  } catch (error) {
    const { code, retryAfterSeconds } = asPasserelleError(error);
    await remember(db, DOWN, code, Date.now() - KEEP_MS + Math.max(LEAVE_ALONE_MS, Math.min((retryAfterSeconds ?? 0) * 1000, 60_000)));
    return { companies: [], register: code === "rate_limited" ? "limited" : "down" };
  }
}

/**
 * The company as the register describes it now. A run re-reads it, so that nothing an employee's browser sent is
 * believed; an answer not older than `freshMs` will do.
 *
 * @throws PasserelleError as CompanyRegister.find
 */
export async function readCompany(db: D1Database, register: CompanyRegister, siren: string, freshMs = 60_000): Promise<Company | null> {
  if (!isSiren(siren)) throw new PasserelleError("bad_siren", { field: "company" });
  const key = `company ${siren}`;
  const [kept] = await recall(db, key, "", freshMs);
  if (kept) return z.nullable(Company).parse(JSON.parse(kept));
  const company = await register.find(siren);
  await remember(db, key, JSON.stringify(company));
  return company;
}

/** What we last read of this company, at most a day old, without asking again: the run's own reading before a search's. */
export async function recallCompany(db: D1Database, siren: string): Promise<Company | null> {
  const [read, seen] = await recall(db, `company ${siren}`, `seen ${siren}`);
  const body = read ?? seen;
  return body ? z.nullable(Company).parse(JSON.parse(body)) : null;
}

/**
 * For reading that can wait, people go first: "busy" = somebody asked the register within the last second, "down" = it is
 * being left alone.
 *
 * @param own the SIREN that the waiting one has just asked about itself
 */
export async function registerUse(db: D1Database, own: string): Promise<"free" | "busy" | "down"> {
  const now = Date.now();
  const [down, asked] = await db.batch([
    db.prepare("SELECT 1 FROM register_answers WHERE key = ?1 AND fetched_at > ?2").bind(DOWN, now - KEEP_MS),
    db.prepare("SELECT 1 FROM register_answers WHERE fetched_at > ?1 AND key <> ?2 LIMIT 1").bind(now - 1_000, `company ${own}`),
  ]);
  return down?.results.length ? "down" : asked?.results.length ? "busy" : "free";
}

async function recall(db: Reads, key: string, other: string, keepMs = KEEP_MS): Promise<[string | null, string | null]> {
  const since = Date.now() - keepMs;
  const [kept] = await db.batch<{ key: string; body: string }>([
    db.prepare("SELECT key, body FROM register_answers WHERE key IN (?1, ?2) AND fetched_at > ?3").bind(key, other, since),
  ]);
  const body = (of: string) => kept?.results.find((row) => row.key === of)?.body ?? null;
  return [body(key), body(other)];
}

const remember = (db: D1Database, key: string, body: string, at?: number) => rememberAll(db, [{ key, body }], at);

async function rememberAll(db: D1Database, answers: { key: string; body: string }[], at = Date.now()): Promise<void> {
  await db
    .prepare(
      `INSERT INTO register_answers (key, body, fetched_at) SELECT value ->> 'key', value ->> 'body', ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (key) DO UPDATE SET body = excluded.body, fetched_at = ?2`,
    )
    .bind(JSON.stringify(answers), at)
    .run();
}
