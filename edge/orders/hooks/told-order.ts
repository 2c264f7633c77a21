/** An order, and a product, as a platform tells them. */

export interface ToldOrder {
  /** Still to be checked as NewOrder; `page` = the platform's id of the product, of which a variant was bought. */
  told: { items: { sku: string; name: string; page: string }[] };
  /** When the platform last changed it, UTC ms: its deliveries do not come in order. Null = it does not say. */
  at: number | null;
  /** Its id there, beside its number, where the platform may ask by it to forget the buyer. */
  vendorId?: string;
}

export interface ToldProducts {
  /** Still to be checked as NewProduct. */
  told: unknown[];
  /** The platform's id of the product whose page they are on, under the SKU of the first; null = it is a variant of another. */
  page: string | null;
}
