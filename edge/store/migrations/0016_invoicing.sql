-- Quotes, who sells, the price list, what stands in a preview; and invoices by the ways in which people look for them.

ALTER TABLE invoices ADD COLUMN quote TEXT;  -- the quote that it came from
CREATE UNIQUE INDEX invoices_quote ON invoices (quote) WHERE quote IS NOT NULL;
DROP INDEX invoices_client;
CREATE INDEX invoices_client ON invoices (client_id, created_at, id);
DROP INDEX invoices_creator;
CREATE INDEX invoices_creator ON invoices (created_by, created_at, id);
CREATE INDEX invoices_state ON invoices (state, created_at, id);

-- As before, but for one thing: when two clients become one, what was filed under the one is filed under the other. Whose it
-- was when it was issued stands in the document.
DROP TRIGGER invoices_frozen;
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.state = 'issued' AND (
  NEW.state <> 'issued' OR NEW.sale <> OLD.sale OR NEW.document <> OLD.document OR NEW.number <> OLD.number OR NEW.issued_on <> OLD.issued_on
  OR NEW.total_cents <> OLD.total_cents OR NEW.kind <> OLD.kind OR NEW.credits IS NOT OLD.credits OR (OLD.file IS NOT NULL AND NEW.file IS NOT OLD.file)
  OR (NEW.client_id <> OLD.client_id AND NOT EXISTS (SELECT 1 FROM client_forwards WHERE id = OLD.client_id AND survivor = NEW.client_id)))
BEGIN
  SELECT RAISE(ABORT, 'an issued invoice does not change');
END;

CREATE TABLE quotes (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'accepted', 'refused', 'expired', 'invoiced')),
  client_id TEXT NOT NULL,
  sale TEXT NOT NULL,                  -- JSON: edge/invoices/sale.ts
  version INTEGER NOT NULL DEFAULT 1,  -- grows with every change
  total_cents INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- From the day it was sent on.
  series TEXT,
  year INTEGER,
  seq INTEGER,
  number TEXT,
  sent_on TEXT,
  valid_until TEXT,                    -- the last day on which it stands
  document TEXT,                       -- JSON: edge/invoices/pdf/quote-document.ts
  file TEXT,                           -- id of the PDF among the documents, once it is made
  decided_at INTEGER,
  invoice TEXT,                        -- what it became
  CHECK ((state = 'draft') = (number IS NULL))
);
CREATE UNIQUE INDEX quotes_number ON quotes (number) WHERE number IS NOT NULL;
CREATE INDEX quotes_seq ON quotes (series, year, seq) WHERE number IS NOT NULL;
CREATE INDEX quotes_client ON quotes (client_id, created_at, id);
CREATE INDEX quotes_creator ON quotes (created_by, created_at, id);
CREATE INDEX quotes_state ON quotes (state, created_at, id);
CREATE INDEX quotes_open ON quotes (valid_until) WHERE state = 'sent';

-- What somebody was sent says the same for ever; what was agreed is kept.
CREATE TRIGGER quotes_frozen BEFORE UPDATE ON quotes WHEN OLD.state <> 'draft' AND (
  NEW.state = 'draft' OR NEW.sale <> OLD.sale OR NEW.document <> OLD.document OR NEW.number <> OLD.number OR NEW.sent_on <> OLD.sent_on
  OR NEW.total_cents <> OLD.total_cents OR (OLD.file IS NOT NULL AND NEW.file IS NOT OLD.file))
BEGIN
  SELECT RAISE(ABORT, 'a quote that was sent does not change');
END;
CREATE TRIGGER quotes_kept BEFORE DELETE ON quotes WHEN OLD.state IN ('accepted', 'invoiced')
BEGIN
  SELECT RAISE(ABORT, 'a quote that was accepted is not deleted');
END;

-- Who we are on our quotes and invoices, one row; JSON of edge/invoices/seller.ts and edge/invoices/firm/firm.ts.
CREATE TABLE firm (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seller TEXT NOT NULL,
  rules TEXT NOT NULL,
  version INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at INTEGER NOT NULL
);

CREATE TABLE price_items (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,           -- as the firm writes it, upper case
  label_fr TEXT NOT NULL,
  label_en TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_price TEXT NOT NULL,            -- EUR without VAT, decimal
  nature TEXT NOT NULL CHECK (nature IN ('goods', 'services')),
  vat TEXT,                            -- JSON: TypedVat of edge/invoices/typed/; null = the firm's usual rate
  key_fr TEXT NOT NULL,                -- the labels, folded
  key_en TEXT NOT NULL,
  words TEXT NOT NULL,                 -- code and labels, folded
  brought_by TEXT NOT NULL             -- the request that brought it last
);
CREATE INDEX price_items_fr ON price_items (key_fr);
CREATE INDEX price_items_en ON price_items (key_en);
CREATE VIRTUAL TABLE price_words USING fts5 (
  words, content = 'price_items', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4 5 6'
);
CREATE TRIGGER price_items_in AFTER INSERT ON price_items BEGIN
  INSERT INTO price_words (rowid, words) VALUES (new.id, new.words);
END;
CREATE TRIGGER price_items_out AFTER DELETE ON price_items BEGIN
  INSERT INTO price_words (price_words, rowid, words) VALUES ('delete', old.id, old.words);
END;
CREATE TRIGGER price_items_change AFTER UPDATE OF words ON price_items BEGIN
  INSERT INTO price_words (price_words, rowid, words) VALUES ('delete', old.id, old.words);
  INSERT INTO price_words (rowid, words) VALUES (new.id, new.words);
END;

-- What a person has before them and has not yet said yes to.
CREATE TABLE sale_previews (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,                  -- JSON
  updated_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sale_previews_age ON sale_previews (updated_at);
CREATE INDEX sale_previews_person ON sale_previews (person, updated_at);
