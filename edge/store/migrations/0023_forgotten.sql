-- Buyers who were erased: their orders stay, and do not take them in again when the shop tells of them later.

ALTER TABLE orders ADD COLUMN forgotten_at INTEGER;

CREATE INDEX review_reports_email ON review_reports (lower(email)) WHERE email IS NOT NULL;
