-- Whoever reports a review and leaves an address is told what came of it, in the language of the page that they read.
ALTER TABLE review_reports ADD COLUMN locale TEXT;
