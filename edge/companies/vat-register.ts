/** Port: who is registered for VAT, in the member states of the European Union. */

export interface VatCheck {
  /** "invalid" = the member state has answered that it knows no such number, or not for trade within the Union. */
  state: "valid" | "invalid";
  /** As the member state gives it; null where it tells no names (Germany, Spain). */
  name: string | null;
  /** In one line; null likewise. */
  address: string | null;
  /** Proof of the consultation, for the tax office; null when we did not say who asks. */
  requestIdentifier: string | null;
  /** UTC ms. */
  checkedAt: number;
}

export interface VatRegister {
  /**
   * Whether this number is registered today. A member state that does not answer says nothing about the number: that is
   * an error, never "invalid".
   *
   * @param number as `checkVatNumber` writes it: prefix included (EL for Greece), no spaces
   * @throws PasserelleError `vendor_unavailable`, `rate_limited`, `bad_answer`, `misconfigured` (we or our own number are
   *   refused), `bad_vat_number` (no such number can exist)
   */
  check(number: string): Promise<VatCheck>;
}
