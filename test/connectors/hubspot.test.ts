import { describe, expect, it } from "vitest";
import { keepsTheCrmPromise } from "../contracts/crm.ts";
import { fresh, house, PARTY, PERSON, SITE } from "./hubspot-house.ts";

type House = Awaited<ReturnType<typeof house>>;
const rowsOf = ({ standIn }: House, type: string) => standIn.dump().rows.filter((row) => row.type === type);

keepsTheCrmPromise("HubSpot", () => house());
keepsTheCrmPromise("a HubSpot that gives no links and makes no companies", () => house({ givesLinks: false, makesCompanies: false }));

describe("HubSpot's own ways", () => {
  it("gets our reference in a property that it holds unique, and what else it has no place for", async () => {
    const opened = await house();
    await opened.crm.create(PARTY, "PA-2026-000042");
    expect(rowsOf(opened, "companies")).toMatchObject([
      {
        properties: {
          name: "Durand & Fils",
          domain: "durand.example",
          passerelle_reference: "PA-2026-000042",
          passerelle_kinds: "client;supplier",
          passerelle_siren: "002012599",
          country: "France",
        },
      },
    ]);
    expect(opened.standIn.dump().properties.companies).toContainEqual(
      expect.objectContaining({ name: "passerelle_reference", hasUniqueValue: true, groupName: "passerelle" }),
    );
  });

  it("finds by reference at once, though its search is behind", async () => {
    let ms = Date.parse("2026-11-22T10:00:00Z");
    const { crm } = await house({ searchLagMs: 10_000, now: () => new Date(ms) });
    const { externalId } = await crm.create(PARTY, "PA-2026-000043");
    expect(await crm.findByReference("PA-2026-000043")).toMatchObject({ externalId });
    expect(await crm.findTwins({ siren: PARTY.siren })).toEqual([]);
    ms += 10_000;
    expect(await crm.findTwins({ siren: PARTY.siren })).toMatchObject([{ externalId }]);
  });

  it("makes a private person a contact, and a company a company", async () => {
    const opened = await house();
    const { crm } = opened;
    const { externalId } = await crm.create(PERSON, "PA-2026-000044");
    expect(externalId).toMatch(/^contact-\d+$/);
    expect(rowsOf(opened, "companies")).toEqual([]);
    expect(rowsOf(opened, "contacts")).toMatchObject([
      { properties: { firstname: "Camille", lastname: "Duval", email: "camille@free.fr" } },
    ]);
    expect(await crm.read(externalId)).toEqual({
      ...PERSON,
      externalId,
      reference: "PA-2026-000044",
      url: expect.stringContaining("/record/0-1/"),
    });
    expect(await crm.findByReference("PA-2026-000044")).toMatchObject({ externalId, company: false });
    expect(await crm.findTwins({ email: "Camille@Free.fr" })).toMatchObject([{ externalId }]);
    await crm.update(externalId, { name: "Camille Duval-Petit", phone: "" });
    expect(await crm.read(externalId)).toMatchObject({ name: "Camille Duval-Petit", phone: "", email: PERSON.email });
    expect(await crm.createContact(externalId, { name: "", email: PERSON.email, phone: "" }, "CO-1")).toEqual({
      externalId: externalId.slice(8),
    });
  });

  it("names the e-mail when another contact has it: that is no conflict over our reference", async () => {
    const opened = await house();
    const { crm } = opened;
    await crm.create(PERSON, "PA-2026-000045");
    const taken = { code: "vendor_refused", field: "email" };
    await expect(crm.create({ ...PERSON, name: "Autre" }, "PA-2026-000046")).rejects.toMatchObject(taken);
    const { externalId } = await crm.create({ ...PERSON, email: "" }, "PA-2026-000047");
    await expect(crm.update(externalId, { email: PERSON.email })).rejects.toMatchObject(taken);
    expect(rowsOf(opened, "contacts")).toHaveLength(2);
  });

  it("knows its own person again when the request arrived twice", async () => {
    const { crm, faults } = await house();
    faults.add({ kind: "doubled", match: { method: "POST" } });
    await expect(crm.create(PERSON, "PA-2026-000061")).rejects.toMatchObject({ code: "conflict" });
    expect(await crm.findByReference("PA-2026-000061")).toMatchObject({ email: PERSON.email });
  });

  it("sees no client in a company's contact person, nor in an address without a company that is no customer", async () => {
    const opened = await house();
    const { crm, standIn } = opened;
    const { externalId } = await crm.create(PARTY, "PA-2026-000048");
    await crm.createContact(externalId, { name: "Élodie", email: PARTY.email, phone: "" }, "CO-2");
    await crm.create({ ...PERSON, email: "reader@free.fr" }, "PA-2026-000049");
    await crm.create({ ...PERSON, email: "buyer@free.fr" }, "PA-2026-000050");
    const snapshot = standIn.dump();
    for (const { properties } of snapshot.rows.filter(({ type }) => type === "contacts")) {
      delete properties.passerelle_kinds; // as HubSpot's own forms make them
      if (properties.email === "buyer@free.fr") properties.lifecyclestage = "customer";
    }
    standIn.restore(snapshot);
    expect(await crm.findTwins({ email: PARTY.email })).toMatchObject([{ externalId }]);
    const listed = [];
    for (let after: string | null = null, more = true; more; more = after !== null) {
      const page = await crm.list(after, 1);
      listed.push(...page.records.map(({ email, kinds }) => `${email} ${kinds}`));
      after = page.next;
    }
    expect(listed).toEqual([`${PARTY.email} client,supplier`, "buyer@free.fr client"]);
  });

  it("keeps its automation from making a second company of a contact's address", async () => {
    const opened = await house();
    const { externalId } = await opened.crm.create(PARTY, "PA-2026-000051");
    await opened.crm.createContact(externalId, { name: "Élodie d'Arc", email: "elodie@durand.example", phone: "" }, "CO-3");
    expect(rowsOf(opened, "companies")).toHaveLength(1);
    expect(rowsOf(opened, "contacts")).toMatchObject([{ companies: [externalId] }]);
    // What the domain is good for: without it, there would be two.
    const { externalId: silent } = await opened.crm.create({ ...PARTY, email: "" }, "PA-2026-000052");
    await opened.crm.createContact(silent, { name: "Jean", email: "jean@other.example", phone: "" }, "CO-4");
    expect(rowsOf(opened, "companies")).toHaveLength(3);
  });

  it("gives no company the domain of a free mailbox", async () => {
    const opened = await house();
    await opened.crm.create({ ...PARTY, email: "durand.fils@gmail.com" }, "PA-2026-000053");
    expect(rowsOf(opened, "companies")[0]?.properties).not.toHaveProperty("domain");
  });

  it("takes the contact who is there already, and once only when asked again", async () => {
    const opened = await house();
    const { crm } = opened;
    const person = { name: "Élodie d'Arc", email: "elodie@durand.example", phone: "" };
    const one = await crm.create(PARTY, "PA-2026-000054");
    const two = await crm.create({ ...PARTY, siren: "356000000" }, "PA-2026-000055");
    const contact = await crm.createContact(one.externalId, person, "CO-5");
    // Under another client of ours, and from a form of HubSpot's.
    expect(await crm.createContact(two.externalId, person, "CO-6")).toEqual(contact);
    expect(await crm.createContact(two.externalId, person, "CO-6")).toEqual(contact);
    expect(rowsOf(opened, "contacts")).toMatchObject([{ companies: [one.externalId, two.externalId] }]);
    expect(await crm.findContact(one.externalId, "CO-5")).toEqual(contact);
    const snapshot = opened.standIn.dump();
    for (const { type, properties } of snapshot.rows) if (type === "contacts") delete properties.passerelle_reference;
    opened.standIn.restore(snapshot);
    await crm.createContact(two.externalId, person, "CO-7");
    expect(await crm.findContact(two.externalId, "CO-7")).toEqual(contact);
  });

  it("reads countries, kinds and numbers as people write them there", async () => {
    const { crm, standIn } = await house();
    const { externalId } = await crm.create(PARTY, "PA-2026-000056");
    const edit = (changes: Record<string, string>) => {
      const snapshot = standIn.dump();
      Object.assign(snapshot.rows[0]?.properties ?? {}, changes);
      standIn.restore(snapshot);
      return crm.read(externalId);
    };
    const COUNTRIES = { Belgique: "BE", "ÉTATS-UNIS": "US", Germany: "DE", "united kingdom": "GB", ch: "CH", "": "FR", Atlantis: "ZZ" };
    for (const [country, code] of Object.entries(COUNTRIES)) expect((await edit({ country }))?.address.country, country).toBe(code);
    expect(await edit({ passerelle_kinds: "", lifecyclestage: "customer" })).toMatchObject({ kinds: ["client"] });
    expect(await edit({ address2: "Bâtiment B" })).toMatchObject({ address: { line: "55 rue Jean Jaurès, Bâtiment B" } });
    expect(await edit({ passerelle_siren: "002 012 599" })).toMatchObject({ siren: PARTY.siren });
    expect(await crm.findTwins({ siren: PARTY.siren })).toMatchObject([{ externalId }]);
  });

  it.each([
    [true, `${SITE}/contacts/14212842/record/0-2/1`],
    [false, "https://app-eu1.hubspot.com/contacts/14212842/record/0-2/1"],
  ])("links to the page of the record (links given: %s)", async (givesLinks, url) => {
    const { crm, standIn } = await house({ givesLinks });
    const { externalId } = await crm.create({ ...PARTY, name: "<b>Durand</b> & Fils" }, "PA-2026-000057");
    expect((await crm.read(externalId))?.url).toBe(url);
    const page = await standIn.fetch(new Request(`${SITE}/contacts/14212842/record/0-2/${externalId}`));
    expect(await page.text()).toContain("Durand&lt;/b&gt; &amp; Fils");
  });

  it("does without a link rather than without the record", async () => {
    const { crm, faults } = await house({ givesLinks: false });
    const { externalId } = await crm.create(PARTY, "PA-2026-000058");
    faults.add({ kind: "500", match: { path: "/account-info" } });
    expect(await crm.read(externalId)).toMatchObject({ name: PARTY.name, url: null });
  });

  it("names the field that HubSpot refuses, and creates nothing", async () => {
    const opened = await house();
    const wrong = { code: "vendor_refused", field: "email" };
    await expect(opened.crm.create({ ...PERSON, email: "camille@" }, "PA-2026-000059")).rejects.toMatchObject(wrong);
    expect(opened.standIn.dump().rows).toEqual([]);
  });

  it("is not sure of an update whose answer is lost", async () => {
    const { crm, faults } = await house();
    const { externalId } = await crm.create(PARTY, "PA-2026-000060");
    faults.add({ kind: "lose-reply", match: { method: "PATCH" } });
    await expect(crm.update(externalId, { name: "Durand" })).rejects.toMatchObject({ code: "maybe_written" });
    expect(await crm.read(externalId)).toMatchObject({ name: "Durand" });
  });

  it("takes a search that fails for a read that fails, though it is posted", async () => {
    const { crm, faults } = await house();
    faults.add({ kind: "500", match: { method: "POST" } });
    await expect(crm.findTwins({ siren: PARTY.siren })).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it("remembers over a restart", async () => {
    const { crm, standIn } = await house();
    await crm.create(PARTY, "PA-2026-000061");
    const again = fresh();
    again.standIn.restore(JSON.parse(JSON.stringify(standIn.dump())));
    expect(await again.crm.findByReference("PA-2026-000061")).toMatchObject({ name: PARTY.name });
    await expect(again.crm.create(PARTY, "PA-2026-000061")).rejects.toMatchObject({ code: "conflict" });
  });
});
