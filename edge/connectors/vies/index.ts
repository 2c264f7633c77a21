/**
 * VIES, the European Commission's check of VAT numbers; each question is passed on to the number's member state.
 *
 * Wire    SOAP 1.1, document/literal, no key; `checkVatApprox`, whose request identifier proves the consultation when
 *         VIES_REQUESTER says who asks (our own VAT number)
 * Units   a name or an address that a member state does not tell is "---"; the address comes in several lines
 * Errors  faults with HTTP 200 or 500, their faultstring a constant of the WSDL: a member state that is away or busy is
 *         not "invalid"
 * Source  https://ec.europa.eu/taxation_customs/vies/#/technical-information and the WSDL (read 2026-11)
 */
import type { VatRegister } from "../../companies/vat-register.ts";
import { PasserelleError } from "../../errors.ts";
import { soap } from "../../protocols/soap.ts";
import { defineConnector } from "../define-connector.ts";
import { Answer, partsOf, requestOf, toCheck, verdictOf } from "./vies-map.ts";

/** A member state may take its time; whoever asks stands in a run, not before a person. */
const TIMEOUT_MS = 15_000;

export default defineConnector({
  id: "vies",
  secrets: ["VIES_URL"],
  optional: ["VIES_REQUESTER"],
  defaults: { VIES_URL: "https://ec.europa.eu/taxation_customs/vies/services/checkVatService" },
  open({ secret, fetch, mayCall }) {
    const service = soap({
      vendor: "vies",
      address: secret.VIES_URL,
      namespace: "urn:ec.europa.eu:taxud:vies:services:checkVat:types",
      fetch,
      timeoutMs: TIMEOUT_MS,
      explain: ({ reason }) => verdictOf(reason),
    });

    const vat: VatRegister = {
      async check(number) {
        const asked = partsOf(number);
        if (!asked) throw new PasserelleError("bad_vat_number", { field: "company" });
        if (!(await mayCall())) {
          throw new PasserelleError("rate_limited", { retryAfterSeconds: 1, message: "vies: our own limit is reached" });
        }
        const answer = await service.read("checkVatApprox", requestOf(asked, secret.VIES_REQUESTER), Answer);
        return toCheck(answer, asked, Date.now());
      },
    };
    return { vat };
  },
});
