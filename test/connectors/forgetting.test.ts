/** What hangs on a record keeps a vendor from deleting it: then nothing is left in it that says who it was. */
import { describe, expect, it } from "vitest";
import type { Crm, CrmParty } from "../../edge/clients/crm.ts";
import dolibarr from "../../edge/connectors/dolibarr/index.ts";
import { asFetch } from "../sandbox/as-fetch.ts";
import { dolibarrStandIn } from "../sandbox/dolibarr/stand-in.ts";
import { fresh, openCrm as openHubspot } from "./hubspot-house.ts";
import { house as odooHouse } from "./odoo-under-test.ts";

const JEANNE: CrmParty = {
  ...{ name: "Jeanne Durand", kinds: ["client"], company: false, siren: "", siret: "", vatNumber: "" },
  ...{ email: "jeanne@laposte.example", phone: "06 11 22 33 44", note: "Allergique aux noix" },
  address: { line: "3 rue Secrète", postcode: "59000", city: "Lille", country: "FR" },
};
const ALL_OF_HER = /Jeanne|Durand|laposte|11\s?22\s?33|noix|Secr|Lille/i;

async function withAnInvoice(
  crm: Crm,
  dump: () => { parties?: object[]; contacts?: object[]; partners?: object[] },
  restore: (state: never) => void,
) {
  const { externalId } = await crm.create(JEANNE, "CL-000000000JD1");
  await crm.createContact(externalId, { name: "Jeanne Durand", email: JEANNE.email, phone: JEANNE.phone }, "CO-1");
  const state = dump();
  for (const row of [...(state.parties ?? []), ...(state.contacts ?? []), ...(state.partners ?? [])]) Object.assign(row, { invoices: 1 });
  restore(state as never);
  return externalId;
}

describe("a person whose invoices must be kept", () => {
  it("is taken out of Dolibarr's records", async () => {
    const standIn = dolibarrStandIn({ key: "k" });
    const secret = { DOLIBARR_URL: "http://dolibarr.test", DOLIBARR_API_KEY: "k" };
    const { crm } = dolibarr.open({ secret, fetch: asFetch(standIn), db: undefined as never, mayCall: async () => true });
    const id = await withAnInvoice(crm, standIn.dump, standIn.restore);
    // To take it back would be to take the invoice's customer away: that is refused, and nothing is touched.
    await expect(crm.remove?.([id])).rejects.toMatchObject({ code: "vendor_refused" });
    expect(await crm.read(id)).toMatchObject({ name: JEANNE.name, email: JEANNE.email });
    expect(await crm.privacy.eraseParty(id)).toBe("emptied");
    const { parties, contacts } = standIn.dump();
    expect([parties.length, contacts.length]).toEqual([1, 1]);
    expect(JSON.stringify([parties, contacts])).not.toMatch(ALL_OF_HER);
  });

  it("is taken out of Odoo's, and archived there", async () => {
    const { crm, standIn } = odooHouse();
    const id = await withAnInvoice(crm, standIn.dump, standIn.restore);
    // To take it back would be to take the invoice's customer away: that is refused, and nothing is touched.
    await expect(crm.remove?.([id])).rejects.toMatchObject({ code: "vendor_refused" });
    expect(await crm.read(id)).toMatchObject({ name: JEANNE.name, email: JEANNE.email });
    expect(await crm.privacy.eraseParty(id)).toBe("emptied");
    const { partners } = standIn.dump();
    expect(partners).toHaveLength(2);
    expect(JSON.stringify(partners)).not.toMatch(ALL_OF_HER);
    expect((await crm.list(null, 10)).records).toEqual([]);
  });
});

describe("a sole trader in HubSpot, who is a company there", () => {
  it("is emptied before being archived, for the archive can be opened", async () => {
    const { standIn } = fresh();
    const sent: string[] = [];
    const crm = openHubspot(async (input, init) => {
      sent.push(`${init?.method} ${new URL(String(input)).pathname} ${init?.body ?? ""}`);
      return asFetch(standIn)(input, init);
    });
    const { externalId } = await crm.create({ ...JEANNE, company: true }, "CL-1");
    sent.length = 0;
    expect(await crm.privacy.eraseParty(externalId)).toBe("erased");
    expect(sent.map((one) => one.split(" ")[0])).toEqual(["PATCH", "DELETE"]);
    expect(sent[0]).toContain('"name":""');
    expect(await crm.read(externalId)).toBeNull();
  });
});
