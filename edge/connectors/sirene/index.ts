/**
 * The open company search of the French State (Recherche d'entreprises): names, SIREN, VAT, address, state.
 *
 * Wire    REST and JSON, no key; 7 requests a second per address and 30 per network, shared with all of Cloudflare
 * Units   INSEE codes as they are; an unknown SIREN is 200 with no results
 * Errors  429 `rate_limited`, from nginx (HTML, no Retry-After) or from the application; 400 and 404 mean that the
 *         API has changed (`bad_answer`, `misconfigured`), never "unknown company"
 * Source  https://recherche-entreprises.api.gouv.fr/docs/ (read 2026-11)
 */
import type { CompanyRegister } from "../../companies/company-register.ts";
import { PasserelleError } from "../../errors.ts";
import { rest } from "../../protocols/rest.ts";
import { defineConnector } from "../define-connector.ts";
import { SearchAnswer, toCompany, type Unit } from "./sirene-map.ts";

/** One call to the register takes no longer; whoever has less patience races it. */
export const REGISTER_TIMEOUT_MS = 8_000;

const MIN_CHARACTERS = 3;
const MAX_CHARACTERS = 200;
const MAX_RESULTS = 25;

export default defineConnector({
  id: "sirene",
  secrets: ["SIRENE_URL"],
  defaults: { SIRENE_URL: "https://recherche-entreprises.api.gouv.fr" },
  open({ secret, fetch, mayCall }) {
    const api = rest({
      vendor: "sirene",
      base: secret.SIRENE_URL,
      // Asked for by the API's documentation: who calls, and what for.
      headers: { "User-Agent": "Passerelle/0.1 (client entry from Slack, self-hosted)" },
      fetch,
      timeoutMs: REGISTER_TIMEOUT_MS,
      explain: (status) => (status === 400 ? { code: "bad_answer" } : status === 404 ? { code: "misconfigured" } : undefined),
    });

    async function ask(q: string, limit: number): Promise<Unit[]> {
      if (!(await mayCall())) {
        throw new PasserelleError("rate_limited", { retryAfterSeconds: 1, message: "sirene: our own limit is reached" });
      }
      const query = { q, per_page: limit, page: 1, minimal: "true", include: "siege,tva" };
      return (await api.get("/search", SearchAnswer, { query })).results;
    }

    const register: CompanyRegister = {
      async search(text, limit) {
        const q = searchable(text);
        if ([...q].length < MIN_CHARACTERS) return [];
        const units = await ask(q, Math.min(Math.max(Math.trunc(limit), 1), MAX_RESULTS));
        return units.map(toCompany);
      },
      async find(siren) {
        // Nine digits are looked up exactly; anything else would be a search by name.
        if (!/^\d{9}$/.test(siren)) return null;
        const unit = (await ask(siren, 1)).find((one) => one.siren === siren);
        return unit ? toCompany(unit) : null;
      },
    };
    return { register };
  },
});

/** Spaces of a typed number would turn an exact look-up into a search by words; control characters find nothing. */
function searchable(text: string): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const digits = clean.replace(/[ .]/g, "");
  return /^(\d{9}|\d{14})$/.test(digits) ? digits : [...clean].slice(0, MAX_CHARACTERS).join("");
}
