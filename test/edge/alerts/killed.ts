/** A database whose Worker dies at the n-th batch: before it, or once it is written and nobody learns so. */
export class Killed extends Error {}

export function dyingAt(db: D1Database, batches: number, when: "before" | "after"): D1Database {
  let left = batches;
  return new Proxy(db, {
    get(target, name) {
      if (name !== "batch") return (target[name as keyof D1Database] as () => unknown).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        const dies = --left === 0;
        if (dies && when === "before") throw new Killed();
        const answer = await target.batch(statements);
        if (dies) throw new Killed();
        return answer;
      };
    },
  });
}
