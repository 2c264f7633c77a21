/** SQL of alerts, and who has a say in one. */
import { may } from "../people/may.ts";
import { listMembers } from "../people/people-store.ts";
import type { Actor, Person } from "../people/person.ts";
import type { Alert } from "./alert.ts";

interface Row {
  id: string;
  rule: Alert["rule"];
  level: Alert["level"];
  person: string | null;
  at: number;
  count: number;
  evidence: string;
  told: string;
  asked_at: number | null;
  word: Alert["word"];
  word_at: number | null;
  decision: Alert["decision"];
  decided_by: string | null;
  decided_at: number | null;
}

/** With the runs whose cards show it. */
export type KeptAlert = Alert & { told: string[] };

export const alertOf = (row: unknown): KeptAlert => {
  const { id, rule, level, person, at, count, word, decision, ...r } = row as Row;
  return {
    ...{ id, rule, level, person, at, count, word, decision },
    evidence: JSON.parse(r.evidence),
    told: JSON.parse(r.told),
    askedAt: r.asked_at,
    wordAt: r.word_at,
    decidedBy: r.decided_by,
    decidedAt: r.decided_at,
  };
};

export async function readAlert(db: D1Database, id: string): Promise<KeptAlert | null> {
  const row = await db.prepare("SELECT * FROM alerts WHERE id = ?1").bind(id).first();
  return row ? alertOf(row) : null;
}

/** What an alert is about: who did it, and to whom. */
const named = ({ person, evidence }: Alert) => [person, evidence.object];

/**
 * Who decides: the admins, but for those it is about and those whose own appointment is in question; when nobody is left,
 * the directors. Who is alone is asked all the same, for nobody else would be.
 */
export async function decidersOf(db: D1Database, alert: Alert): Promise<Person[]> {
  const [admins, directors] = [await listMembers(db, "admin"), await listMembers(db, "director")];
  const { results } = await db
    .prepare(
      `SELECT evidence ->> 'object' AS id FROM alerts WHERE decision IS NULL AND level = 'alert' AND rule = 'roles'
         AND evidence ->> 'role' IN ('admin', 'director') ORDER BY at DESC LIMIT 200`,
    )
    .all<{ id: string }>();
  const inQuestion = new Set<unknown>([...named(alert), ...results.map(({ id }) => id)]);
  const free = (people: Person[]) => people.filter(({ id }) => !inQuestion.has(id));
  const alone = admins.filter(({ id }) => id === alert.person);
  const others = admins.filter(({ id }) => !named(alert).includes(id));
  return [free(admins), free(directors), alone, others].find((people) => people.length > 0) ?? [];
}

/** Asked again when they press. */
export async function mayDecide(db: D1Database, alert: Alert, actor: Actor): Promise<boolean> {
  return may(actor, "alert.decide") && (await decidersOf(db, alert)).some(({ id }) => id === actor.id);
}

/** The cards of an alert show something new. */
export const showAlertAgain = (db: D1Database, alertId: string): D1PreparedStatement =>
  db
    .prepare("UPDATE runs SET version = version + 1 WHERE id IN (SELECT value FROM json_each((SELECT told FROM alerts WHERE id = ?1)))")
    .bind(alertId);
