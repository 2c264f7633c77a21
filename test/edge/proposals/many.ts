/** Many clients, a register that knows them all, and a clock of the test's own. */
import { vi } from "vitest";
import { aCompany } from "../carry.ts";
import { db, type KeptHouse } from "./keeping.ts";

/** A SIREN of its own for each, with the right key. */
export function sirenAt(index: number): string {
  const digits = String(10_000_000 + index);
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Never read, as a first sync leaves them: some of them somebody deals with. @param active one in so many */
export async function fill(count: number, active: number, from = 0): Promise<void> {
  for (let at = from; at < from + count; at += 500) {
    const rows = Array.from({ length: Math.min(500, from + count - at) }, (_, i) => [
      sirenAt(at + i),
      (at + i) % active === 0 ? Date.now() : 0,
    ]);
    await db
      .prepare(
        `INSERT INTO clients (id, reference, connector, external_id, name, name_key, words, kinds, company, siren, state, active_at, dormant, created_at, updated_at)
         SELECT 'c' || (value ->> 0), value ->> 0, 'elsewhere', value ->> 0, 'ATELIER', 'atelier', 'atelier', '[]', 1, value ->> 0, 'active', value ->> 1,
           (value ->> 1) = 0, ?2, ?2 FROM json_each(?1)`,
      )
      .bind(JSON.stringify(rows), Date.now())
      .run();
  }
}

/** A register that knows everybody, and when it was asked about whom. */
export function aWideRegister(kept: KeptHouse) {
  const asked: { siren: string; at: number }[] = [];
  kept.house.ports.register = {
    search: async () => [],
    find: async (siren) => {
      asked.push({ siren, at: Date.now() });
      return aCompany(siren, "ATELIER", { address: { line: "", postcode: "", city: "", country: "FR" } });
    },
  };
  return asked;
}

/** A clock of the test's own; who pauses moves it. */
export function aClock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  let now = Date.parse("2026-12-01T08:00:00Z");
  vi.setSystemTime(now);
  const set = (to: number) => {
    now = Math.max(now, to);
    vi.setSystemTime(now);
  };
  return { now: () => now, set, pause: async (ms: number) => void set(now + ms) };
}
