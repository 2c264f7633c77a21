import { describe, expect, it } from "vitest";
import sirene from "../../edge/connectors/sirene/index.ts";
import { toCompany } from "../../edge/connectors/sirene/sirene-map.ts";
import { keepsTheRegisterPromise } from "../contracts/company-register.ts";
import { officialText } from "../contracts/official.ts";
import { companies, companyNamed } from "../fixtures/companies.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { createFaults } from "../sandbox/faults.ts";
import { registerStandIn } from "../sandbox/register/stand-in.ts";

function openRegister(send: typeof fetch, mayCall = async () => true) {
  const db = undefined as unknown as D1Database;
  return sirene.open({ secret: { SIRENE_URL: "http://register.test" }, fetch: send, db, mayCall }).register;
}

function house() {
  const faults = createFaults();
  return { faults, register: openRegister(asFetch(registerStandIn({ companies, faults }))) };
}

keepsTheRegisterPromise("the open company search", async () => house());

describe("the open company search's own ways", () => {
  it("is asked politely, for no more than we need", async () => {
    const requests: Request[] = [];
    const send: typeof fetch = async (input, init) => {
      requests.push(new Request(input as Request, init as RequestInit));
      return Response.json({ results: [] });
    };
    await openRegister(send).search(" café & fils ", 100);
    const { url, headers } = requests[0]!;
    expect(headers.get("User-Agent")).toMatch(/Passerelle/);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      q: "café & fils",
      per_page: "25",
      page: "1",
      minimal: "true",
      include: "siege,tva",
    });
  });

  it("is not asked at all once our own limit is reached", async () => {
    const register = openRegister(
      () => Promise.reject(new Error("asked")),
      async () => false,
    );
    await expect(register.find("356000000")).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 1 });
    expect(await register.search("ab", 5)).toEqual([]); // needs no call, so no leave
  });

  it.each([
    [
      "a refusal of our parameters",
      () => Response.json({ erreur: "Au moins un champ à inclure est non valide." }, { status: 400 }),
      "bad_answer",
    ],
    ["another address", () => Response.json({ erreur: "Ressource non trouvée." }, { status: 404 }), "misconfigured"],
    ["another shape", () => Response.json({ results: [{ siren: 356000000 }] }), "bad_answer"],
    ["a page", () => new Response("<html>maintenance</html>"), "bad_answer"],
    ["more than we take", () => new Response(" ".repeat(1_000_001)), "bad_answer"],
  ])("never takes %s for an unknown company", async (_, answer, code) => {
    await expect(openRegister(async () => answer()).find("356000000")).rejects.toMatchObject({ code });
  });

  it("does not take another company for the one asked for", async () => {
    const other = { siren: "813487899", etat_administratif: "A" };
    expect(await openRegister(async () => Response.json({ results: [other] })).find("356000000")).toBeNull();
  });
});

describe("from its words to ours", () => {
  const unit = { siren: "356000000", etat_administratif: "A" as const };

  it("reads names in the orders it writes them", () => {
    expect(toCompany({ ...unit, nom_complet: "ACME (LE COMPTOIR) (ACM)", nom_raison_sociale: "ACME", sigle: "ACM" })).toMatchObject({
      name: "ACME",
      alias: "ACM",
    });
    expect(toCompany({ ...unit, nom_complet: "ACME (LE COMPTOIR)", nom_raison_sociale: "ACME" })).toMatchObject({
      name: "ACME",
      alias: "LE COMPTOIR",
    });
    expect(toCompany({ ...unit, nom_complet: "ACME CONSULTING ()", nom_raison_sociale: "ACME CONSULTING" })).toMatchObject({ alias: null });
    expect(toCompany({ ...unit, nom_complet: "JEANNE DUPONT (CHEZ JEANNE)" })).toMatchObject({
      name: "JEANNE DUPONT",
      alias: "CHEZ JEANNE",
    });
  });

  it("reads a head office abroad, and one that is only a line", () => {
    const abroad = { numero_voie: "1", libelle_voie: "GRAND PLACE", code_pays_etranger: "99131", libelle_commune_etranger: "BRUXELLES" };
    expect(toCompany({ ...unit, siege: abroad }).address).toEqual({
      line: "1 GRAND PLACE",
      postcode: "",
      city: "BRUXELLES",
      country: "BE",
    });
    expect(toCompany({ ...unit, siege: { code_pays_etranger: "99999" } }).address.country).toBe("ZZ");
    const line = { adresse: "LIEU DIT LE BOURG 61100 FLERS", code_postal: "61100", libelle_commune: "FLERS" };
    expect(toCompany({ ...unit, siege: line }).address).toEqual({
      line: "LIEU DIT LE BOURG",
      postcode: "61100",
      city: "FLERS",
      country: "FR",
    });
  });

  it("makes do with an answer that has nothing but the SIREN and the state", () => {
    expect(toCompany(unit)).toMatchObject({ siren: "356000000", siret: null, name: "", vatNumber: null, partial: false });
  });
});

describe("the stand-in tells no tales", () => {
  const ask = async (query: string) => {
    const response = await registerStandIn({ companies }).fetch(new Request(`http://register.test/search${query}`));
    return { status: response.status, body: (await response.json()) as { results: Record<string, unknown>[]; erreur?: string } };
  };

  it("answers only fields that the official description has, with the types it gives them", async ({ skip }) => {
    const contract = officialText("sirene/open-api.yml");
    if (!contract) return skip("the official description is not beside the project");
    const { body } = await ask(`?q=${companyNamed("ACME FRANCE").siret}`);
    const result = body.results[0]!;
    const described = propertiesOf(contract, "result");
    expect(Object.keys(result).filter((name) => !described.has(name))).toEqual([]);
    expect(described.size).toBeGreaterThan(20);
    const siege = propertiesOf(contract, "siege");
    expect(Object.keys(result.siege as object).filter((name) => !siege.has(name))).toEqual([]);
    for (const [name, value] of Object.entries(result)) {
      if (described.get(name) === "string" && value !== null) expect(typeof value, name).toBe("string");
      if (described.get(name) === "integer") expect(Number.isInteger(value), name).toBe(true);
    }
  });

  it.each([
    ["", "au moins un paramètre"],
    ["?q=ab", "3 caractères minimum"],
    ["?q=acme&per_page=26", "per_page"],
    ["?q=acme&page=0", "page"],
    ["?q=acme&include=siege", "minimal"],
    ["?q=acme&minimal=true&include=siege,gerants", "non valide"],
  ])("refuses /search%s as the real one does", async (query, words) => {
    const { status, body } = await ask(query);
    expect(status).toBe(400);
    expect(body.erreur).toContain(words);
  });

  it("leaves out what a minimal answer does not include", async () => {
    const { body } = await ask("?q=acme&minimal=true");
    expect(body.results.length).toBeGreaterThan(0);
    expect(body.results[0]).not.toHaveProperty("siege");
    expect((await ask("?q=acme")).body.results[0]).toHaveProperty("siege.siret");
  });
});

/** name → type of the properties of one schema, read by indentation: no YAML parser is worth having for this. */
function propertiesOf(yaml: string, schema: string): Map<string, string> {
  const block = yaml.slice(yaml.indexOf(`\n    ${schema}:\n`) + 1).split(/\n {4}(?=\S)/)[0] ?? "";
  const chapters = block.split(/\n {8}(?=\w+:\n)/).slice(1);
  return new Map(chapters.map((text) => [text.split(":")[0] ?? "", /^ {10}type: (\w+)/m.exec(text)?.[1] ?? ""]));
}
