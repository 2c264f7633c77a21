-- The directory: for every CRM, the link to its record and a searchable shadow of it.
CREATE TABLE clients (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  connector TEXT NOT NULL,
  external_id TEXT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,                  -- folded, without legal form: edge/companies/names.ts
  words TEXT NOT NULL,                     -- folded: what is searched
  kinds TEXT NOT NULL,                     -- JSON array
  company INTEGER NOT NULL,
  siren TEXT,
  siret TEXT,
  vat_number TEXT,
  email TEXT,                              -- lower case
  email_domain TEXT,                       -- null for free-mail domains
  postcode TEXT,
  city TEXT,
  country TEXT NOT NULL DEFAULT 'FR',
  state TEXT NOT NULL DEFAULT 'unknown' CHECK (state IN ('active', 'closed', 'unknown')),
  verification TEXT NOT NULL DEFAULT 'none' CHECK (verification IN ('verified', 'pending', 'none')),
  verified_at INTEGER,
  company_facts TEXT,                      -- JSON Company as the register gave it
  created_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX clients_siren ON clients (siren) WHERE siren IS NOT NULL;
CREATE INDEX clients_vat ON clients (vat_number) WHERE vat_number IS NOT NULL;
CREATE INDEX clients_email ON clients (email) WHERE email IS NOT NULL;
CREATE INDEX clients_domain ON clients (email_domain) WHERE email_domain IS NOT NULL;
CREATE INDEX clients_name ON clients (name_key);
CREATE INDEX clients_pending ON clients (updated_at) WHERE verification = 'pending';
CREATE UNIQUE INDEX clients_external ON clients (connector, external_id) WHERE external_id IS NOT NULL;

CREATE VIRTUAL TABLE client_words USING fts5 (
  words, content = 'clients', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2',
  -- A half-typed word streams from its own index instead of merging every word that begins like it.
  prefix = '1 2 3 4 5 6 7 8'
);
CREATE TRIGGER clients_words_in AFTER INSERT ON clients BEGIN
  INSERT INTO client_words (rowid, words) VALUES (new.rowid, new.words);
END;
CREATE TRIGGER clients_words_out AFTER DELETE ON clients BEGIN
  INSERT INTO client_words (client_words, rowid, words) VALUES ('delete', old.rowid, old.words);
END;
CREATE TRIGGER clients_words_change AFTER UPDATE OF words ON clients WHEN old.words IS NOT new.words BEGIN
  INSERT INTO client_words (client_words, rowid, words) VALUES ('delete', old.rowid, old.words);
  INSERT INTO client_words (rowid, words) VALUES (new.rowid, new.words);
END;

-- Typos: every word of a name, under each spelling that lacks one letter. Two spellings one letter apart share a key.
CREATE TABLE name_words (
  spelling TEXT NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (spelling, word)
) WITHOUT ROWID;

-- builtin: the CRM that Passerelle brings along.
CREATE TABLE crm_parties (
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kinds TEXT NOT NULL,
  company INTEGER NOT NULL,
  siren TEXT NOT NULL DEFAULT '',
  siret TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
CREATE INDEX crm_parties_siren ON crm_parties (siren) WHERE siren <> '';
CREATE INDEX crm_parties_vat ON crm_parties (vat_number) WHERE vat_number <> '';
CREATE INDEX crm_parties_email ON crm_parties (lower(email)) WHERE email <> '';

CREATE TABLE crm_contacts (
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  party INTEGER NOT NULL REFERENCES crm_parties (id),
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL
);
CREATE INDEX crm_contacts_party ON crm_contacts (party);
