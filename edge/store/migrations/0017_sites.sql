-- Web sites that the widgets stand on: who they are, by which keys they come in, where their tag was seen.

CREATE TABLE sites (
  n INTEGER PRIMARY KEY,               -- also stands in the public key
  id TEXT NOT NULL UNIQUE,             -- in addresses: /r/<id>
  name TEXT NOT NULL,
  home TEXT NOT NULL,                  -- https address of the shop
  origins TEXT NOT NULL,               -- JSON list: who may ask from a browser
  locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
  platform TEXT NOT NULL,              -- edge/sites/site.ts
  rules TEXT NOT NULL,                 -- JSON: SiteRules of edge/sites/site.ts
  theme TEXT NOT NULL DEFAULT '{}',    -- JSON: custom properties of the widgets
  channel TEXT,                        -- where its reviews are moderated in Slack
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE site_keys (
  hash TEXT PRIMARY KEY,               -- SHA-256 of the key, hex
  site INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('public', 'secret')),
  shown TEXT NOT NULL,                 -- the whole of a public one, the end of a secret one
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER                      -- null = until it is rotated
) WITHOUT ROWID;
CREATE INDEX site_keys_site ON site_keys (site, created_at);

-- What a platform signs its webhooks with, encrypted (edge/sites/hook-secret.ts).
CREATE TABLE site_secrets (
  site INTEGER NOT NULL,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (site, name)
) WITHOUT ROWID;

-- "Is my tag working?": from which origin it was last seen, to the hour.
CREATE TABLE site_sightings (
  site INTEGER NOT NULL,
  origin TEXT NOT NULL,
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (site, origin)
) WITHOUT ROWID;
