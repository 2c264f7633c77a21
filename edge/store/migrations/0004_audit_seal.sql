-- The trail, sealed: a hash chain over the rows of audit in the order of their ids (edge/audit/audit-chain.ts).
CREATE TABLE audit_seals (
  position INTEGER PRIMARY KEY,            -- 1, 2, 3 …
  audit_id INTEGER NOT NULL UNIQUE,
  hash TEXT NOT NULL                       -- SHA-256 of the seal before and of the row, hex
);

-- Where the chain stood at the end of a day (UTC); told to the admins, so that a copy lies where nobody here can change it.
CREATE TABLE audit_heads (
  day TEXT PRIMARY KEY,                    -- YYYY-MM-DD
  position INTEGER NOT NULL,
  hash TEXT NOT NULL,
  told TEXT NOT NULL DEFAULT '[]',         -- JSON array of the people who have it
  told_at INTEGER                          -- when all of them had
) WITHOUT ROWID;
CREATE INDEX audit_heads_untold ON audit_heads (day) WHERE told_at IS NULL;
