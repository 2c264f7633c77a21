/**
 * builtin: the CRM and the books that Passerelle brings along, on its own D1. The smallest honest system of record: it keeps
 * what it is given, finds it by reference, number or e-mail, and has no page of its own (the card in Slack is the page).
 *
 * Wire    SQL; no network, so a write is either done or not
 * Errors  `conflict` when our reference exists, `not_found` when a party is gone
 */
import { PasserelleError } from "../../errors.ts";
import { defineConnector } from "../define-connector.ts";
import { builtinCrm } from "./builtin-crm.ts";
import { builtinInvoicing } from "./builtin-invoicing.ts";

export default defineConnector({
  id: "builtin",
  secrets: [],
  open({ db }) {
    if (!db) throw new PasserelleError("misconfigured", { message: "the binding DB is missing" });
    return { crm: builtinCrm(db), invoicing: builtinInvoicing(db) };
  },
});
