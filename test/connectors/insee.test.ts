import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { CompanyRegister } from "../../edge/companies/company-register.ts";
import { registerWithSpare } from "../../edge/companies/register-with-spare.ts";
import { connect } from "../../edge/connect.ts";
import insee from "../../edge/connectors/insee/index.ts";
import { toCompany } from "../../edge/connectors/insee/insee-map.ts";
import { queryFor } from "../../edge/connectors/insee/insee-query.ts";
import { PasserelleError } from "../../edge/errors.ts";
import type { Env, Settings } from "../../edge/settings.ts";
import { keepsTheRegisterPromise } from "../contracts/company-register.ts";
import { companies, companyNamed } from "../fixtures/companies.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { createFaults } from "../sandbox/faults.ts";
import { unitAnswer } from "../sandbox/insee/answers.ts";
import { parse } from "../sandbox/insee/query.ts";
import { inseeStandIn } from "../sandbox/insee/stand-in.ts";

function openRegister(send: typeof fetch, { key = "k", mayCall = async () => true } = {}) {
  const db = undefined as unknown as D1Database;
  return insee.open({ secret: { INSEE_URL: "http://insee.test", INSEE_API_KEY: key }, fetch: send, db, mayCall }).register;
}

function house(key = "k") {
  const faults = createFaults();
  const asked: string[] = [];
  const answer = asFetch(inseeStandIn({ companies, key: "k", faults }));
  const send: typeof fetch = (input, init) => {
    asked.push(decodeURIComponent(String(input)));
    return answer(input, init);
  };
  return { faults, asked, register: openRegister(send, { key }) };
}

keepsTheRegisterPromise("INSEE's Sirene API", async () => house(), { listsVat: false });

describe("INSEE's own ways", () => {
  it("asks once for a company and its head office, and names the fields it wants", async () => {
    const { asked, register } = house();
    await register.find("356000000");
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain("/siret?q=siren:356000000+AND+etablissementSiege:true&nombre=1&champs=siren,siret,");
    expect(asked[0]).not.toContain("prenom1");
  });

  it("knows a company whose head office is not listed", async () => {
    const acme = companyNamed("ACME FRANCE");
    const register = openRegister(async (input) =>
      String(input).includes("/siret?")
        ? Response.json({ header: { statut: 404, message: "Aucun élément trouvé" } }, { status: 404 })
        : Response.json(unitAnswer(acme)),
    );
    expect(await register.find(acme.siren)).toMatchObject({ name: "ACME FRANCE", siret: null, state: "active", address: { line: "" } });
  });

  it("says that a wrong key or address is ours to mend", async () => {
    await expect(house("other").register.find("356000000")).rejects.toMatchObject({ code: "misconfigured" });
    const elsewhere = openRegister(async () => new Response("No context-path matches the request URI.", { status: 404 }));
    await expect(elsewhere.find("356000000")).rejects.toMatchObject({ code: "misconfigured" });
  });

  it.each([
    ["a refusal of our query", () => Response.json({ header: { statut: 400, message: "Erreur de syntaxe" } }, { status: 400 })],
    ["another shape", () => Response.json({ etablissements: [{ siren: 356000000 }] })],
    ["a page", () => new Response("<html>maintenance</html>")],
  ])("never takes %s for an unknown company", async (_, answer) => {
    await expect(openRegister(async () => answer()).find("356000000")).rejects.toMatchObject({ code: "bad_answer" });
  });

  it("is not asked at all once our own limit is reached", async () => {
    const register = openRegister(() => Promise.reject(new Error("asked")), { mayCall: async () => false });
    await expect(register.find("356000000")).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 1 });
    expect(await register.search("ab", 5)).toEqual([]);
  });

  it("makes of any text a query that is well formed, and lets nothing typed become syntax", () => {
    expect(queryFor('ACME) OR siren:* "')).toBe(
      "(raisonSociale:ACME* OR libelleCommuneEtablissement:ACME*) AND (raisonSociale:SIREN* OR libelleCommuneEtablissement:SIREN* OR raisonSociale:SIREN~)",
    );
    expect(queryFor("NOT a thing")).toContain('raisonSociale:"NOT" AND ');
    expect(queryFor("?!*~ 🥐")).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const q = queryFor(text);
        expect(q === null || typeof parse(q) === "function").toBe(true);
      }),
    );
  });
});

