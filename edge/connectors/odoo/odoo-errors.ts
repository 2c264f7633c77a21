/**
 * Odoo's exceptions. Each call is one transaction: an exception of its own undoes everything, so a refusal (4xx) is
 * certain. A 500 may also come after the commit, and is certain for the few named here only.
 */
import type { Verdict } from "../../protocols/rest.ts";
import type { RpcFault } from "../../protocols/rpc.ts";

/** PostgreSQL gave up this transaction in favour of another. */
const LOST_THE_RACE = /^psycopg2\.errors\.(SerializationFailure|DeadlockDetected|LockNotAvailable)$/;

export function explain({ status, name, message }: RpcFault): Verdict | undefined {
  // A record that is gone is an answer; a model or a page that is not there, a wrong address or a module not installed.
  if (status === 404) return { code: name === "odoo.exceptions.MissingError" ? "not_found" : "misconfigured" };
  // LockError: another transaction holds the record. Our reference is never what is in conflict, Odoo does not look at it.
  if (status === 409 || LOST_THE_RACE.test(name)) return { code: "vendor_unavailable" };
  // customer_rank and supplier_rank come with Odoo's Invoicing app.
  if (/^Invalid field /.test(message)) return { code: "misconfigured" };
  if (status === 422 && name.startsWith("odoo.exceptions.")) return { code: "vendor_refused", ...fieldOf(message) };
  return undefined;
}

/** The message is in the language of the key's user. It quotes the number it refuses in brackets. */
function fieldOf(message: string): Pick<Verdict, "field"> {
  if (/\b(VAT|TVA|Tax ID|NIF)\b.*\[/i.test(message)) return { field: "vatNumber" };
  if (/contacts? require a name|contacts.*\bnom\b/i.test(message)) return { field: "name" };
  return {};
}
