-- Under which SKU the page of a product shows its reviews, by the platform's own id of the product: what was bought is often a variant of it.
CREATE TABLE product_pages (
  site INTEGER NOT NULL,
  page TEXT NOT NULL,                  -- `wc-12`, `shopify-632910392`
  sku TEXT NOT NULL,
  PRIMARY KEY (site, page)
) WITHOUT ROWID;
