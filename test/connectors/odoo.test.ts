import { describe, expect, it } from "vitest";
import { keepsTheCrmPromise } from "../contracts/crm.ts";
import { officialText } from "../contracts/official.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import type { Row } from "../sandbox/odoo/domains.ts";
import { house, openCrm, PARTY, REFERENCE, SITE } from "./odoo-under-test.ts";

keepsTheCrmPromise("Odoo", async () => house());
keepsTheCrmPromise("an Odoo that checks no VAT numbers", async () => house({ baseVat: false }));

describe("Odoo's own ways", () => {
  it("gets our reference as Reference, the SIRET as Company ID, and ranks for the kinds", async () => {
    const { crm, standIn } = house();
    await crm.create({ ...PARTY, kinds: ["client", "contractor"] }, REFERENCE);
    expect(standIn.dump().partners).toMatchObject([
      { ref: REFERENCE, company_registry: PARTY.siret, vat: PARTY.vatNumber, is_company: true, customer_rank: 1, supplier_rank: 1 },
    ]);
  });

  it("keeps the SIREN alone when that is all we know, and reads it from the VAT number when there is no other", async () => {
    const it = house();
    const { externalId } = await it.crm.create({ ...PARTY, siret: "" }, REFERENCE);
    expect(await it.crm.read(externalId)).toMatchObject({ siren: PARTY.siren, siret: "" });
    change(it, { company_registry: false });
    expect(await it.crm.read(externalId)).toMatchObject({ siren: PARTY.siren, siret: "" });
    expect(await it.crm.findTwins({ siren: PARTY.siren })).toMatchObject([{ externalId }]);
  });

  it("takes a foreign company's registration number for no SIREN", async () => {
    const it = house();
    const { externalId } = await it.crm.create({ ...PARTY, siren: "", siret: "", vatNumber: "BE0477472701" }, REFERENCE);
    change(it, { company_registry: "HRB 12345 B" });
    expect(await it.crm.read(externalId)).toMatchObject({ siren: "", siret: "", vatNumber: "BE0477472701" });
  });

  it("finds numbers that people typed with spaces", async () => {
    const it = house();
    const { externalId } = await it.crm.create(PARTY, REFERENCE);
    change(it, { company_registry: "002 012 599 00011", vat: "fr 44 002012599" });
    expect(await it.crm.findTwins({ siren: PARTY.siren })).toMatchObject([{ externalId, siren: PARTY.siren, siret: PARTY.siret }]);
    expect(await it.crm.findTwins({ vatNumber: PARTY.vatNumber })).toMatchObject([{ externalId, vatNumber: PARTY.vatNumber }]);
  });

  it("takes a contact person, who inherits the company's numbers, for no twin and no party", async () => {
    const { crm, standIn } = house();
    const { externalId } = await crm.create(PARTY, REFERENCE);
    await crm.createContact(externalId, { name: "Élodie d'Arc", email: "elodie@client.example", phone: "" }, "CO-0000000000AB");
    expect(standIn.dump().partners[1]).toMatchObject({
      type: "contact",
      parent_id: Number(externalId),
      vat: PARTY.vatNumber,
      city: "Lille",
    });
    expect(await crm.findTwins({ vatNumber: PARTY.vatNumber, siren: PARTY.siren })).toMatchObject([{ externalId }]);
    expect((await crm.list(null, 10)).records).toMatchObject([{ externalId }]);
  });

  it.each<Row>([{ partner_share: false }, { employee: true }, { ref_company_ids: "the firm" }])(
    "lists neither users, employees nor the firm: %j",
    async (whose) => {
      const it = house();
      await it.crm.create(PARTY, REFERENCE);
      expect((await it.crm.list(null, 10)).records).toHaveLength(1);
      change(it, whose);
      expect(await it.crm.list(null, 10)).toEqual({ records: [], next: null });
    },
  );

  it("takes a firm's own numbering for no reference of ours", async () => {
    const it = house();
    const { externalId } = await it.crm.create(PARTY, REFERENCE);
    change(it, { ref: "C-0042" });
    expect((await it.crm.read(externalId))?.reference).toBe("");
    expect(await it.crm.findByReference("C-0042")).toMatchObject({ externalId });
  });

  it("finds by reference what was archived or put below another partner, and proposes it as no twin", async () => {
    const it = house();
    const { externalId } = await it.crm.create(PARTY, REFERENCE);
    change(it, { active: false });
    expect(await it.crm.findByReference(REFERENCE)).toMatchObject({ externalId });
    expect(await it.crm.read(externalId)).toMatchObject({ name: PARTY.name });
    expect(await it.crm.findTwins({ siren: PARTY.siren })).toEqual([]);
    await expect(it.crm.create(PARTY, REFERENCE)).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps the counts that ranks are", async () => {
    const it = house();
    const { externalId } = await it.crm.create(PARTY, REFERENCE);
    change(it, { customer_rank: 57 });
    await it.crm.update(externalId, { kinds: ["client", "supplier"] });
    expect(it.standIn.dump().partners).toMatchObject([{ customer_rank: 57, supplier_rank: 1 }]);
    await it.crm.update(externalId, { kinds: ["supplier"] });
    expect(it.standIn.dump().partners).toMatchObject([{ customer_rank: 0, supplier_rank: 1 }]);
  });

  it("reads both lines of a street, and replaces both", async () => {
    const it = house();
    const { externalId } = await it.crm.create(PARTY, REFERENCE);
    change(it, { street2: "Bâtiment B" });
    expect((await it.crm.read(externalId))?.address.line).toBe("55 rue Jean Jaurès, Bâtiment B");
    await it.crm.update(externalId, { address: { ...PARTY.address, line: "1 place du Marché" } });
    expect((await it.crm.read(externalId))?.address.line).toBe("1 place du Marché");
  });

  it("names the VAT number when Odoo refuses it, and creates nothing", async () => {
    const { crm, standIn } = house();
    const wrong = { ...PARTY, vatNumber: "FR45002012599" };
    const error = await crm.create(wrong, REFERENCE).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: "vendor_refused", field: "vatNumber" });
    expect(String(error)).not.toMatch(/FR45|Durand/);
    expect(standIn.dump().partners).toEqual([]);
    const { externalId } = await crm.create(PARTY, REFERENCE);
    await expect(crm.update(externalId, { vatNumber: "FR45002012599" })).rejects.toMatchObject({
      code: "vendor_refused",
      field: "vatNumber",
    });
    expect(await crm.read(externalId)).toMatchObject({ vatNumber: PARTY.vatNumber });
  });

  it("leaves out a country that Odoo does not know", async () => {
    const { crm } = house();
    const { externalId } = await crm.create({ ...PARTY, address: { ...PARTY.address, country: "ZZ" } }, REFERENCE);
    expect((await crm.read(externalId))?.address.city).toBe("Lille");
  });

  it("links to the page of the record, which shows it", async () => {
    const { crm, standIn } = house();
    const { externalId } = await crm.create({ ...PARTY, name: "<b>Durand</b> & Fils", note: "Deux\nlignes" }, REFERENCE);
    const record = await crm.read(externalId);
    expect(record?.url).toBe(`${SITE}/odoo/contacts/${externalId}`);
    const page = await (await standIn.fetch(new Request(record?.url ?? ""))).text();
    expect(page).toContain("&lt;b&gt;Durand&lt;/b&gt; &amp; Fils");
    expect(page).toContain("Deux\nlignes");
  });

  it("takes the address as the browser shows it", async () => {
    const { standIn } = house();
    for (const address of [`${SITE}/`, `${SITE}/odoo`, `${SITE}/web/`, `${SITE}/json/2`]) {
      expect(await openCrm(asFetch(standIn), { ODOO_URL: address }).findByReference(REFERENCE)).toBeNull();
    }
  });

  it("is not sure of an update whose answer is lost", async () => {
    const { crm, faults } = house();
    const { externalId } = await crm.create(PARTY, REFERENCE);
    faults.add({ kind: "lose-reply", match: { method: "write" } });
    await expect(crm.update(externalId, { name: "Durand" })).rejects.toMatchObject({ code: "maybe_written" });
    expect(await crm.read(externalId)).toMatchObject({ name: "Durand" });
  });

  it("remembers over a restart", async () => {
    const { crm, standIn } = house();
    await crm.create(PARTY, REFERENCE);
    const again = house();
    again.standIn.restore(JSON.parse(JSON.stringify(standIn.dump())));
    expect(await again.crm.findByReference(REFERENCE)).toMatchObject({ name: PARTY.name });
  });
});

