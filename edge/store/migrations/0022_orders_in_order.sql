-- Deliveries of a platform come twice, late and out of order: what it said of a later state of an order stays.
ALTER TABLE orders ADD COLUMN told_at INTEGER;   -- when whoever told it had last changed it, UTC ms

-- A history that comes in whole is no news: it is not even written down to be told (edge/reviews/tell/tell-orders.ts).
DROP TRIGGER order_tells_in;
CREATE TRIGGER order_tells_in AFTER INSERT ON orders
WHEN new.state = 'open' AND new.ordered_on >= date('now', '-3 days') AND EXISTS (SELECT 1 FROM site_desks WHERE site = new.site AND orders = 1) BEGIN
  INSERT INTO order_tells (order_id, site) VALUES (new.id, new.site) ON CONFLICT DO NOTHING;
END;
