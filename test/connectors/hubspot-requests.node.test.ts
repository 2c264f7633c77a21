/** What the connector sends to HubSpot, against HubSpot's own OpenAPI, where that lies beside the checkout. In Node: ajv compiles its checks. */
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { officialText } from "../contracts/official.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { fresh, openCrm, PARTY, PERSON } from "./hubspot-house.ts";

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: { content: { "application/json": { schema: { $ref: string } } } };
  responses: Record<string, { content?: { "application/json"?: { schema: { $ref: string } } } }>;
}
interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: object;
}
interface Exchange {
  verb: string;
  url: URL;
  sent: unknown;
  status: number;
  got: unknown;
}

/** Everything that the connector asks in a client's life. */
async function exchanges(): Promise<Exchange[]> {
  const { standIn } = fresh();
  const heard: Exchange[] = [];
  const send: typeof fetch = async (input, init) => {
    const answer = await asFetch(standIn)(input, init);
    const sent = typeof init?.body === "string" ? JSON.parse(init.body) : undefined;
    const got = answer.headers.get("content-type")?.includes("json") ? await answer.clone().json() : undefined;
    heard.push({ verb: (init?.method ?? "GET").toLowerCase(), url: new URL(String(input)), sent, status: answer.status, got });
    return answer;
  };
  const crm = openCrm(send);
  const one = await crm.create(PARTY, "CL-1");
  const other = await crm.create({ ...PARTY, siren: "356000000" }, "CL-2");
  const person = await crm.create(PERSON, "CL-3");
  const contact = { name: "Élodie d'Arc", email: "elodie@durand.example", phone: "" };
  await crm.createContact(one.externalId, contact, "CO-1");
  await crm.createContact(other.externalId, contact, "CO-2"); // there already: associated
  await crm.findContact(one.externalId, "CO-1");
  await crm.update(one.externalId, { note: "", kinds: ["client", "supplier"], address: PARTY.address });
  await crm.update(person.externalId, { name: "Camille" });
  await crm.findByReference("CL-1");
  await crm.findTwins({ siren: PARTY.siren, vatNumber: PARTY.vatNumber, email: PERSON.email });
  await crm.read(person.externalId);
  await crm.read(one.externalId, true);
  await crm.list(null, 2);
  await crm.list("contacts:", 2);
  const trader = await crm.create({ ...PARTY, siren: "" }, "CL-4");
  await crm.merge?.(one.externalId, other.externalId);
  await crm.privacy.personsBy(contact.email);
  await crm.privacy.eraseParty(person.externalId);
  await crm.privacy.eraseParty(trader.externalId);
  return heard;
}

describe("HubSpot's own description (2026-03)", () => {
  it("has every request that we send, and the stand-in answers as it says", async ({ skip }) => {
    const texts = ["companies", "contacts"].map((type) => officialText(`hubspot/${type}.2026-03.json`));
    if (texts.some((text) => !text)) return skip("the official description is not beside the project");
    const apis = texts.map((text) => JSON.parse(text as string) as OpenApi);
    const checks = new Map(apis.map((api) => [api, checksOf(api)]));

    const objects = (await exchanges()).filter(({ url }) => url.pathname.startsWith("/crm/objects/"));
    expect(new Set(objects.map(({ verb }) => verb))).toEqual(new Set(["get", "post", "put", "patch", "delete"]));
    expect(objects.length).toBeGreaterThan(15);
    for (const { verb, url, sent, status, got } of objects) {
      const what = `${verb} ${url.pathname}`;
      const api = apis[/\/contacts\b/.test(url.pathname) ? 1 : 0] as OpenApi;
      const operation = operationOf(api, verb, url.pathname);
      expect(operation, what).toBeDefined();
      const known = operation?.parameters?.filter((one) => one.in === "query").map(({ name }) => name) ?? [];
      expect(
        [...url.searchParams.keys()].filter((name) => !known.includes(name)),
        what,
      ).toEqual([]);

      const check = checks.get(api);
      const asked = operation?.requestBody?.content["application/json"].schema.$ref;
      if (asked) expect(check?.(asked, sent), `${what} sent`).toBeNull();
      const told = operation?.responses[status]?.content?.["application/json"]?.schema.$ref;
      if (status === 204) expect([told, got], `${what} answered`).toEqual([undefined, undefined]);
      else if (status < 300) expect(check?.(told ?? "", got), `${what} answered`).toBeNull();
    }
  });

  it("would see a mistake", ({ skip }) => {
    const text = officialText("hubspot/companies.2026-03.json");
    if (!text) return skip("the official description is not beside the project");
    const check = checksOf(JSON.parse(text));
    expect(check("#/components/schemas/SimplePublicObjectInputForCreate", { properties: {} })).not.toBeNull();
    expect(
      check("#/components/schemas/PublicObjectSearchRequest", { filterGroups: [{ filters: [{ propertyName: "x", operator: "LIKE" }] }] }),
    ).not.toBeNull();
  });
});

/** What is wrong with a value by a schema of the description; null = nothing. */
function checksOf(api: OpenApi): (ref: string, value: unknown) => ValidateFunction["errors"] {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(nullable(api) as object, "api");
  return (ref, value) => {
    const check = ajv.compile({ $ref: `api${ref}` });
    return check(value) ? null : check.errors;
  };
}

/** HubSpot describes values as strings and answers null for the empty ones, as its own clients know. */
function nullable(node: unknown, key = ""): unknown {
  if (Array.isArray(node)) return node.map((one) => nullable(one));
  if (typeof node !== "object" || node === null) return node;
  const copied = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, nullable(value, name)]));
  return key === "additionalProperties" && copied.type === "string" ? { ...copied, type: ["string", "null"] } : copied;
}

/** The one whose path fits with the fewest names to fill in. */
function operationOf(api: OpenApi, verb: string, path: string): Operation | undefined {
  const fits = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
  const names = (template: string) => template.split("{").length;
  const [found] = Object.keys(api.paths)
    .filter((template) => api.paths[template]?.[verb] && fits(template))
    .sort((a, b) => names(a) - names(b));
  return found ? api.paths[found]?.[verb] : undefined;
}