it("asks only for what Odoo describes", async ({ skip }) => {
  const description = officialText("odoo/res.partner.json"); // as an Odoo 19 serves it of itself
  if (!description) return skip("the official description is not beside the project");
  const { fields, methods } = JSON.parse(description) as {
    fields: Record<string, { readonly: boolean }>;
    methods: Record<string, { parameters: Record<string, unknown> }>;
  };
  const { standIn } = house();
  const asked: { method: string; args: Record<string, unknown> }[] = [];
  const crm = openCrm((input, init) => {
    const method = /\/json\/2\/res\.partner\/(\w+)$/.exec(String(input))?.[1];
    if (method) asked.push({ method, args: JSON.parse(String(init?.body)) });
    return asFetch(standIn)(input, init);
  });
  const { externalId } = await crm.create(PARTY, REFERENCE);
  await crm.update(externalId, { note: "Rappeler", kinds: ["supplier"], address: PARTY.address });
  await crm.createContact(externalId, { name: "Élodie", email: "", phone: "" }, "CO-0000000000AB");
  await crm.findContact(externalId, "CO-0000000000AB");
  await crm.findTwins({ siren: PARTY.siren, email: PARTY.email });
  await crm.list(null, 10);

  expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(["search_read", "create", "write"]));
  for (const { method, args } of asked) {
    const known = [...Object.keys(methods[method]?.parameters ?? {}), "ids", "context"];
    expect(
      Object.keys(args).filter((name) => !known.includes(name)),
      method,
    ).toEqual([]);
    const criteria = ((args.domain as unknown[]) ?? []).flatMap((item) => (Array.isArray(item) ? [String(item[0])] : []));
    for (const field of [...((args.fields as string[]) ?? []), ...criteria]) expect(fields, field).toHaveProperty([field]);
    const written = [...((args.vals_list as object[]) ?? []), ...(args.vals ? [args.vals as object] : [])].flatMap(Object.keys);
    for (const field of written) expect(fields[field]?.readonly, field).toBe(false);
  }
});

/** As if somebody had done it in Odoo. */
function change({ standIn }: Pick<ReturnType<typeof house>, "standIn">, values: Row) {
  const snapshot = standIn.dump();
  standIn.restore({ ...snapshot, partners: snapshot.partners.map((partner) => (partner.parent_id ? partner : { ...partner, ...values })) });
}
