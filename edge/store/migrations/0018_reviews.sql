-- Products and orders of the sites, invitations, reviews. What is shown of a product is counted in one row, by triggers: whatever
-- changes a review changes it in the same breath.

CREATE TABLE products (
  site INTEGER NOT NULL,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  url TEXT,
  image_url TEXT,
  gtin TEXT,
  brand TEXT,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (site, sku)
) WITHOUT ROWID;

CREATE TABLE orders (
  id TEXT PRIMARY KEY,                 -- made from site and number
  site INTEGER NOT NULL,
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'cancelled')),
  items TEXT NOT NULL,                 -- JSON: [{sku, name}]
  ordered_on TEXT NOT NULL,
  locale TEXT NOT NULL,
  buyer TEXT,                          -- JSON {email, name}; forgotten once nobody needs to write any more
  buyer_hash TEXT NOT NULL,            -- of the order and the e-mail: proves, does not tell
  content_hash TEXT NOT NULL,          -- the same number with other content is told
  invite_at INTEGER,                   -- null = nobody is to be invited, or has been
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (site, number)
);
CREATE INDEX orders_invite ON orders (invite_at) WHERE invite_at IS NOT NULL;
CREATE INDEX orders_age ON orders (created_at);
CREATE INDEX orders_email ON orders (lower(buyer ->> 'email')) WHERE buyer IS NOT NULL;
CREATE INDEX orders_buyers ON orders (created_at) WHERE buyer IS NOT NULL;

CREATE TABLE invitations (
  hash TEXT PRIMARY KEY,               -- SHA-256 of the token, hex
  site INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  product TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  review TEXT,                         -- what it was used for
  created_at INTEGER NOT NULL,
  UNIQUE (order_id, product)
) WITHOUT ROWID;
CREATE INDEX invitations_age ON invitations (created_at);

