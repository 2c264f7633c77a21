-- Deliveries of a platform come twice, late and out of order: what it said of a later state of an order stays.
ALTER TABLE orders ADD COLUMN told_at INTEGER;   -- when whoever told it had last changed it, UTC ms
