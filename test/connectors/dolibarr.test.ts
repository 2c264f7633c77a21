import { describe, expect, it } from "vitest";
import type { CrmParty } from "../../edge/clients/crm.ts";
import dolibarr from "../../edge/connectors/dolibarr/index.ts";
import { keepsTheCrmPromise } from "../contracts/crm.ts";
import { officialText } from "../contracts/official.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { type DolibarrOptions, dolibarrStandIn } from "../sandbox/dolibarr/stand-in.ts";
import { createFaults } from "../sandbox/faults.ts";

const KEY = "test-key";
const SITE = "http://dolibarr.test";

function openCrm(send: typeof fetch, secret: Partial<Record<"DOLIBARR_URL" | "DOLIBARR_API_KEY", string>> = {}) {
  const db = undefined as unknown as D1Database;
  return dolibarr.open({ secret: { DOLIBARR_URL: SITE, DOLIBARR_API_KEY: KEY, ...secret }, fetch: send, db, mayCall: async () => true })
    .crm;
}

function house(options: Partial<DolibarrOptions> = {}) {
  const faults = createFaults();
  const standIn = dolibarrStandIn({ key: KEY, faults, ...options });
  return { standIn, faults, crm: openCrm(asFetch(standIn)), knowsContractors: false, contactReads: { path: "/contacts" } };
}

const PARTY: CrmParty = {
  name: "Durand & Fils",
  kinds: ["client", "supplier"],
  company: true,
  siren: "002012599",
  siret: "00201259900011",
  vatNumber: "FR44002012599",
  email: "durand@client.example",
  phone: "03 20 00 00 00",
  address: { line: "55 rue Jean Jaurès", postcode: "59000", city: "Lille", country: "FR" },
  note: "",
};

keepsTheCrmPromise("Dolibarr", async () => house());
keepsTheCrmPromise("an older Dolibarr", async () => house({ old: true }));
keepsTheCrmPromise("a Dolibarr that numbers by monkey", async () => house({ numbering: "monkey" }));

