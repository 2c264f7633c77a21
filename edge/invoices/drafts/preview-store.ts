/** What a person has before them and has not yet said yes to: the button of a preview carries its id and version, never what was typed. */
export interface Preview<Body> {
  id: string;
  person: string;
  /** Grows with each change: a press on an older one is told so. */
  version: number;
  body: Body;
}

export async function keepPreview<Body>(
  db: D1Database,
  { id, person, body }: Omit<Preview<Body>, "version">,
  now = Date.now(),
): Promise<number> {
  const row = await db
    .prepare(
      `INSERT INTO sale_previews (id, person, version, body, updated_at) VALUES (?1, ?2, 1, ?3, ?4)
       ON CONFLICT (id) DO UPDATE SET version = version + 1, body = ?3, updated_at = ?4 WHERE person = ?2 RETURNING version`,
    )
    .bind(id, person, JSON.stringify(body), now)
    .first<{ version: number }>();
  return row?.version ?? 0;
}

/** For somebody not read yet, before Slack is answered: one statement, which writes nothing for whoever is not known. */
export async function keepTypedLine<Body>(
  db: D1Database,
  { id, team, slackUser, body }: { id: string; team: string; slackUser: string; body: Body },
  now = Date.now(),
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO sale_previews (id, person, version, body, updated_at)
       SELECT ?1, id, 1, ?4, ?5 FROM people WHERE team = ?2 AND slack_user = ?3 AND standing = 'member' AND blocked_at IS NULL ON CONFLICT DO NOTHING`,
    )
    .bind(id, team, slackUser, JSON.stringify(body), now)
    .run();
}

/** Null when it is somebody else's, or forgotten (two days). */
export async function readPreview<Body>(db: Pick<D1Database, "prepare">, id: string, person: string): Promise<Preview<Body> | null> {
  const row = await previewRow(db, id, person).first();
  return previewOf<Body>(row);
}

/** For a batch of reads. */
export const previewRow = (db: Pick<D1Database, "prepare">, id: string, person: string): D1PreparedStatement =>
  db.prepare("SELECT id, person, version, body FROM sale_previews WHERE id = ?1 AND person = ?2").bind(id, person);

export function previewOf<Body>(row: unknown): Preview<Body> | null {
  if (!row) return null;
  const { body, ...others } = row as Omit<Preview<Body>, "body"> & { body: string };
  return { ...others, body: JSON.parse(body) as Body };
}

export const dropPreview = (db: D1Database, id: string): D1PreparedStatement =>
  db.prepare("DELETE FROM sale_previews WHERE id = ?1").bind(id);

/** The preview that became this run; null once it is forgotten. */
export async function previewOfRun(db: D1Database, person: string, runId: string): Promise<string | null> {
  const sql = "SELECT id FROM sale_previews WHERE person = ?1 AND body ->> '$.run' = ?2 LIMIT 1";
  return db.prepare(sql).bind(person, runId).first<string>("id");
}
