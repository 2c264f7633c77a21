-- Imports of clients from a file: one row an import, one for each line of its file. Lines are a person's data: they go with
-- their import (purge_at), once it can no longer be undone.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,                     -- also the file's key in R2, below imports/
  actor TEXT NOT NULL,
  run_id TEXT,                             -- the run that carries it out; null while the columns are being chosen
  undo_run_id TEXT,
  delimiter TEXT NOT NULL,
  header TEXT NOT NULL,                    -- JSON: the file's first line, as columns
  kinds TEXT NOT NULL,                     -- JSON: of those whose line does not say
  bytes INTEGER NOT NULL,
  lines INTEGER NOT NULL,                  -- the first one included
  phase TEXT NOT NULL DEFAULT 'taken' CHECK (phase IN ('taken', 'checking', 'creating', 'ended')),
  read_bytes INTEGER NOT NULL DEFAULT 0,   -- how far the file is checked
  read_lines INTEGER NOT NULL DEFAULT 0,
  done_line INTEGER NOT NULL DEFAULT 0,    -- how far its lines are created, or since taken back
  created INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,
  alike INTEGER NOT NULL DEFAULT 0,
  fresh INTEGER NOT NULL DEFAULT 0,
  wrong INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  kept INTEGER NOT NULL DEFAULT 0,
  ended_at INTEGER,
  purge_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX imports_purge ON imports (purge_at);
CREATE INDEX imports_creating ON imports (run_id) WHERE phase = 'creating';

CREATE TABLE import_lines (
  import_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  -- fresh: nobody like it · alike: perhaps known · known · wrong · created · removed and kept: by the undoing
  state TEXT NOT NULL CHECK (state IN ('fresh', 'alike', 'known', 'wrong', 'created', 'removed', 'kept')),
  reason TEXT,                             -- by what it is known, what is wrong with it, why it was kept
  twin_line INTEGER,                       -- the earlier line that it repeats
  client_id TEXT,                          -- the client that it is, or may be
  name TEXT NOT NULL DEFAULT '',
  siren TEXT,
  vat_number TEXT,
  email TEXT,
  name_key TEXT,
  party TEXT,                              -- JSON: what is to be created; null for a wrong one
  PRIMARY KEY (import_id, line)
) WITHOUT ROWID;
CREATE INDEX import_lines_siren ON import_lines (import_id, siren) WHERE siren IS NOT NULL;
CREATE INDEX import_lines_vat ON import_lines (import_id, vat_number) WHERE vat_number IS NOT NULL;
CREATE INDEX import_lines_email ON import_lines (import_id, email) WHERE email IS NOT NULL;
CREATE INDEX import_lines_name ON import_lines (import_id, name_key) WHERE name_key IS NOT NULL;
CREATE INDEX import_lines_client ON import_lines (import_id, client_id) WHERE client_id IS NOT NULL;

-- What was done to an object: an undoing asks before it takes anything away.
CREATE INDEX audit_object ON audit (object_id, action) WHERE object_id IS NOT NULL;
