-- The studio: who is signed in, sites that are retired, and pages that were turned away.

-- Signed in with Slack (edge/studio/sessions.ts).
CREATE TABLE studio_sessions (
  hash TEXT PRIMARY KEY,               -- SHA-256 of what the cookie holds, hex
  person TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX studio_sessions_ends ON studio_sessions (ends_at);

-- Null = in use. Nothing opens a retired one: its keys have ended.
ALTER TABLE sites ADD COLUMN retired_at INTEGER;

-- "Is my tag working?": who asked with a key of the site and was turned away, to ten minutes. At most 20 of a site.
CREATE TABLE site_misses (
  site INTEGER NOT NULL,
  origin TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('origin', 'key')), -- not one of its origins; a key that has ended
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (site, origin, reason)
) WITHOUT ROWID;
