/**
 * Dolibarr's refusals. It answers 500 to a create that it has rolled back, with the reason as a word in
 * `error["0"]`, `error["1"]`, …: what a status would leave open, that body settles.
 */
import type { Verb, Verdict } from "../../protocols/rest.ts";

/** Set as the field when our reference is not to the taste of this Dolibarr's numbering rule. */
export const CODE_REFUSED = "reference";

export function explain(status: number, body: unknown, verb: Verb): Verdict | undefined {
  const words = wordsOf(body);
  // "Not Found: Thirdparty not found" is an answer; a bare 404 comes from a wrong address or a module switched off.
  if (status === 404) return { code: /: .*not found/i.test(words) ? "not_found" : "misconfigured" };
  // A refused update may come without a reason; a create without one leaves it open what happened.
  const itsOwn = verb === "PUT" ? words !== "" : /Internal Server Error: ./.test(words);
  if (status !== 500 || verb === "GET" || !itsOwn) return undefined;
  // From here on its transaction was rolled back: nothing was written.
  if (/deadlock|lock wait|gone away|too many connections/i.test(words)) return { code: "vendor_unavailable" };
  if (/CodeAlreadyUsed|ErrorDuplicateField|unique field|champ unique|Duplicate entry/i.test(words)) return { code: "conflict" };
  if (/Bad(Customer|Supplier)CodeSyntax/.test(words)) return { code: "vendor_refused", field: CODE_REFUSED };
  if (/ErrorBadThirdPartyName|column 'nom'/.test(words)) return { code: "vendor_refused", field: "name" };
  if (/ErrorBadEMail|column 'email'/.test(words)) return { code: "vendor_refused", field: "email" };
  return { code: "vendor_refused" };
}

/** `{error: {code, message, "0": …, "1": …}}` → all of its strings. */
function wordsOf(body: unknown): string {
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
  if (typeof error !== "object" || error === null) return "";
  return Object.values(error)
    .filter((word) => typeof word === "string")
    .join("\n");
}
