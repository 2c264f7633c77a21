import { describe, expect, it } from "vitest";
import { hubspotStandIn } from "./stand-in.ts";

const COMPANIES = "/crm/objects/2026-03/companies";
const CONTACTS = "/crm/objects/2026-03/contacts";
const PROPERTIES = "/crm/properties/2026-03/companies";

function account(options: Partial<Parameters<typeof hubspotStandIn>[0]> = {}) {
  const standIn = hubspotStandIn({ key: "k", ...options });
  const ask = async (method: string, path: string, body?: object, key = "k") => {
    const init = { method, headers: { Authorization: `Bearer ${key}` }, body: body ? JSON.stringify(body) : null };
    const answer = await standIn.fetch(new Request(`http://hubspot.test${path}`, init));
    return { status: answer.status, said: (await answer.json().catch(() => ({}))) as Record<string, unknown> };
  };
  const add = (path: string, properties: object) => ask("POST", path, { properties, associations: [] });
  return { ask, add, standIn };
}

const MINE = { name: "mine", label: "Mine", groupName: "ours", type: "string", fieldType: "text", hasUniqueValue: true };
const search = (value: string) => ({ filterGroups: [{ filters: [{ propertyName: "name", operator: "EQ", value }] }], limit: 10 });

describe("HubSpot's manners", () => {
  it("lets nobody in without the key, nor anybody when there is none", async () => {
    expect((await account().ask("GET", COMPANIES, undefined, "other")).said).toMatchObject({ category: "INVALID_AUTHENTICATION" });
    expect((await account({ key: "" }).ask("GET", COMPANIES, undefined, "")).status).toBe(401);
    const { status, said } = await account({ lacks: ["crm.objects.companies.read"] }).ask("POST", `${COMPANIES}/search`, search("x"));
    expect([status, said.category]).toEqual([403, "MISSING_SCOPES"]);
  });

  it("tells a record that is not there from a path that is not", async () => {
    const { ask } = account();
    expect(await ask("GET", `${COMPANIES}/1`)).toMatchObject({ status: 404, said: { category: "OBJECT_NOT_FOUND" } });
    expect(await ask("GET", "/crm/objects/2026-03/planets/1")).toEqual({ status: 404, said: {} });
  });

  it("refuses a property that it does not have, and keeps what is unique", async () => {
    const { ask, add } = account();
    expect((await add(COMPANIES, { mine: "1" })).said.message).toContain("PROPERTY_DOESNT_EXIST");
    expect(await ask("POST", PROPERTIES, MINE)).toMatchObject({ status: 400 }); // without its group
    await ask("POST", `${PROPERTIES}/groups`, { name: "ours", label: "Ours" });
    expect(await ask("GET", `${COMPANIES}/1?idProperty=mine`)).toMatchObject({ status: 400 });
    expect(await ask("POST", PROPERTIES, MINE)).toMatchObject({ status: 201 });
    expect(await ask("POST", PROPERTIES, MINE)).toMatchObject({ status: 409 });
    expect(await add(COMPANIES, { mine: "1" })).toMatchObject({ status: 201, said: { id: "1" } });
    const { status, said } = await add(COMPANIES, { mine: "1" });
    expect([status, said.message]).toEqual([
      400,
      expect.stringMatching(/^Cannot set PropertyValueCoordinates\{.*\} on 2\. 1 already has that value\.$/),
    ]);
    expect(await ask("GET", `${COMPANIES}/1?idProperty=mine&properties=mine`)).toMatchObject({
      said: { id: "1", properties: { mine: "1" } },
    });
  });

  it("has one contact for each e-mail, whatever its letters", async () => {
    const { ask, add } = account();
    await add(CONTACTS, { email: "Camille@Free.fr" });
    expect(await add(CONTACTS, { email: "camille@free.fr" })).toMatchObject({
      status: 409,
      said: { message: "Contact already exists. Existing ID: 1" },
    });
    expect(await add(CONTACTS, { phone: "1" })).toMatchObject({ status: 400 });
    expect(await ask("GET", `${CONTACTS}/CAMILLE@free.fr?idProperty=email`)).toMatchObject({ said: { id: "1" } });
  });

  it("finds what was written some time ago, by what was written then", async () => {
    let ms = 0;
    const { ask, add } = account({ searchLagMs: 5_000, now: () => new Date(ms) });
    const total = async (name: string) => (await ask("POST", `${COMPANIES}/search`, search(name))).said.total;
    await add(COMPANIES, { name: "Before" });
    expect(await total("before")).toBe(0);
    ms += 5_000;
    expect(await total("before")).toBe(1);
    await ask("PATCH", `${COMPANIES}/1`, { properties: { name: "After" } });
    expect([await total("before"), await total("after")]).toEqual([1, 0]);
    ms += 5_000;
    expect([await total("before"), await total("after")]).toEqual([0, 1]);
  });

  it("shows a page for what exists, for what does not, and for all, with names as text", async () => {
    const { add, standIn } = account();
    await add(COMPANIES, { name: "<b>A</b> & B" });
    const page = async (path: string) => {
      const answer = await standIn.fetch(new Request(`http://hubspot.test${path}`));
      return { status: answer.status, text: await answer.text() };
    };
    for (const path of ["/", "/contacts/14212842/record/0-2/1"]) expect((await page(path)).text).toContain("&lt;b&gt;A&lt;/b&gt; &amp; B");
    expect(await page("/contacts/14212842/record/0-1/1")).toMatchObject({ status: 404 });
  });
});