describe("Dolibarr's own ways", () => {
  it("gets our reference as external reference, customer code and supplier code", async () => {
    const { crm, standIn } = house();
    await crm.create(PARTY, "PA-2026-000042");
    expect(standIn.dump().parties).toMatchObject([
      {
        ref_ext: "PA-2026-000042",
        code_client: "PA-2026-000042",
        code_fournisseur: "PA-2026-000042",
        client: 1,
        fournisseur: 1,
        fk_pays: 1,
        status: 1,
      },
    ]);
  });

  it("gives no customer code to a mere supplier", async () => {
    const { crm, standIn } = house();
    await crm.create({ ...PARTY, kinds: ["contractor"] }, "PA-2026-000043");
    expect(standIn.dump().parties).toMatchObject([{ code_client: null, code_fournisseur: "PA-2026-000043", client: 0, fournisseur: 1 }]);
  });

  it("lets a Dolibarr with a mask number by itself, and still finds the party by our reference", async () => {
    const { crm, standIn } = house({ numbering: "elephant", now: () => new Date("2026-11-22T10:00:00Z") });
    const { externalId } = await crm.create(PARTY, "PA-2026-000044");
    expect(standIn.dump().parties).toMatchObject([{ ref_ext: "PA-2026-000044", code_client: "CU26-0001", code_fournisseur: "SU26-0001" }]);
    expect(await crm.findByReference("PA-2026-000044")).toMatchObject({ externalId, reference: "PA-2026-000044" });
  });

  it("finds a party that carries our reference as its code only", async () => {
    const { crm, standIn } = house();
    await crm.create(PARTY, "PA-2026-000045");
    const snapshot = standIn.dump();
    standIn.restore({ ...snapshot, parties: snapshot.parties.map((party) => ({ ...party, ref_ext: null })) });
    expect(await crm.findByReference("PA-2026-000045")).toMatchObject({ reference: "PA-2026-000045", name: PARTY.name });
  });

  it("finds numbers that people typed into Dolibarr with spaces", async () => {
    const { crm, standIn } = house();
    const { externalId } = await crm.create(PARTY, "PA-2026-000046");
    const snapshot = standIn.dump();
    const spaced = { siren: "002 012 599", tva_intra: "fr 44 002012599" };
    standIn.restore({ ...snapshot, parties: snapshot.parties.map((party) => ({ ...party, ...spaced })) });
    expect(await crm.findTwins({ siren: PARTY.siren })).toMatchObject([{ externalId, siren: PARTY.siren }]);
    expect(await crm.findTwins({ vatNumber: PARTY.vatNumber })).toMatchObject([{ externalId, vatNumber: PARTY.vatNumber }]);
  });

  it("skips nobody when a party is deleted behind the page", async () => {
    const { crm, standIn } = house();
    for (const number of [1, 2, 3, 4]) await crm.create({ ...PARTY, name: `Tiers ${number}` }, `PA-2026-00007${number}`);
    const first = await crm.list(null, 2);
    const snapshot = standIn.dump();
    standIn.restore({ ...snapshot, parties: snapshot.parties.slice(1) });
    const second = await crm.list(first.next, 2);
    expect([...first.records, ...second.records].map(({ name }) => name)).toEqual(["Tiers 1", "Tiers 2", "Tiers 3", "Tiers 4"]);
  });

  it("links to the page of the record, which shows it", async () => {
    const { crm, standIn } = house();
    const { externalId } = await crm.create({ ...PARTY, name: "<b>Durand</b> & Fils" }, "PA-2026-000047");
    const record = await crm.read(externalId);
    expect(record?.url).toBe(`${SITE}/societe/card.php?socid=${externalId}`);
    const page = await standIn.fetch(new Request(record?.url ?? ""));
    expect(await page.text()).toContain("Durand &amp; Fils");
  });

  it("takes the address with or without its API path", async () => {
    const { standIn } = house();
    for (const address of [`${SITE}/`, `${SITE}/api/index.php`, `${SITE}/api/index.php/`]) {
      expect(await openCrm(asFetch(standIn), { DOLIBARR_URL: address }).findByReference("PA-NOBODY-000")).toBeNull();
    }
  });

  it("leaves out a country that Dolibarr does not know", async () => {
    const { crm } = house();
    const { externalId } = await crm.create({ ...PARTY, address: { ...PARTY.address, country: "ZZ" } }, "PA-2026-000048");
    expect((await crm.read(externalId))?.address.city).toBe("Lille");
  });

  it("names the field that Dolibarr refuses, and creates nothing", async () => {
    const { crm, standIn } = house();
    const email = `${"a".repeat(140)}@client.example`;
    await expect(crm.create({ ...PARTY, email }, "PA-2026-000049")).rejects.toMatchObject({ code: "vendor_refused", field: "email" });
    await expect(crm.create({ ...PARTY, name: "<i></i>" }, "PA-2026-000050")).rejects.toMatchObject({
      code: "vendor_refused",
      field: "name",
    });
    expect(standIn.dump().parties).toEqual([]);
  });

  it.each([{ old: false }, { old: true }])("does not take a refused update for done ($old)", async (options) => {
    const { crm } = house(options);
    const { externalId } = await crm.create(PARTY, "PA-2026-000051");
    const email = `${"a".repeat(140)}@client.example`;
    await expect(crm.update(externalId, { email, name: PARTY.name })).rejects.toMatchObject({ code: "vendor_refused" });
    expect(await crm.read(externalId)).toMatchObject({ email: PARTY.email });
  });

  it("leaves a prospect a prospect, whatever else the party becomes", async () => {
    const { crm, standIn } = house();
    const { externalId } = await crm.create(PARTY, "PA-2026-000056");
    const snapshot = standIn.dump();
    standIn.restore({ ...snapshot, parties: snapshot.parties.map((party) => ({ ...party, client: 2 })) });
    expect((await crm.read(externalId))?.kinds).toEqual(["supplier"]);
    const flags: unknown[] = [];
    for (const kinds of [["client"], ["client", "supplier"], ["supplier"]] as CrmParty["kinds"][]) {
      await crm.update(externalId, { kinds });
      const [party] = standIn.dump().parties;
      flags.push([party?.client, party?.fournisseur]);
    }
    await crm.update(externalId, { note: "Rappeler" });
    expect(flags).toEqual([
      [3, 0],
      [3, 1],
      [2, 1],
    ]);
    expect(standIn.dump().parties).toMatchObject([{ client: 2, fournisseur: 1, note_private: "Rappeler" }]);
  });

  it("is not sure of an update whose answer is lost", async () => {
    const { crm, faults } = house();
    const { externalId } = await crm.create(PARTY, "PA-2026-000052");
    faults.add({ kind: "lose-reply", match: { method: "PUT" } });
    await expect(crm.update(externalId, { name: "Durand" })).rejects.toMatchObject({ code: "maybe_written" });
    expect(await crm.read(externalId)).toMatchObject({ name: "Durand" });
  });

  it("remembers over a restart", async () => {
    const { crm, standIn } = house();
    await crm.create(PARTY, "PA-2026-000053");
    const snapshot = JSON.parse(JSON.stringify(standIn.dump()));
    const again = house();
    again.standIn.restore(snapshot);
    expect(await again.crm.findByReference("PA-2026-000053")).toMatchObject({ name: PARTY.name });
    await expect(again.crm.create(PARTY, "PA-2026-000053")).rejects.toMatchObject({ code: "conflict" });
  });
});

