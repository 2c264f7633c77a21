-- Files: their bytes lie in R2, who they belong to and how long they are kept stands here (edge/documents/).
CREATE TABLE documents (
  id TEXT PRIMARY KEY,                     -- made from the intent: the same one twice is one document
  class TEXT NOT NULL,                     -- edge/documents/document.ts: who may read it, how long it is kept
  owner_kind TEXT NOT NULL,                -- what it belongs to: client, person, import …
  owner_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,                   -- bytes
  sha256 TEXT NOT NULL,                    -- hex
  name TEXT NOT NULL,                      -- of the file, as it is saved
  r2_key TEXT NOT NULL UNIQUE,
  created_by TEXT NOT NULL,                -- person's id, or `cron`
  created_at INTEGER NOT NULL,
  keep_until INTEGER NOT NULL              -- UTC ms; the sweep deletes it then
) WITHOUT ROWID;
CREATE INDEX documents_owner ON documents (owner_kind, owner_id, created_at, id);
CREATE INDEX documents_age ON documents (keep_until);

-- What the retention sweep looks for (edge/retention/retention.ts), each by an index of its own.
CREATE INDEX runs_ended ON runs (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX claims_run ON claims (run_id);
CREATE INDEX vat_checks_age ON vat_checks (checked_at);
CREATE INDEX people_gone ON people (refreshed_at) WHERE standing = 'gone';
