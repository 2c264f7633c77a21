-- Answers of VIES on VAT numbers, kept as proof of the consultation. Public data of companies.
CREATE TABLE vat_checks (
  number TEXT NOT NULL,                    -- prefix included, no spaces
  checked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('valid', 'invalid')),
  name TEXT,
  address TEXT,
  request_identifier TEXT,
  run_id TEXT,                             -- on whose behalf; null = the cron
  PRIMARY KEY (number, checked_at)
) WITHOUT ROWID;
