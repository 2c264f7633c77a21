/** The part of a CRM's contract that speaks of the contact persons of its parties. */
import { expect, it } from "vitest";
import { another, type CrmUnderTest } from "./crm-under-test.ts";

export function keepsContacts(open: () => Promise<CrmUnderTest>) {
  it.each(["Élodie d'Arc", "Madonna", "", "Jean-Pierre de La Tour du Pin-Chambly de La Charce et de Montmorency"])(
    "keeps the contact %j under its party and reference",
    async (name) => {
      const { crm } = await open();
      const one = another();
      const two = another();
      const party = await crm.create(one.party, one.reference);
      const other = await crm.create(two.party, two.reference);
      const reference = `${one.reference}-C`;

      expect(await crm.findContact(party.externalId, reference)).toBeNull();
      const contact = await crm.createContact(
        party.externalId,
        { name, email: "elodie@client.example", phone: "06 00 00 00 00" },
        reference,
      );
      expect(await crm.findContact(party.externalId, reference)).toEqual(contact);
      expect(await crm.findContact(party.externalId, `${reference}2`)).toBeNull();
      expect(await crm.findContact(other.externalId, reference)).toBeNull();
    },
  );

  it("reads a party with its first contact person, and only when it is asked to", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    expect(await crm.read(externalId, true)).toMatchObject({ name: party.name, contact: null });
    await crm.createContact(externalId, { name: "Élodie d'Arc", email: `elodie@${externalId}.example`, phone: "" }, `${reference}-C`);
    await crm.createContact(externalId, { name: "Paul Second", email: `paul@${externalId}.example`, phone: "" }, `${reference}-D`);

    const record = await crm.read(externalId);
    expect(record).not.toHaveProperty("contact");
    expect(await crm.read(externalId, true)).toEqual({
      ...record,
      contact: { name: "Élodie d'Arc", email: `elodie@${externalId}.example`, phone: "" },
    });
    expect(await crm.read("999999999", true)).toBeNull();
  });

  it("makes no name of what it had to put in a name's place", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    await crm.createContact(externalId, { name: "", email: `nobody@${externalId}.example`, phone: "" }, `${reference}-C`);
    expect((await crm.read(externalId, true))?.contact?.name).toBe("");
  });

  it("reads a party whose contact person it is not told", async ({ skip }) => {
    const { crm, faults, contactReads } = await open();
    if (!faults || !contactReads) return skip("no network in between");
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    await crm.createContact(externalId, { name: "Élodie d'Arc", email: `lost@${externalId}.example`, phone: "" }, `${reference}-C`);
    faults.add({ kind: "500", match: contactReads });
    const record = await crm.read(externalId, true);
    expect(record).toMatchObject({ name: party.name });
    expect(record?.contact).toBeUndefined();
  });
}
