-- What Slack is told of a site: the cards of its reviews, who looks after it, its new orders. Whatever changes a review, or what is
-- said against it, asks for its cards to be drawn anew, in the same breath.

CREATE TABLE review_tells (
  review TEXT PRIMARY KEY,
  site INTEGER NOT NULL,
  wish INTEGER NOT NULL DEFAULT 1,     -- grows with every change
  told INTEGER NOT NULL DEFAULT 0,     -- which of them the cards show
  until INTEGER,                       -- one teller at a time, UTC ms
  retry_at INTEGER NOT NULL DEFAULT 0  -- UTC ms
) WITHOUT ROWID;
CREATE INDEX review_tells_due ON review_tells (retry_at) WHERE told < wish;

CREATE TABLE review_cards (
  review TEXT NOT NULL,
  channel TEXT NOT NULL,
  ts TEXT NOT NULL,                    -- Slack's id of the message; '' = it is being posted
  person TEXT,                         -- whose messages with us it is in; null = a channel
  since INTEGER NOT NULL,
  PRIMARY KEY (review, channel, ts)
) WITHOUT ROWID;

CREATE TABLE site_desks (
  site INTEGER PRIMARY KEY,
  owner TEXT,                          -- who is told of what cannot wait; null = who made the site
  orders INTEGER NOT NULL DEFAULT 0 CHECK (orders IN (0, 1)),
  shut_out TEXT                        -- the channel that did not let us in, once its owner has been told
);

CREATE TABLE order_tells (
  order_id TEXT PRIMARY KEY,
  site INTEGER NOT NULL,
  retry_at INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX order_tells_site ON order_tells (site, retry_at);

-- All that is shown of a site, whatever the product.
CREATE TABLE site_counts (
  site INTEGER PRIMARY KEY,
  reviews INTEGER NOT NULL DEFAULT 0,
  stars INTEGER NOT NULL DEFAULT 0     -- of all of them together
);

-- Who of the company doubts a review; null = a reader of the shop reports it.
ALTER TABLE review_reports ADD COLUMN reporter TEXT;

CREATE INDEX reviews_recent ON reviews (site, place) WHERE place IS NOT NULL;
CREATE INDEX reviews_waiting_all ON reviews (waiting_since, id) WHERE waiting_since IS NOT NULL;

INSERT INTO review_tells (review, site) SELECT id, site FROM reviews WHERE waiting_since IS NOT NULL;
INSERT INTO site_counts (site, reviews, stars)
  SELECT site, sum(n1 + n2 + n3 + n4 + n5), sum(n1 + 2 * n2 + 3 * n3 + 4 * n4 + 5 * n5) FROM review_counts GROUP BY site;

CREATE TRIGGER review_tells_in AFTER INSERT ON reviews WHEN new.waiting_since IS NOT NULL BEGIN
  INSERT INTO review_tells (review, site) VALUES (new.id, new.site) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER review_tells_change AFTER UPDATE OF version ON reviews BEGIN
  UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review = new.id;
  INSERT INTO review_tells (review, site) SELECT new.id, new.site WHERE new.waiting_since IS NOT NULL ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER review_tells_out AFTER DELETE ON reviews BEGIN
  UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review = old.id;
END;
CREATE TRIGGER review_tells_report AFTER INSERT ON review_reports BEGIN
  UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review = new.review;
  INSERT INTO review_tells (review, site) VALUES (new.review, new.site) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER review_tells_decided AFTER UPDATE OF decided_at ON review_reports BEGIN
  UPDATE review_tells SET wish = wish + 1, retry_at = 0 WHERE review = new.review;
END;
-- Another channel: what still waits arrives there too.
CREATE TRIGGER review_tells_channel AFTER UPDATE OF channel ON sites WHEN new.channel IS NOT old.channel BEGIN
  UPDATE review_tells SET wish = wish + 1, retry_at = 0
    WHERE review IN (SELECT id FROM reviews WHERE site = new.n AND waiting_since IS NOT NULL);
END;
CREATE TRIGGER order_tells_in AFTER INSERT ON orders
WHEN new.state = 'open' AND EXISTS (SELECT 1 FROM site_desks WHERE site = new.site AND orders = 1) BEGIN
  INSERT INTO order_tells (order_id, site) VALUES (new.id, new.site) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER site_counts_in AFTER INSERT ON review_counts BEGIN
  INSERT INTO site_counts (site) VALUES (new.site) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER site_counts_change AFTER UPDATE ON review_counts BEGIN
  UPDATE site_counts SET
      reviews = reviews + (new.n1 + new.n2 + new.n3 + new.n4 + new.n5) - (old.n1 + old.n2 + old.n3 + old.n4 + old.n5),
      stars = stars + (new.n1 + 2 * new.n2 + 3 * new.n3 + 4 * new.n4 + 5 * new.n5) - (old.n1 + 2 * old.n2 + 3 * old.n3 + 4 * old.n4 + 5 * old.n5)
    WHERE site = new.site;
END;
