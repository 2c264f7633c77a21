/** Reads that are asked for in the same moment travel to D1 in one batch: a round trip costs more than the reading. */

/** What a function needs that only reads. */
export type Reads = Pick<D1Database, "prepare" | "batch">;

interface Asked {
  statements: D1PreparedStatement[];
  answer(results: D1Result[]): void;
  fail(reason: unknown): void;
}

/** For one request. Statements that write do not belong here: what fails one of a batch fails all of them. */
export function readsTogether(db: D1Database): Reads {
  let waiting: Asked[] = [];
  const send = async () => {
    const asked = waiting;
    waiting = [];
    try {
      const results = await db.batch(asked.flatMap(({ statements }) => statements));
      for (const { statements, answer } of asked) answer(results.splice(0, statements.length));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    }
  };
  return {
    prepare: (query) => db.prepare(query),
    batch<T>(statements: D1PreparedStatement[]): Promise<D1Result<T>[]> {
      return new Promise((resolve, reject) => {
        if (waiting.push({ statements, answer: (results) => resolve(results as D1Result<T>[]), fail: reject }) === 1) queueMicrotask(send);
      });
    },
  };
}
