/**
 * A job of the cron: once a day the admins get the seal that the trail ended with, so that a copy lies where nobody who can
 * write to our database can change it. In the morning, and only of a day that added to the trail.
 */
import { asPasserelleError } from "../errors.ts";
import type { AdminDesk } from "../people/admin-desk.ts";
import { listAdmins } from "../people/people-store.ts";
import type { Head } from "./audit-chain.ts";

/** UTC: eight or nine o'clock in France. */
const FROM_HOUR = 7;
const DAY_MS = 86_400_000;

interface DayHead extends Head {
  day: string;
  /** JSON array of person ids. */
  told: string;
}

export async function tellHead(db: D1Database, desk: AdminDesk, now = Date.now()): Promise<void> {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  if (now - today >= FROM_HOUR * 3_600_000) await keepHead(db, today);
  const { results } = await db
    .prepare("SELECT day, position, hash, told FROM audit_heads WHERE told_at IS NULL ORDER BY day")
    .all<DayHead>();
  for (const head of results) await tellAdmins(db, desk, head, now);
}

/** The last seal of a row from before today, unless an earlier day ended with it. */
async function keepHead(db: D1Database, today: number): Promise<void> {
  const day = new Date(today - DAY_MS).toISOString().slice(0, 10);
  await db
    .prepare(
      `INSERT INTO audit_heads (day, position, hash)
       SELECT ?1, s.position, s.hash FROM audit_seals s JOIN audit a ON a.id = s.audit_id
       WHERE a.at < ?2 AND NOT EXISTS (SELECT 1 FROM audit_heads WHERE day >= ?1)
         AND s.position > coalesce((SELECT max(position) FROM audit_heads), 0)
       ORDER BY s.position DESC LIMIT 1 ON CONFLICT DO NOTHING`,
    )
    .bind(day, today)
    .run();
}

async function tellAdmins(db: D1Database, desk: AdminDesk, { told, ...head }: DayHead, now: number): Promise<void> {
  const have = new Set(JSON.parse(told) as string[]);
  let owed = 0;
  const admins = await listAdmins(db);
  for (const person of admins.filter(({ id }) => !have.has(id))) {
    try {
      await desk.notify(person, { about: "audit head", ...head });
      await db.prepare("UPDATE audit_heads SET told = json_insert(told, '$[#]', ?2) WHERE day = ?1").bind(head.day, person.id).run();
    } catch (error) {
      const { code } = asPasserelleError(error);
      console.warn("audit head not told yet", person.id, code);
      if (code !== "unknown_person") owed++;
    }
  }
  // Before there is an admin it waits for the first one.
  if (owed === 0 && admins.length > 0) await db.prepare("UPDATE audit_heads SET told_at = ?2 WHERE day = ?1").bind(head.day, now).run();
}
