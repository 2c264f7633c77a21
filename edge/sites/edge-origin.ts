/** Where the Worker is reached, for the links in mails that no request causes: noted when the company itself comes in (studio, secret key). */
const KEY = "edge_origin";

/** "" = nobody has come in yet: a link would lead nowhere. */
export async function edgeOrigin(db: D1Database): Promise<string> {
  return (await db.prepare("SELECT value FROM settings WHERE key = ?1").bind(KEY).first<string>("value")) ?? "";
}

/** Only for whoever has proved to be of the company: a stranger's Host header must not get into our mails. */
export const noteEdgeOrigin = (db: D1Database, origin: string): D1PreparedStatement =>
  db
    .prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2")
    .bind(KEY, origin);
