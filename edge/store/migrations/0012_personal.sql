-- Two clients that were one: whoever still knows the id, the reference or the record of the one that went is led to the other.
CREATE TABLE client_forwards (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  connector TEXT NOT NULL,
  external_id TEXT,
  survivor TEXT NOT NULL,
  run_id TEXT NOT NULL,
  merged_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX client_forwards_survivor ON client_forwards (survivor);
CREATE INDEX client_forwards_record ON client_forwards (connector, external_id) WHERE external_id IS NOT NULL;

-- Pairs of clients that may be one (edge/clients/merge/find-duplicates.ts); a < b.
CREATE TABLE likely_duplicates (
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('siren', 'vat', 'email', 'name')),
  found_at INTEGER NOT NULL,
  dismissed_by TEXT,                       -- who said that they are two
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likely_duplicates_b ON likely_duplicates (b);
CREATE INDEX likely_duplicates_open ON likely_duplicates (a, b) WHERE dismissed_by IS NULL;
CREATE TRIGGER clients_gone AFTER DELETE ON clients BEGIN
  DELETE FROM likely_duplicates WHERE a = old.id;
  DELETE FROM likely_duplicates WHERE b = old.id;
  DELETE FROM client_forwards WHERE survivor = old.id;
END;

-- Contact persons of builtin, found by the person's own address.
CREATE INDEX crm_contacts_email ON crm_contacts (lower(email)) WHERE email <> '';
