-- What was invoiced each year, without VAT, goods and services apart; credit notes are taken off. Read in place of the invoices
-- themselves (the franchise's thresholds), so that it costs the same however many there are.
CREATE TABLE yearly_sales (
  year INTEGER NOT NULL,
  nature TEXT NOT NULL CHECK (nature IN ('goods', 'services')),
  net_cents INTEGER NOT NULL,
  PRIMARY KEY (year, nature)
) WITHOUT ROWID;

-- A discount on the whole is shared out by what the lines weigh.
CREATE TRIGGER invoices_counted AFTER UPDATE OF state ON invoices WHEN OLD.state = 'draft' AND NEW.state = 'issued'
BEGIN
  INSERT INTO yearly_sales (year, nature, net_cents)
  SELECT CAST(substr(NEW.issued_on, 1, 4) AS INTEGER), line.value ->> 'nature',
    CAST(round(coalesce(iif(NEW.kind = 'credit-note', -1.0, 1.0) * sum(NEW.document ->> ('$.totals.lines[' || line.key || '].netCents'))
      * (NEW.document ->> '$.totals.netCents') / nullif(NEW.document ->> '$.totals.linesCents', 0), 0)) AS INTEGER)
  FROM json_each(NEW.document, '$.lines') line WHERE line.value ->> 'nature' IN ('goods', 'services') GROUP BY 2
  ON CONFLICT (year, nature) DO UPDATE SET net_cents = net_cents + excluded.net_cents;
END;

INSERT INTO yearly_sales (year, nature, net_cents)
SELECT CAST(substr(issued_on, 1, 4) AS INTEGER), line.value ->> 'nature',
  CAST(round(sum(coalesce(iif(kind = 'credit-note', -1.0, 1.0) * (document ->> ('$.totals.lines[' || line.key || '].netCents'))
    * (document ->> '$.totals.netCents') / nullif(document ->> '$.totals.linesCents', 0), 0))) AS INTEGER)
FROM invoices, json_each(document, '$.lines') line
WHERE state = 'issued' AND document IS NOT NULL AND line.value ->> 'nature' IN ('goods', 'services') GROUP BY 1, 2;
