/** Where a job of the cron stands: one row of `settings`, moved only by whoever moved it last, so that turns never run at once. */
export class Cursor<Progress extends { notBefore: number }> {
  readonly #db: D1Database;
  readonly #key: string;
  readonly #start: Progress;
  #text = "";

  /** @param start `notBefore` = nobody goes on before this, UTC ms */
  constructor(db: D1Database, key: string, start: Progress) {
    this.#db = db;
    this.#key = key;
    this.#start = start;
  }

  get progress(): Progress {
    return { ...this.#start, ...(this.#text && (JSON.parse(this.#text) as Progress)) };
  }

  /** For `leaseMs`. False when it is not the time, or another turn is at it. */
  async take(leaseMs: number, now = Date.now()): Promise<boolean> {
    const [, row] = await this.#db.batch<{ value: string }>([
      this.#db
        .prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING")
        .bind(this.#key, JSON.stringify(this.#start)),
      this.#db.prepare("SELECT value FROM settings WHERE key = ?1").bind(this.#key),
    ]);
    this.#text = row?.results[0]?.value ?? "";
    return this.progress.notBefore <= now && (await this.move({ notBefore: now + leaseMs } as Partial<Progress>));
  }

  /** Together with what was done. False when somebody else has moved it since. */
  async move(change: Partial<Progress>, work: D1PreparedStatement[] = []): Promise<boolean> {
    const text = JSON.stringify({ ...this.progress, ...change });
    const update = this.#db.prepare("UPDATE settings SET value = ?2 WHERE key = ?1 AND value = ?3").bind(this.#key, text, this.#text);
    const [moved] = await this.#db.batch([update, ...work]);
    if (moved?.meta.changes !== 1) return false;
    this.#text = text;
    return true;
  }
}
