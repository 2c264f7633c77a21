/** From when on something stands out: per rule on or off and a few numbers, set by an admin, kept in `settings` as JSON. */

/** number → default, least, most. */
const TABLE = {
  /** In an hour, and four times as many in a day; or `times` what the person does at their usual peak, when that is more. */
  bulk: { opened: [40, 3, 1_000], found: [200, 5, 5_000], times: [3, 1, 20] },
  refusals: { count: [10, 3, 200], minutes: [60, 5, 1_440] },
  /** Office hours, in Paris. */
  roles: { from: [8, 0, 23], to: [19, 1, 24] },
  /** How long the house is only watched. */
  doors: { days: [14, 0, 365] },
  dormant: { days: [60, 7, 730], acts: [40, 1, 1_000] },
  cron: { minutes: [10, 3, 1_440] },
  /** How long "it is fine" holds for the same pattern. */
  quiet: { days: [30, 1, 365] },
} as const satisfies Record<string, Record<string, readonly [number, number, number]>>;

export type RuleId = Exclude<keyof typeof TABLE, "quiet">;
export type LimitsId = keyof typeof TABLE;
export type Limits = { [R in LimitsId]: Record<keyof (typeof TABLE)[R], number> & { on: boolean } };

export const LIMITS = Object.keys(TABLE) as LimitsId[];
const KEY = "alert_limits";

export const rangesOf = (id: LimitsId): Record<string, readonly [usual: number, least: number, most: number]> => TABLE[id];

const fits = (value: unknown, [, least, most]: readonly [number, number, number]) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** What is kept, as far as it is within its limits; else the default. */
export function limitsFrom(kept: string | null | undefined): Limits {
  const stored = kept ? (JSON.parse(kept) as Record<string, Record<string, unknown>>) : {};
  const all = LIMITS.map((id) => {
    const mine = stored[id] ?? {};
    const numbers = Object.entries(rangesOf(id)).map(([name, range]) => [name, fits(mine[name], range) ? mine[name] : range[0]]);
    return [id, { ...Object.fromEntries(numbers), on: mine.on !== false }];
  });
  return Object.fromEntries(all) as Limits;
}

/** Names of the numbers that are not within their limits. */
export const wrongNumbers = (id: LimitsId, numbers: Record<string, number>): string[] =>
  Object.entries(rangesOf(id))
    .filter(([name, range]) => !fits(numbers[name], range))
    .map(([name]) => name);

export const limitsQuery = (db: D1Database) => db.prepare(`SELECT value FROM settings WHERE key = '${KEY}'`);

export const readLimits = async (db: D1Database): Promise<Limits> => limitsFrom(await limitsQuery(db).first<string>("value"));

/** One rule's; two admins who change two rules at once both have theirs. */
export const writeLimits = (db: D1Database, id: LimitsId, limits: Record<string, number | boolean>) =>
  db
    .prepare(
      `INSERT INTO settings (key, value) VALUES ('${KEY}', json_object(?1, json(?2)))
       ON CONFLICT (key) DO UPDATE SET value = json_set(value, '$.' || ?1, json(?2))`,
    )
    .bind(id, JSON.stringify(limits));
