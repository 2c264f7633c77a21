/**
 * 10,000 clients that came with a first sync, kept true for 60 days by the minute cron, on a clock of the bench's own. Minutes
 * in which nothing is due are passed over, for nothing happens in them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Company } from "../../edge/companies/company.ts";
import type { House } from "../../edge/house.ts";
import { keepTrue } from "../../edge/proposals/keep-true.ts";
import { withKey } from "../fixtures/companies.ts";
import { root } from "../sandbox/set-up.mjs";
import type { Figure, Measured } from "./figure.ts";
import { plainD1 } from "./plain-d1.ts";

const CLIENTS = 10_000;
/** One in so many is dealt with every day. */
const ACTIVE = 5;
const DAYS = 60;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const keptTrue: Figure = {
  id: "kept-true",
  counted: true,
  name: `${CLIENTS} clients over ${DAYS} days of a fake clock: the longest time between two readings of one, and the shortest between two requests`,
  unit: "days",
  goal: "≤ 30 days, active ones ≤ 8, first; ≥ 1 s",
  async measure() {
    const { asked, ends } = await round();
    const times = new Map<string, number[]>();
    for (const { siren, at } of asked) times.set(siren, [...(times.get(siren) ?? []), at]);
    const longest = (active: boolean) =>
      Math.max(...[...times].filter(([siren]) => isActive(siren) === active).map(([, at]) => gapOf(at, ends))) / DAY_MS;
    const pace = Math.min(...asked.slice(1).map(({ at }, i) => at - (asked[i]?.at ?? 0))) / 1_000;
    const all = times.size === CLIENTS;
    const firstOf = (active: boolean) => asked.findIndex(({ siren }) => isActive(siren) === active && times.get(siren)?.length === 1);
    const results: Measured[] = [
      { part: "dormant", value: longest(false), ok: all && longest(false) <= 30 },
      { part: "active", value: longest(true), ok: all && longest(true) <= 8 && firstOf(true) <= 0 },
      { part: "pace", unit: "s", goal: "≥ 1 s", value: pace, ok: pace >= 1 },
    ];
    return results;
  },
};

const gapOf = (at: number[], ends: number) => Math.max(...at.map((one, i) => (at[i + 1] ?? ends) - one));
const sirenAt = (index: number) => withKey(String(10_000_000 + index));
const isActive = (siren: string) => (Number(siren.slice(0, 8)) - 10_000_000) % ACTIVE === 0;

async function round(): Promise<{ asked: { siren: string; at: number }[]; ends: number }> {
  const real = Date.now;
  let now = Date.parse("2026-12-01T08:00:00Z");
  Date.now = () => now;
  try {
    const { db, sqlite } = plainD1();
    const migrations = join(root, "edge/store/migrations");
    for (const file of readdirSync(migrations).sort()) sqlite.exec(readFileSync(join(migrations, file), "utf8"));
    const insert = sqlite.prepare(
      `INSERT INTO clients (id, reference, connector, external_id, name, name_key, words, kinds, company, siren, state, active_at, dormant, created_at, updated_at)
       VALUES (?1, ?1, 'elsewhere', ?1, 'ATELIER', 'atelier', 'atelier', '[]', 1, ?2, 'active', ?3, ?4, ?5, ?5)`,
    );
    for (let i = 0; i < CLIENTS; i++) {
      const siren = sirenAt(i);
      const active = isActive(siren);
      // For all of the time: who is opened every day is never dormant.
      insert.run(`c${siren}`, siren, active ? now + DAYS * DAY_MS : 0, active ? 0 : 1, now);
    }
    const asked: { siren: string; at: number }[] = [];
    const find = async (siren: string) => {
      asked.push({ siren, at: now });
      return companyOf(siren);
    };
    const house = { db, ports: { crm: { id: "builtin" }, register: { find } } } as unknown as House;
    const ends = now + DAYS * DAY_MS;
    while (now < ends) {
      const minute = Math.ceil((now + 1) / MINUTE_MS) * MINUTE_MS;
      await keepTrue(house, async (ms) => {
        now += ms;
      });
      const due = await db.prepare("SELECT min(due_at) AS at FROM clients").first<{ at: number }>();
      now = Math.max(now, minute, Math.ceil((due?.at ?? 0) / MINUTE_MS) * MINUTE_MS);
      sqlite.exec(`DELETE FROM register_answers WHERE fetched_at < ${now - DAY_MS}`);
    }
    return { asked, ends };
  } finally {
    Date.now = real;
  }
}

const companyOf = (siren: string): Company => ({
  siren,
  siret: null,
  name: "ATELIER",
  alias: null,
  vatNumber: null,
  legalForm: "5710",
  activity: "62.02A",
  activity2025: null,
  state: "active",
  address: { line: "", postcode: "", city: "", country: "FR" },
  partial: false,
});
