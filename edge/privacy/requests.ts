/** Requests (runs) and mails that name a person: what stands in them is kept for 30 days, so there is not much to look through. */
const PAGE = 500;

export interface NamingRequest {
  id: string;
  kind: string;
  createdAt: number;
  input: string;
}

interface Cursor {
  endedAt: number;
  id: string;
}

/** Requests and mails: what may name somebody, and what is shown of it. Both are found by when they ended. */
const PLACES = {
  runs: { text: "input", named: "input || coalesce(outcome, '')" },
  mails: { text: "content", named: "coalesce(recipient, '')" },
};

/** One stretch of those that have ended, and which of them name one of the texts; `next` null = the last. */
export async function naming(
  db: D1Database,
  place: keyof typeof PLACES,
  texts: string[],
  after: Cursor | null,
): Promise<{ found: NamingRequest[]; next: Cursor | null }> {
  if (texts.length === 0) return { found: [], next: null };
  const { text, named } = PLACES[place];
  const { results } = await db
    .prepare(
      `SELECT id, ended_at AS endedAt, kind, created_at AS createdAt,
           iif(EXISTS (SELECT 1 FROM json_each(?4) WHERE instr(lower(${named}), value) > 0), ${text}, NULL) AS input
         FROM ${place} WHERE ${text} IS NOT NULL AND ended_at IS NOT NULL AND (ended_at, id) > (?1, ?2) ORDER BY ended_at, id LIMIT ?3`,
    )
    .bind(after?.endedAt ?? 0, after?.id ?? "", PAGE, JSON.stringify(texts))
    .all<NamingRequest & { endedAt: number; input: string | null }>();
  const last = results.at(-1);
  return {
    found: results.filter((row) => row.input !== null),
    next: last && results.length === PAGE ? { endedAt: last.endedAt, id: last.id } : null,
  };
}

/** All stretches, one after the other. */
export async function eachNaming(
  db: D1Database,
  place: keyof typeof PLACES,
  texts: string[],
  work: (found: NamingRequest[]) => Promise<unknown>,
): Promise<void> {
  let after: Cursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof naming>> = await naming(db, place, texts, after);
    await work(page.found);
    after = page.next;
  } while (after);
}

/** Forgets what was typed; each leaves a row in the trail, and its card is drawn anew without it. */
export const forgetInput = (db: D1Database, id: string, { actor, runId }: { actor: string; runId: string }): D1PreparedStatement[] => [
  db.prepare("UPDATE runs SET input = NULL, version = version + 1 WHERE id = ?1 AND input IS NOT NULL AND ended_at IS NOT NULL").bind(id),
  db
    .prepare(
      `INSERT INTO audit (at, actor, action, object_kind, object_id, outcome, run_id) SELECT ?1, ?2, 'run.forget', 'run', ?3, 'done', ?4 WHERE changes() > 0`,
    )
    .bind(Date.now(), actor, id, runId),
];

/** Lines of imported files, which are kept for a week: of those that have ended, who it was is taken out. */
export const forgetLines = (db: D1Database, emails: string[], clientIds: string[]): D1PreparedStatement =>
  db
    .prepare(
      `UPDATE import_lines SET name = '', name_key = NULL, email = NULL, party = NULL WHERE import_id IN (SELECT id FROM imports WHERE phase = 'ended')
         AND (email IN (SELECT value FROM json_each(?1)) OR client_id IN (SELECT value FROM json_each(?2)))`,
    )
    .bind(JSON.stringify(emails), JSON.stringify(clientIds));

export const forgetMail = (db: D1Database, id: string): D1PreparedStatement =>
  db.prepare("UPDATE mails SET recipient = NULL, content = NULL WHERE id = ?1 AND ended_at IS NOT NULL").bind(id);

/** Mails that came in keep their sender's address for 30 days; one that waits to be read is read first. */
export const forgetSenders = (db: D1Database, emails: string[]): D1PreparedStatement =>
  db
    .prepare("UPDATE mails_in SET sender = NULL WHERE state <> 'new' AND lower(sender) IN (SELECT value FROM json_each(?1))")
    .bind(JSON.stringify(emails));