CREATE TABLE reviews (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL,
  product TEXT NOT NULL,               -- SKU; '' = the shop itself
  state TEXT NOT NULL CHECK (state IN ('pending', 'published', 'refused', 'erased')),
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
  text TEXT NOT NULL,
  author TEXT NOT NULL,                -- pseudonym
  language TEXT NOT NULL,
  experienced_on TEXT NOT NULL,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1)),
  how TEXT CHECK (how IN ('invitation', 'order', 'import')),
  source TEXT,                         -- where an imported one was written
  photos TEXT NOT NULL DEFAULT '[]',   -- JSON: [{id, width, height}]
  reply TEXT,
  replied_at INTEGER,
  helpful INTEGER NOT NULL DEFAULT 0,
  submitted_at INTEGER NOT NULL,
  published_at INTEGER,                -- the first time
  edited_at INTEGER,
  waiting_since INTEGER,               -- somebody has to decide: it is new, or its author has changed it
  revision TEXT,                       -- JSON: what its author wants it to say, until that is decided
  ground TEXT,                         -- why it was refused: edge/reviews/review.ts
  signals TEXT NOT NULL DEFAULT '[]',  -- JSON: what made us look twice; decides nothing
  order_id TEXT,
  content_hash TEXT NOT NULL,          -- of what was sent: the same key with other content is told
  version INTEGER NOT NULL DEFAULT 1,
  -- Where it stands among the published: the second, then the row. Also its row in review_words.
  place INTEGER GENERATED ALWAYS AS (iif(state = 'published', (published_at / 1000) * 1048576 + n % 1048576, NULL)) VIRTUAL,
  worst INTEGER GENERATED ALWAYS AS (6 - rating) VIRTUAL,
  -- Its words, each behind a space; and what they are marked with in review_words: the product, the product and the stars.
  words TEXT GENERATED ALWAYS AS (
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(' ' || text, char(10), ' '), char(160), ' '), char(8239), ' '), '''', ' '), '’', ' '), '-', ' '), '.', ' '), ',', ' '), char(59), ' '), ':', ' '), '!', ' '), '?', ' '), '(', ' '), ')', ' '), '"', ' '), '«', ' '), '»', ' '), '/', ' '), '…', ' '), '–', ' '), '—', ' ')
  ) VIRTUAL,
  mark TEXT GENERATED ALWAYS AS ('s' || site || 'p' || lower(hex(product)) || 'x') VIRTUAL,
  star_mark TEXT GENERATED ALWAYS AS ('s' || site || 'p' || lower(hex(product)) || 'r' || rating || 'x') VIRTUAL,
  CHECK (state <> 'published' OR published_at IS NOT NULL)
);
CREATE UNIQUE INDEX reviews_place ON reviews (place) WHERE place IS NOT NULL;
CREATE INDEX reviews_date ON reviews (site, product, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_best ON reviews (site, product, rating, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_worst ON reviews (site, product, worst, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_helpful ON reviews (site, product, helpful, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_star_helpful ON reviews (site, product, rating, helpful, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_waiting ON reviews (site, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX reviews_age ON reviews (submitted_at);
CREATE INDEX reviews_refused ON reviews (submitted_at) WHERE state = 'refused';
CREATE UNIQUE INDEX reviews_order ON reviews (order_id, product) WHERE order_id IS NOT NULL;

-- Who may be written to about it, apart from what is shown.
CREATE TABLE review_authors (
  review TEXT PRIMARY KEY,
  email TEXT,
  token_hash TEXT NOT NULL UNIQUE,     -- SHA-256 of the token in their mail, hex
  locale TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX review_authors_email ON review_authors (email) WHERE email IS NOT NULL;
CREATE INDEX review_authors_age ON review_authors (created_at) WHERE email IS NOT NULL;

CREATE TABLE review_counts (
  site INTEGER NOT NULL,
  product TEXT NOT NULL,
  n1 INTEGER NOT NULL DEFAULT 0,
  n2 INTEGER NOT NULL DEFAULT 0,
  n3 INTEGER NOT NULL DEFAULT 0,
  n4 INTEGER NOT NULL DEFAULT 0,
  n5 INTEGER NOT NULL DEFAULT 0,
  first_at INTEGER,                    -- first and last publication, UTC ms
  last_at INTEGER,
  PRIMARY KEY (site, product)
) WITHOUT ROWID;

-- The words of what is shown, each marked with its product, and once more with its product and stars: a search reads one list, which
-- holds nothing of another page. (A mark cannot be typed into another page's search: marks are put before every word.)
CREATE VIRTUAL TABLE review_words USING fts5 (words, content = '', detail = 'none', tokenize = 'porter unicode61 remove_diacritics 2');

CREATE TRIGGER reviews_in AFTER INSERT ON reviews WHEN new.place IS NOT NULL BEGIN
  INSERT INTO review_counts (site, product) VALUES (new.site, new.product) ON CONFLICT DO NOTHING;
  UPDATE review_counts SET n1 = n1 + (new.rating = 1), n2 = n2 + (new.rating = 2), n3 = n3 + (new.rating = 3), n4 = n4 + (new.rating = 4),
      n5 = n5 + (new.rating = 5),
      first_at = (SELECT published_at FROM reviews WHERE site = new.site AND product = new.product AND place IS NOT NULL ORDER BY place LIMIT 1),
      last_at = (SELECT published_at FROM reviews WHERE site = new.site AND product = new.product AND place IS NOT NULL ORDER BY place DESC LIMIT 1)
    WHERE site = new.site AND product = new.product;
  INSERT INTO review_words (rowid, words) VALUES (new.place, replace(new.words, ' ', ' ' || new.mark) || replace(new.words, ' ', ' ' || new.star_mark));
END;
CREATE TRIGGER reviews_out AFTER DELETE ON reviews WHEN old.place IS NOT NULL BEGIN
  UPDATE review_counts SET n1 = n1 - (old.rating = 1), n2 = n2 - (old.rating = 2), n3 = n3 - (old.rating = 3), n4 = n4 - (old.rating = 4),
      n5 = n5 - (old.rating = 5),
      first_at = (SELECT published_at FROM reviews WHERE site = old.site AND product = old.product AND place IS NOT NULL ORDER BY place LIMIT 1),
      last_at = (SELECT published_at FROM reviews WHERE site = old.site AND product = old.product AND place IS NOT NULL ORDER BY place DESC LIMIT 1)
    WHERE site = old.site AND product = old.product;
  INSERT INTO review_words (review_words, rowid, words) VALUES ('delete', old.place, replace(old.words, ' ', ' ' || old.mark) || replace(old.words, ' ', ' ' || old.star_mark));
END;
CREATE TRIGGER reviews_change AFTER UPDATE OF state, rating, text, published_at ON reviews
WHEN old.place IS NOT new.place OR (new.place IS NOT NULL AND (old.rating <> new.rating OR old.text <> new.text)) BEGIN
  INSERT INTO review_counts (site, product) SELECT new.site, new.product WHERE new.place IS NOT NULL ON CONFLICT DO NOTHING;
  UPDATE review_counts SET
      n1 = n1 - (old.place IS NOT NULL AND old.rating = 1) + (new.place IS NOT NULL AND new.rating = 1),
      n2 = n2 - (old.place IS NOT NULL AND old.rating = 2) + (new.place IS NOT NULL AND new.rating = 2),
      n3 = n3 - (old.place IS NOT NULL AND old.rating = 3) + (new.place IS NOT NULL AND new.rating = 3),
      n4 = n4 - (old.place IS NOT NULL AND old.rating = 4) + (new.place IS NOT NULL AND new.rating = 4),
      n5 = n5 - (old.place IS NOT NULL AND old.rating = 5) + (new.place IS NOT NULL AND new.rating = 5),
      first_at = (SELECT published_at FROM reviews WHERE site = new.site AND product = new.product AND place IS NOT NULL ORDER BY place LIMIT 1),
      last_at = (SELECT published_at FROM reviews WHERE site = new.site AND product = new.product AND place IS NOT NULL ORDER BY place DESC LIMIT 1)
    WHERE site = new.site AND product = new.product;
  INSERT INTO review_words (review_words, rowid, words)
    SELECT 'delete', old.place, replace(old.words, ' ', ' ' || old.mark) || replace(old.words, ' ', ' ' || old.star_mark) WHERE old.place IS NOT NULL;
  INSERT INTO review_words (rowid, words)
    SELECT new.place, replace(new.words, ' ', ' ' || new.mark) || replace(new.words, ' ', ' ' || new.star_mark) WHERE new.place IS NOT NULL;
END;
CREATE TRIGGER reviews_moved BEFORE UPDATE OF site, product ON reviews WHEN old.site <> new.site OR old.product <> new.product BEGIN
  SELECT RAISE(ABORT, 'a review stays with its product');
END;

-- What was decided, by whom, when; ids and codes only. Nothing in it changes.
CREATE TABLE review_log (
  n INTEGER PRIMARY KEY,
  review TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,                 -- person's id, `author`, `site`, `visitor`
  event TEXT NOT NULL,
  code TEXT,                           -- ground of a refusal, reason of a report
  run_id TEXT
);
CREATE INDEX review_log_review ON review_log (review, n);
CREATE UNIQUE INDEX review_log_run ON review_log (run_id, review, event) WHERE run_id IS NOT NULL;
CREATE TRIGGER review_log_frozen BEFORE UPDATE ON review_log BEGIN
  SELECT RAISE(ABORT, 'the log of reviews does not change');
END;
CREATE TRIGGER review_log_kept BEFORE DELETE ON review_log BEGIN
  SELECT RAISE(ABORT, 'the log of reviews is not deleted');
END;

CREATE TABLE review_votes (
  review TEXT NOT NULL,
  voter TEXT NOT NULL,                 -- keyed hash of address and day
  at INTEGER NOT NULL,
  PRIMARY KEY (review, voter)
) WITHOUT ROWID;
CREATE INDEX review_votes_age ON review_votes (at);

CREATE TABLE review_reports (
  id TEXT PRIMARY KEY,
  site INTEGER NOT NULL,
  review TEXT NOT NULL,
  reason TEXT NOT NULL,
  text TEXT,
  email TEXT,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT
) WITHOUT ROWID;
CREATE INDEX review_reports_review ON review_reports (review, created_at);
CREATE INDEX review_reports_open ON review_reports (site, created_at, id) WHERE decided_at IS NULL;
CREATE INDEX review_reports_age ON review_reports (created_at);

CREATE TABLE review_photos (
  id TEXT PRIMARY KEY,
  site INTEGER NOT NULL,
  review TEXT,                         -- null = sent, not (yet) part of a review
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  r2_key TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX review_photos_review ON review_photos (review) WHERE review IS NOT NULL;
-- A review that goes leaves its photos loose: the cron takes them away, file and row.
CREATE TRIGGER reviews_leave_photos AFTER DELETE ON reviews BEGIN
  UPDATE review_photos SET review = NULL WHERE review = old.id;
END;
CREATE INDEX review_photos_loose ON review_photos (created_at) WHERE review IS NULL;

-- How often somebody has tried to prove an order today.
CREATE TABLE proof_tries (
  who TEXT NOT NULL,                   -- keyed hash of an address, or of an order
  day TEXT NOT NULL,
  tries INTEGER NOT NULL,
  PRIMARY KEY (who, day)
) WITHOUT ROWID;
CREATE INDEX proof_tries_age ON proof_tries (day);

CREATE TABLE shop_imports (
  id TEXT PRIMARY KEY,
  site INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reviews', 'orders', 'products')),
  source TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'ended')),
  r2_key TEXT NOT NULL,
  size INTEGER NOT NULL,
  at_byte INTEGER NOT NULL DEFAULT 0,
  columns TEXT,                        -- JSON: how the first line was read
  done INTEGER NOT NULL DEFAULT 0,
  known INTEGER NOT NULL DEFAULT 0,    -- there already
  wrong INTEGER NOT NULL DEFAULT 0,
  problems TEXT NOT NULL DEFAULT '[]', -- JSON: [{line, field, code}], the first of them
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) WITHOUT ROWID;
CREATE INDEX shop_imports_site ON shop_imports (site, created_at, id);
CREATE INDEX shop_imports_age ON shop_imports (ended_at) WHERE ended_at IS NOT NULL;
