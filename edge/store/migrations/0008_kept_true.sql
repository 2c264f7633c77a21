-- Keeping clients true: when each was read again in the register or VIES, what differs, who decides (edge/proposals/).

ALTER TABLE clients ADD COLUMN checked_at INTEGER NOT NULL DEFAULT 0;  -- the last good answer about it; 0 = never
ALTER TABLE clients ADD COLUMN active_at INTEGER NOT NULL DEFAULT 0;   -- the last time somebody opened, made or changed it
ALTER TABLE clients ADD COLUMN dormant INTEGER NOT NULL DEFAULT 1;     -- nobody has for a while: the others go first
ALTER TABLE clients ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;      -- to be read again from then on
ALTER TABLE clients ADD COLUMN closed_on TEXT;                         -- YYYY-MM-DD, as the register says
ALTER TABLE clients ADD COLUMN owner TEXT;                             -- the person who made or changed it last
ALTER TABLE clients ADD COLUMN ignored TEXT NOT NULL DEFAULT '{}';     -- JSON {field: what the register said when it was ignored, hashed}
-- Who knows about it; null = nobody.
ALTER TABLE clients ADD COLUMN kept_by TEXT GENERATED ALWAYS AS (
  CASE WHEN siren IS NOT NULL THEN 'register' WHEN vat_number IS NOT NULL THEN 'vat' END) VIRTUAL;
UPDATE clients SET owner = created_by, active_at = iif(created_by IS NULL, 0, updated_at), dormant = created_by IS NULL,
  checked_at = coalesce(verified_at, 0), due_at = iif(verification = 'pending', updated_at + 600000, coalesce(verified_at + 604800000, 0));
CREATE INDEX clients_due ON clients (kept_by, dormant, due_at) WHERE kept_by IS NOT NULL;
CREATE INDEX clients_checked ON clients (checked_at) WHERE kept_by IS NOT NULL;
DROP INDEX clients_pending;

-- How many there are to keep true: counted as they come and go, for a count would read them all.
INSERT INTO settings (key, value) SELECT 'clients_kept', count(*) FROM clients WHERE kept_by IS NOT NULL;
CREATE TRIGGER clients_kept_in AFTER INSERT ON clients WHEN new.kept_by IS NOT NULL BEGIN
  UPDATE settings SET value = value + 1 WHERE key = 'clients_kept';
END;
CREATE TRIGGER clients_kept_out AFTER DELETE ON clients WHEN old.kept_by IS NOT NULL BEGIN
  UPDATE settings SET value = value - 1 WHERE key = 'clients_kept';
END;
CREATE TRIGGER clients_kept_change AFTER UPDATE OF siren, vat_number ON clients
  WHEN (old.siren IS NULL AND old.vat_number IS NULL) <> (new.siren IS NULL AND new.vat_number IS NULL) BEGIN
  UPDATE settings SET value = value + iif(new.siren IS NULL AND new.vat_number IS NULL, -1, 1) WHERE key = 'clients_kept';
END;

-- What the register says otherwise than we do, until somebody has decided: at most one for each client.
CREATE TABLE proposals (
  client_id TEXT PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
  person TEXT NOT NULL,                    -- who decides
  edition INTEGER NOT NULL,                -- grows when the differences change while the card stands open
  hash TEXT NOT NULL,                      -- of the differences
  body TEXT NOT NULL,                      -- JSON {differences, company}
  found_at INTEGER NOT NULL,
  run_id TEXT                              -- whose card asks; null = it waits in the person's list
) WITHOUT ROWID;
CREATE INDEX proposals_waiting ON proposals (person, found_at, client_id) WHERE run_id IS NULL;
CREATE INDEX proposals_asked ON proposals (person) WHERE run_id IS NOT NULL;

-- A person's cards of the day, and their open list.
CREATE INDEX runs_reviews ON runs (actor, kind, created_at) WHERE kind IN ('review-client', 'review-list');
