/** Port: the official register of companies. */
import type { Company } from "./company.ts";

export interface CompanyRegister {
  /**
   * Companies whose name, SIREN or SIRET matches, best first, closed ones included.
   *
   * @param text what a person typed, at least 3 characters
   * @param limit at most 25
   * @throws PasserelleError `rate_limited` (retryAfterSeconds), `vendor_unavailable`, `bad_answer`
   */
  search(text: string, limit: number): Promise<Company[]>;
  /**
   * The company with this SIREN; null when the register answered and knows none.
   *
   * @throws PasserelleError `rate_limited` (retryAfterSeconds), `vendor_unavailable`, `bad_answer`
   */
  find(siren: string): Promise<Company | null>;
}