describe("from INSEE's words to ours", () => {
  const unit = { etatAdministratifUniteLegale: "A" as const };

  it("reads the activity under the nomenclature it is in", () => {
    const later = { ...unit, activitePrincipaleUniteLegale: "62.20G", nomenclatureActivitePrincipaleUniteLegale: "NAF2025" };
    expect(toCompany({ siren: "356000000", uniteLegale: later })).toMatchObject({ activity: null, activity2025: "62.20G" });
  });

  it("calls a person by the name in use, and hides one that is masked", () => {
    const person = { ...unit, prenomUsuelUniteLegale: "JEANNE", nomUniteLegale: "DUPONT", nomUsageUniteLegale: "MARTIN" };
    expect(toCompany({ siren: "356000000", uniteLegale: person })).toMatchObject({ name: "JEANNE MARTIN", partial: false });
    const masked = { ...unit, prenomUsuelUniteLegale: "[ND]", nomUniteLegale: "[ND]" };
    expect(toCompany({ siren: "356000000", uniteLegale: masked })).toMatchObject({ name: "", partial: true });
  });

  it("reads a head office abroad", () => {
    const place = { codePaysEtrangerEtablissement: "99131", libelleCommuneEtrangerEtablissement: "BRUXELLES" };
    expect(toCompany({ siren: "356000000", uniteLegale: unit, adresseEtablissement: place }).address).toMatchObject({
      city: "BRUXELLES",
      country: "BE",
    });
  });
});

describe("a register with a spare", () => {
  const failing = (code: "rate_limited" | "vendor_unavailable" | "misconfigured"): CompanyRegister => {
    const fail = () => Promise.reject(new PasserelleError(code, { message: "first" }));
    return { search: fail, find: fail };
  };

  it("asks the spare when the first refuses for now or is away", async () => {
    const { register } = house();
    for (const code of ["rate_limited", "vendor_unavailable"] as const) {
      const both = registerWithSpare(failing(code), register);
      expect(await both.find("356000000")).toMatchObject({ name: "LA POSTE" });
      expect((await both.search("la poste", 5))[0]).toMatchObject({ name: "LA POSTE" });
    }
  });

  it("hides no wrong key, and asks nobody twice for what is unknown", async () => {
    const { register, asked } = house();
    await expect(registerWithSpare(failing("misconfigured"), register).find("356000000")).rejects.toMatchObject({ code: "misconfigured" });
    expect(asked).toEqual([]);
    expect(await registerWithSpare(register, failing("misconfigured")).find("999999998")).toBeNull();
  });

  it("says what the first said when both fail", async () => {
    const both = registerWithSpare(failing("rate_limited"), failing("vendor_unavailable"));
    await expect(both.find("356000000")).rejects.toMatchObject({ code: "rate_limited" });
  });
});

describe("which register is asked", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The hosts that are asked for a company, when INSEE answers with this status. */
  async function hostsAsked(values: Partial<Env>, status: number): Promise<string[]> {
    const hosts: string[] = [];
    vi.stubGlobal("fetch", async (input: string) => {
      const { host } = new URL(input);
      hosts.push(host);
      return host === "api.insee.fr" ? Response.json({ etablissements: [] }, { status }) : Response.json({ results: [] });
    });
    const env = { ...values, DB: {}, REGISTER_LIMIT: { limit: async () => ({ success: true }) } } as unknown as Env;
    const { register } = connect(env, { crm: "builtin", invoicing: "builtin", mailer: "none" } as Settings);
    await register.search("acme france", 5);
    return hosts;
  }

  it("is the open search without a key, INSEE with one, and the open search again when INSEE has had enough", async () => {
    expect(await hostsAsked({}, 200)).toEqual(["recherche-entreprises.api.gouv.fr"]);
    expect(await hostsAsked({ INSEE_API_KEY: "k" }, 200)).toEqual(["api.insee.fr"]);
    expect(await hostsAsked({ INSEE_API_KEY: "k" }, 429)).toEqual(["api.insee.fr", "recherche-entreprises.api.gouv.fr"]);
  });
});
