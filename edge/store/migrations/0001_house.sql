-- The house: people, runs and their cards, claims, audit, settings, kept answers. Instants are UTC milliseconds.

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- A person of the company. Matched to a Slack user by e-mail once, then by user id.
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  team TEXT NOT NULL,
  slack_user TEXT NOT NULL,
  email TEXT,
  name TEXT NOT NULL DEFAULT '',
  locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
  standing TEXT NOT NULL CHECK (standing IN ('member', 'guest', 'gone')),
  workspace_owner INTEGER NOT NULL DEFAULT 0,
  roles TEXT NOT NULL DEFAULT '["employee"]',
  manager TEXT,
  dm_channel TEXT,
  refreshed_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (team, slack_user)
);
CREATE UNIQUE INDEX people_email ON people (email) WHERE email IS NOT NULL;
CREATE INDEX people_name ON people (name, id);
CREATE INDEX people_called ON people (name COLLATE NOCASE);

-- One person's intent, carried out to the end. `id` is the hash of the intent: the same intent twice is one row.
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  input TEXT,                              -- JSON; purged 30 days after the end
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'asking', 'done', 'refused', 'failed')),
  step TEXT,
  code TEXT,                               -- why it waits, was refused or failed
  field TEXT,
  question TEXT,                           -- JSON {name, options}: what it asks while `asking`
  answers TEXT NOT NULL DEFAULT '{}',      -- JSON {name: answer}
  outcome TEXT,                            -- JSON; ids only
  generation INTEGER NOT NULL DEFAULT 0,   -- which Workflow instance may act: a later one fences the earlier
  attempt INTEGER NOT NULL DEFAULT 0,      -- failures in a row of the step it is stuck in
  stuck_step TEXT,
  stuck_since INTEGER,
  version INTEGER NOT NULL DEFAULT 1,      -- grows with every change a person should see
  wake_at INTEGER,                         -- when the sweep takes it for dead
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- The card in the person's DM
  card_state TEXT NOT NULL DEFAULT 'none' CHECK (card_state IN ('none', 'posting', 'posted')),
  card_channel TEXT,
  card_ts TEXT,
  card_version INTEGER NOT NULL DEFAULT 0, -- the version that Slack shows
  card_since INTEGER,                      -- when `posting` began
  card_until INTEGER,                      -- one teller at a time, until then
  card_retry_at INTEGER                    -- Slack refused: not before then
);
CREATE INDEX runs_wake ON runs (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX runs_under_way ON runs (wake_at) WHERE state IN ('queued', 'running') AND generation >= 0;
CREATE INDEX runs_in_line ON runs (created_at) WHERE generation = -1;
CREATE INDEX runs_untold ON runs (card_retry_at, updated_at) WHERE card_version < version;
CREATE INDEX runs_actor ON runs (actor, created_at);
CREATE INDEX runs_purge ON runs (ended_at) WHERE input IS NOT NULL AND ended_at IS NOT NULL;

-- The story of a run: ids and codes, never names.
CREATE TABLE run_events (
  run_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event TEXT NOT NULL,
  step TEXT,
  code TEXT,
  PRIMARY KEY (run_id, seq)
) WITHOUT ROWID;

-- A write at a vendor that has begun: a repeat waits out our time-out and looks up first.
CREATE TABLE vendor_writes (
  reference TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  external_id TEXT
) WITHOUT ROWID;
CREATE INDEX vendor_writes_run ON vendor_writes (run_id);

-- Two people, one thing: whoever holds the key creates it.
CREATE TABLE claims (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- Written in the same batch as the change; sealed in order by a sweeper (issue A2).
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_id TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
  code TEXT,
  run_id TEXT
);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE INDEX audit_run ON audit (run_id) WHERE run_id IS NOT NULL;

-- Answers of the register, kept 24 hours. Public data.
CREATE TABLE register_answers (
  key TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX register_answers_age ON register_answers (fetched_at);
