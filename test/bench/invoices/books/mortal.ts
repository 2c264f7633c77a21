/** What one instance of a run sees of the world: it may die before or behind any call of the database, or fall asleep and wake when another has gone on. */
import { setImmediate as turn } from "node:timers/promises";

export interface Fate {
  /** Which call of the database, from 1. */
  call: number;
  how: "before" | "behind" | "sleep";
}

export interface Mortal {
  db: D1Database;
  files: R2Bucket;
  /** True once it has died: nothing it does counts any more. */
  dead(): boolean;
}

class Killed extends Error {}

/** @param sleep resolves when the others have gone on */
export function mortal(db: D1Database, files: R2Bucket, fate: Fate | undefined, sleep: () => Promise<void>): Mortal {
  let calls = 0;
  let dead = false;
  const real = new WeakMap<object, D1PreparedStatement>();
  async function through<T>(work: () => Promise<T>): Promise<T> {
    if (dead) throw new Killed();
    // Others come in between, as they do over a network.
    await turn();
    calls += 1;
    const met = fate && calls === fate.call ? fate.how : undefined;
    if (met === "sleep") await sleep();
    if (met === "before") dead = true;
    if (dead) throw new Killed();
    const answer = await work();
    if (met === "behind") dead = true;
    if (dead) throw new Killed();
    return answer;
  }
  const statement = (own: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => statement(own.bind(...values)),
      all: () => through(() => own.all()),
      run: () => through(() => own.run()),
      first: (column?: string) => through(() => (column === undefined ? own.first() : own.first(column))),
    } as unknown as D1PreparedStatement;
    real.set(wrapped, own);
    return wrapped;
  };
  const seen = {
    prepare: (sql: string) => statement(db.prepare(sql)),
    batch: (all: D1PreparedStatement[]) => through(() => db.batch(all.map((one) => real.get(one) ?? one))),
  } as unknown as D1Database;
  const shelf = {
    put: (...args: Parameters<R2Bucket["put"]>) => through(() => files.put(...args) as Promise<unknown>),
    get: (key: string) => through(() => files.get(key)),
  } as unknown as R2Bucket;
  return { db: seen, files: shelf, dead: () => dead };
}

/** R2's words over a Map. */
export function plainR2(): { files: R2Bucket; keys: Map<string, Uint8Array> } {
  const keys = new Map<string, Uint8Array>();
  const files = {
    put: async (key: string, bytes: Uint8Array) => void keys.set(key, bytes),
    get: async (key: string) => {
      const bytes = keys.get(key);
      return bytes ? { arrayBuffer: async () => bytes.slice().buffer } : null;
    },
  };
  return { files: files as unknown as R2Bucket, keys };
}
