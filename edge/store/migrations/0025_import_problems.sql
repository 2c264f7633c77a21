-- Every line of a site's file that was wrong, for the report that is downloaded; the first 200 also stand with their import.

CREATE TABLE shop_import_problems (
  import_id TEXT NOT NULL,
  line INTEGER NOT NULL,               -- counts from 1, which is the titles
  field TEXT NOT NULL,                 -- what was wrong of it
  PRIMARY KEY (import_id, line)
) WITHOUT ROWID;
INSERT INTO shop_import_problems (import_id, line, field)
  SELECT i.id, p.value ->> 'line', p.value ->> 'field' FROM shop_imports i, json_each(i.problems) p WHERE true ON CONFLICT DO NOTHING;
