-- A review that is erased, by whomever and why ever, leaves nothing: not its photos, not the address of its author, no report to decide.

CREATE TRIGGER reviews_erased AFTER UPDATE OF state ON reviews WHEN new.state = 'erased' AND old.state <> 'erased' BEGIN
  UPDATE review_photos SET review = NULL WHERE review = new.id;
  DELETE FROM review_authors WHERE review = new.id;
  UPDATE review_reports SET decided_at = unixepoch() * 1000 WHERE review = new.id AND decided_at IS NULL;
END;
CREATE TRIGGER reviews_leave_reports AFTER DELETE ON reviews BEGIN
  UPDATE review_reports SET decided_at = unixepoch() * 1000 WHERE review = old.id AND decided_at IS NULL;
END;

-- Files whose import never came to its end.
CREATE INDEX shop_imports_open ON shop_imports (created_at) WHERE ended_at IS NULL;
