/**
 * INSEE's own Sirene API: the register that the open search copies, with a key of the firm's own.
 *
 * Wire    REST and JSON, header X-INSEE-Api-Key-Integration; about 30 requests a minute for each key on the open plan
 * Units   INSEE codes as they are; no VAT numbers (the tax office's list is not here): `vatNumber` is always null
 * Errors  404 with a `header.statut` says that there is none, any other 404 that the address is wrong (`misconfigured`);
 *         400 means that the query language has changed (`bad_answer`); the gateway's 401 is a wrong key (`misconfigured`)
 * Source  https://portail-api.insee.fr, version 3.11; https://www.sirene.fr/static-resources/documentation/multi_simplifiee_311.html (2026-11)
 */
import * as z from "zod/mini";
import type { CompanyRegister } from "../../companies/company-register.ts";
import { PasserelleError } from "../../errors.ts";
import { rest, whenFound } from "../../protocols/rest.ts";
import { defineConnector } from "../define-connector.ts";
import { type Establishment, Establishments, FIELDS, toCompany, UnitAnswer } from "./insee-map.ts";
import { bestFirst, queryFor } from "./insee-query.ts";

/** As for the open search: whoever has less patience races it. */
const TIMEOUT_MS = 8_000;
const MIN_CHARACTERS = 3;
const MAX_RESULTS = 25;
/** INSEE's order is not ours: more is asked for than is shown, and ranked here. */
const ASKED = 100;

const SaysNone = z.lazy(() => z.object({ header: z.object({ statut: z.literal(404) }) }));

export default defineConnector({
  id: "insee",
  secrets: ["INSEE_API_KEY", "INSEE_URL"],
  defaults: { INSEE_URL: "https://api.insee.fr/api-sirene/3.11" },
  open({ secret, fetch, mayCall }) {
    const api = rest({
      vendor: "insee",
      base: secret.INSEE_URL,
      headers: { "X-INSEE-Api-Key-Integration": secret.INSEE_API_KEY },
      fetch,
      timeoutMs: TIMEOUT_MS,
      explain(status, body) {
        if (status === 400) return { code: "bad_answer" };
        return status === 404 && !SaysNone.safeParse(body).success ? { code: "misconfigured" } : undefined;
      },
    });

    async function headOffices(q: string, most: number): Promise<Establishment[]> {
      await leave(mayCall);
      const query = { q: `${q} AND etablissementSiege:true`, nombre: most, champs: FIELDS };
      const { etablissements } = await whenFound(api.get("/siret", Establishments, { query }), { etablissements: [] });
      return etablissements;
    }

    const register: CompanyRegister = {
      async search(text, limit) {
        const digits = text.replace(/[\s.]/g, "");
        // An establishment's number stands for its company: what we show is the head office.
        if (/^(\d{9}|\d{14})$/.test(digits)) return [await register.find(digits.slice(0, 9))].filter((company) => company !== null);
        const q = [...text.trim()].length < MIN_CHARACTERS ? null : queryFor(text);
        if (!q) return [];
        const found = (await headOffices(q, ASKED)).map(toCompany);
        return bestFirst(found, text).slice(0, Math.min(Math.max(Math.trunc(limit), 1), MAX_RESULTS));
      },
      async find(siren) {
        if (!/^\d{9}$/.test(siren)) return null;
        // One request for the company and its head office: each counts against thirty a minute.
        const office = (await headOffices(`siren:${siren}`, 1)).find((one) => one.siren === siren);
        if (office) return toCompany(office);
        // Before we say that nobody has this number: a company may be listed without its head office.
        await leave(mayCall);
        const unit = await whenFound(api.get("/siren/{siren}", UnitAnswer, { path: { siren } }), null);
        return unit?.uniteLegale.siren === siren ? toCompany({ siren, uniteLegale: unit.uniteLegale }) : null;
      },
    };
    return { register };
  },
});

async function leave(mayCall: () => Promise<boolean>): Promise<void> {
  if (await mayCall()) return;
  throw new PasserelleError("rate_limited", { retryAfterSeconds: 1, message: "insee: our own limit is reached" });
}
