-- Misuse alerts: what stood out in the trail, whom it was told, what they decided (edge/alerts). Ids, codes and counts only.
CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  pattern TEXT NOT NULL,                   -- rule, person and what they did: what a later one is compared with
  level TEXT NOT NULL CHECK (level IN ('alert', 'notice')),
  person TEXT,                             -- whom it is about; null = nobody of ours
  at INTEGER NOT NULL,                     -- of the row of the trail that tipped it
  count INTEGER NOT NULL,
  evidence TEXT NOT NULL,                  -- JSON
  told TEXT NOT NULL DEFAULT '[]',         -- JSON array of the runs whose cards show it
  told_at INTEGER,
  asked_at INTEGER,                        -- the person was asked whether it was them
  word TEXT CHECK (word IN ('mine', 'not_mine')),
  word_at INTEGER,
  decision TEXT CHECK (decision IN ('blocked', 'fine', 'over')),
  decided_by TEXT,
  decided_at INTEGER,
  quiet_until INTEGER,                     -- the same pattern raises no alert until then, unless it has doubled
  UNIQUE (pattern, at)
);
CREATE INDEX alerts_age ON alerts (at);
CREATE INDEX alerts_untold ON alerts (at) WHERE told_at IS NULL;
CREATE INDEX alerts_open ON alerts (at) WHERE decision IS NULL AND level = 'alert';

-- What the rules remember of each person, carried on from row to row of the trail; '' = the company.
CREATE TABLE alert_watch (
  person TEXT PRIMARY KEY,
  state TEXT NOT NULL                      -- JSON
) WITHOUT ROWID;

-- Blocked by an admin, whatever Slack says of them.
ALTER TABLE people ADD COLUMN blocked_at INTEGER;
ALTER TABLE people ADD COLUMN blocked_by TEXT;

-- Who saw which client: once a day each. The trail that admins read leaves these rows out.
CREATE INDEX audit_looks ON audit (actor, object_id, at) WHERE object_kind = 'client';
CREATE INDEX audit_acts ON audit (id) WHERE NOT (outcome = 'done' AND action IN ('client.search', 'client.read'));
