-- Quotes and invoices of the built-in books. Amounts are cents, days are Paris days, instants UTC milliseconds.

-- One counter per series and year: a number is taken in the very batch that issues, so none is lost and none taken twice.
CREATE TABLE number_series (
  series TEXT NOT NULL CHECK (series IN ('invoice', 'credit-note', 'quote')),
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,               -- the last number that was given
  last_on TEXT NOT NULL,               -- and the day it bears: no later one may bear an earlier day
  PRIMARY KEY (series, year)
) WITHOUT ROWID;

CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'issued')),
  client_id TEXT NOT NULL,
  sale TEXT NOT NULL,                  -- JSON: what is sold (edge/invoices/sale.ts)
  version INTEGER NOT NULL DEFAULT 1,  -- grows with every change of a draft
  total_cents INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- From the issue on; nothing of it changes any more.
  series TEXT,
  year INTEGER,
  seq INTEGER,
  number TEXT,
  issued_on TEXT,
  issued_by TEXT,
  issued_at INTEGER,
  document TEXT,                       -- JSON: the whole lawful document (edge/invoices/invoice.ts)
  file TEXT,                           -- id of the PDF among the documents, once it is made
  credits TEXT,                        -- a credit note's invoice
  CHECK ((state = 'draft') = (number IS NULL)),
  CHECK ((kind = 'credit-note') = (credits IS NOT NULL))
);
CREATE UNIQUE INDEX invoices_number ON invoices (series, year, seq) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX invoices_written ON invoices (number) WHERE number IS NOT NULL;
-- An invoice is credited whole, once.
CREATE UNIQUE INDEX invoices_credits ON invoices (credits) WHERE credits IS NOT NULL;
CREATE INDEX invoices_client ON invoices (client_id, created_at);
CREATE INDEX invoices_creator ON invoices (created_by, updated_at);

-- What is issued stays as it is, whatever a later statement tries.
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.state = 'issued' AND (
  NEW.state <> 'issued' OR NEW.sale <> OLD.sale OR NEW.document <> OLD.document OR NEW.number <> OLD.number OR NEW.issued_on <> OLD.issued_on
  OR NEW.client_id <> OLD.client_id OR NEW.total_cents <> OLD.total_cents OR (OLD.file IS NOT NULL AND NEW.file IS NOT OLD.file))
BEGIN
  SELECT RAISE(ABORT, 'an issued invoice does not change');
END;
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices WHEN OLD.state = 'issued'
BEGIN
  SELECT RAISE(ABORT, 'an issued invoice is not deleted');
END;