it("asks only for what Dolibarr describes", async ({ skip }) => {
  const swagger = officialText("dolibarr/swagger.json"); // as a Dolibarr 23 serves it of itself
  if (!swagger) return skip("the official description is not beside the project");
  const { paths } = JSON.parse(swagger) as { paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>> };
  const { standIn } = house();
  const asked: { verb: string; path: string; params: string[] }[] = [];
  const crm = openCrm((input, init) => {
    const url = new URL(String(input));
    const path = url.pathname
      .slice("/api/index.php".length)
      .replace(/(?<=^\/thirdparties\/)\d+$/, "{id}")
      .replace(/(?<=byCode\/)\w+$/, "{code}");
    asked.push({ verb: (init?.method ?? "GET").toLowerCase(), path, params: [...url.searchParams.keys()] });
    return asFetch(standIn)(input, init);
  });
  const { externalId } = await crm.create({ ...PARTY, company: false }, "PA-2026-000054");
  await crm.update(externalId, { note: "Rappeler" });
  await crm.createContact(externalId, { name: "Élodie", email: "", phone: "" }, "PA-2026-000055");
  await crm.findContact(externalId, "PA-2026-000055");
  await crm.findByReference("PA-2026-000054");
  await crm.findTwins({ siren: PARTY.siren });
  await crm.read(externalId);

  expect(asked.length).toBeGreaterThan(8);
  for (const { verb, path, params } of asked) {
    const described = paths[path]?.[verb];
    expect(described, `${verb} ${path}`).toBeDefined();
    const known = described?.parameters?.filter((parameter) => parameter.in === "query").map(({ name }) => name) ?? [];
    expect(
      params.filter((name) => !known.includes(name)),
      `${verb} ${path}`,
    ).toEqual([]);
  }
});

describe("blames our configuration, not the person", () => {
  it("when the key is refused, without telling it", async () => {
    const { standIn } = house();
    const crm = openCrm(asFetch(standIn), { DOLIBARR_API_KEY: "a-wrong-key" });
    const error = await crm.create(PARTY, "PA-2026-000060").catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: "misconfigured" });
    expect(String(error)).not.toContain("a-wrong-key");
  });

  it.each([
    ["a page that is not there", () => new Response("<h1>Not Found</h1>", { status: 404 })],
    ["an API without the module", () => Response.json({ error: { code: 404, message: "Not Found" } }, { status: 404 })],
    ["a redirect to a login page", () => new Response(null, { status: 302, headers: { Location: "/login" } })],
  ])("when the address leads to %s", async (_, answer) => {
    const crm = openCrm(async () => answer());
    await expect(crm.findByReference("PA-2026-000061")).rejects.toMatchObject({ code: "misconfigured" });
    await expect(crm.read("1")).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("when the address is none", () => {
    expect(() => openCrm(fetch, { DOLIBARR_URL: "dolibarr" })).toThrow(expect.objectContaining({ code: "misconfigured" }));
  });
});

describe("does not trust an answer", () => {
  it.each([{ id: null, name: "x" }, [], "text", null])("such as %j", async (answer) => {
    await expect(openCrm(async () => Response.json(answer)).read("1")).rejects.toMatchObject({ code: "bad_answer" });
  });

  it("to a create that carries no id: it may have been written", async () => {
    const send: typeof fetch = async (_, init) => Response.json(init?.method === "POST" ? { ok: true } : { id: "1" });
    await expect(openCrm(send).create(PARTY, "PA-2026-000062")).rejects.toMatchObject({ code: "maybe_written" });
  });
});
