/** HubSpot's account: our properties in it, its key and its address, and answers that it should not give. */
import { describe, expect, it } from "vitest";
import { asFetch } from "../sandbox/as-fetch.ts";
import { fresh, house, openCrm, PARTY, PERSON } from "./hubspot-house.ts";

describe("an account that nobody has prepared", () => {
  it("gets our properties with the first client, once", async () => {
    const { crm, standIn } = fresh();
    await crm.create(PARTY, "PA-2026-000062");
    const made = standIn.dump();
    expect(made.properties.companies.map(({ name }) => name).sort()).toEqual(
      ["email", "kinds", "note", "reference", "siren", "siret", "vat"].map((name) => `passerelle_${name}`),
    );
    expect(made.properties.contacts.map(({ name }) => name).sort()).toEqual(
      ["kinds", "note", "reference"].map((name) => `passerelle_${name}`),
    );
    expect(made.rows).toHaveLength(1);
    await crm.create(PERSON, "PA-2026-000063");
    expect(standIn.dump().properties).toEqual(made.properties);
  });

  it.each(["findByReference", "findTwins", "findContact"] as const)("gets them with %s too", async (method) => {
    const { crm } = fresh();
    const asked = {
      findByReference: () => crm.findByReference("PA-1"),
      findTwins: () => crm.findTwins({ siren: "1" }),
      findContact: () => crm.findContact("1", "CO-1"),
    };
    expect(await asked[method]()).toEqual(method === "findTwins" ? [] : null);
  });

  it("gets what is missing when somebody has deleted one of them", async () => {
    const { crm, standIn } = await house();
    const snapshot = standIn.dump();
    snapshot.properties.companies = snapshot.properties.companies.filter(({ name }) => name !== "passerelle_vat");
    standIn.restore(snapshot);
    const { externalId } = await crm.create(PARTY, "PA-2026-000064");
    expect(await crm.read(externalId)).toMatchObject({ vatNumber: PARTY.vatNumber });
  });

  it("is not written to while its reference would not be unique", async () => {
    const { crm, standIn } = await house();
    const snapshot = standIn.dump();
    for (const property of snapshot.properties.companies) if (property.name === "passerelle_reference") property.hasUniqueValue = false;
    standIn.restore(snapshot);
    await expect(crm.findByReference("PA-2026-000065")).rejects.toMatchObject({ code: "misconfigured" });
  });

  it("surely has no client when the answer to making them is lost", async () => {
    const { crm, faults, standIn } = fresh();
    faults.add({ kind: "lose-reply", match: { path: "/crm/properties" } });
    await expect(crm.create(PARTY, "PA-2026-000066")).rejects.toMatchObject({ code: "vendor_unavailable" });
    expect(standIn.dump().rows).toEqual([]);
    await crm.create(PARTY, "PA-2026-000066");
    expect(standIn.dump().rows).toHaveLength(1);
  });
});

describe("blames our configuration, not the person", () => {
  it("when the key is refused, without telling it", async () => {
    const crm = openCrm(asFetch(fresh().standIn), { HUBSPOT_KEY: "a-wrong-key" });
    const error = await crm.create(PARTY, "PA-2026-000070").catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: "misconfigured" });
    expect(String(error)).not.toContain("a-wrong-key");
  });

  it.each(["crm.objects.companies.write", "crm.schemas.companies.write", "crm.schemas.contacts.write"])(
    "when the key lacks %s",
    async (scope) => {
      const { crm, standIn } = fresh({ lacks: [scope] });
      await expect(crm.create(PARTY, "PA-2026-000071")).rejects.toMatchObject({ code: "misconfigured" });
      expect(standIn.dump().rows).toEqual([]);
    },
  );

  it.each([
    ["a page that is not there", () => new Response("<h1>404</h1>", { status: 404 })],
    ["a redirect", () => new Response(null, { status: 302, headers: { Location: "/login" } })],
  ])("when the address leads to %s", async (_, answer) => {
    const crm = openCrm(async () => answer());
    await expect(crm.findByReference("PA-2026-000072")).rejects.toMatchObject({ code: "misconfigured" });
    await expect(crm.read("1")).rejects.toMatchObject({ code: "misconfigured" });
  });
});

describe("does not trust an answer", () => {
  it.each([{ id: null, properties: {} }, { id: "1" }, [], "text", null])("such as %j", async (answer) => {
    await expect(openCrm(async () => Response.json(answer)).read("1")).rejects.toMatchObject({ code: "bad_answer" });
  });

  it("to a create that carries no id: it may have been written", async () => {
    const send: typeof fetch = async () => Response.json({ ok: true });
    await expect(openCrm(send).create(PARTY, "PA-2026-000080")).rejects.toMatchObject({ code: "maybe_written" });
  });

  it.each([
    [423, "vendor_unavailable"],
    [477, "vendor_unavailable"],
    [409, "conflict"],
    [400, "vendor_refused"],
  ])("and knows %i for %s, whatever else it says", async (status, code) => {
    for (const body of ["", "[]", "null", '{"message":3}', '{"message":"Property values were not valid: [null]"}']) {
      const crm = openCrm(async () => new Response(body, { status }));
      await expect(crm.create(PARTY, "PA-2026-000081")).rejects.toMatchObject({ code });
    }
  });
});
