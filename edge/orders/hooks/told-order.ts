/** An order, as a platform tells it. */
export interface ToldOrder {
  /** Still to be checked as NewOrder. */
  told: unknown;
  /** When the platform last changed it, UTC ms: its deliveries do not come in order. Null = it does not say. */
  at: number | null;
  /** Its id there, beside its number, where the platform may ask by it to forget the buyer. */
  vendorId?: string;
}
