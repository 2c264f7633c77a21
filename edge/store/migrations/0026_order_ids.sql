-- As a platform names an order beside its number: when it asks to forget a buyer, it says these.

ALTER TABLE orders ADD COLUMN vendor_id TEXT;
CREATE INDEX orders_vendor ON orders (site, vendor_id) WHERE vendor_id IS NOT NULL;
