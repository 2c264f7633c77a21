/** From when the reform obliges whom: large and mid-sized firms first, small ones a year later. */
import type { Dated } from "./law.ts";

const REFORM = "CGI art. 289 bis ; décret n° 2022-1299 modifié (annexe II, art. 242 nonies A, 2° bis)";

/** The buyer's SIREN on the invoices of a firm of this size. */
export const BUYER_SIREN: readonly Dated[] = [
  { id: "buyer-siren/large", from: "2026-09-01", to: null, source: REFORM, readOn: "2026-11-22" },
  { id: "buyer-siren/small", from: "2027-09-01", to: null, source: REFORM, readOn: "2026-11-22" },
];
