-- How each connector in use answered when it was asked last (edge/health/probe-connectors.ts).
CREATE TABLE connector_health (
  connector TEXT PRIMARY KEY,              -- a CRM's as in `CRM=dolibarr`; register; vat
  ok_at INTEGER,                           -- the last good time
  failed_at INTEGER,
  code TEXT,                               -- of the last failure
  ms INTEGER NOT NULL,                     -- how long the latest answer took
  failing_since INTEGER,                   -- null = it answered the last time
  recovered_from INTEGER,                  -- it answers again since `recovered_at` and the admins do not all know: when it had begun to fail
  recovered_at INTEGER,
  told TEXT NOT NULL DEFAULT '[]'          -- JSON array of the people who know
) WITHOUT ROWID;

-- What an admin counts: requests that wait for somebody, requests that were given up.
CREATE INDEX runs_waiting ON runs (wake_at) WHERE state = 'waiting';
CREATE INDEX runs_failed ON runs (ended_at) WHERE state = 'failed';
