/** The part of a CRM's contract that speaks of forgetting a person and of merging two parties. */
import { expect, it } from "vitest";
import type { Crm } from "../../edge/clients/crm.ts";
import type { FaultMatch } from "../sandbox/faults.ts";
import { another, type CrmUnderTest, code } from "./crm-under-test.ts";

const NOBODY = { company: false, siren: "", siret: "", vatNumber: "" };
/** The request that does it, as each vendor names it. */
const erasing = (crm: string): FaultMatch =>
  ({ dolibarr: { method: "DELETE" }, hubspot: { path: "/crm/objects/2026-03/contacts/gdpr-delete" }, odoo: { method: "unlink" } })[crm] ??
  {};
const merging = (crm: string, kept: string): FaultMatch =>
  ({
    dolibarr: { path: `/thirdparties/${kept}/merge` },
    hubspot: { path: "/crm/objects/2026-03/companies/merge" },
    odoo: { method: "action_merge" },
  })[crm] ?? {};

type Care = Crm & Required<Pick<Crm, "privacy" | "merge" | "remove">>;

export function caresForPersons(open: () => Promise<CrmUnderTest>) {
  const opened = async () => {
    const { crm, faults } = await open();
    return { crm: crm as Care, faults };
  };
  let last = 0;
  async function aParty(crm: Crm, change: Parameters<typeof another>[0] = {}) {
    const { party, reference } = another(change);
    const { externalId } = await crm.create(party, reference);
    return { party, reference, externalId };
  }
  async function aContact(crm: Crm, party: string) {
    const contact = { name: "Élodie d'Arc", email: `elodie-${++last}-${party}@contact.example`, phone: "06 00 00 00 00" };
    const { externalId } = await crm.createContact(party, contact, `CO-${party}-${last}`);
    return { ...contact, externalId, reference: `CO-${party}-${last}` };
  }

  it("finds contact persons by e-mail, however it is written, and forgets one of them, twice as well", async () => {
    const { crm } = await opened();
    const { externalId } = await aParty(crm);
    const [one, other] = [await aContact(crm, externalId), await aContact(crm, externalId)];
    const found = await crm.privacy.personsBy(one.email.toUpperCase());
    expect(found).toMatchObject([{ externalId: one.externalId, party: externalId, name: one.name, email: one.email }]);
    expect(await crm.privacy.erasePerson(one.externalId)).toBe("erased");
    expect(await crm.privacy.erasePerson(one.externalId)).toBe("erased");
    expect(await crm.privacy.personsBy(one.email)).toEqual([]);
    expect(await crm.privacy.personsBy(other.email)).toHaveLength(1);
    expect(await crm.privacy.personsBy("' or 1=1 --%_@x.example")).toEqual([]);
  });

  it("forgets a private person, contact persons and all, twice as well", async () => {
    const { crm } = await opened();
    const { externalId, reference } = await aParty(crm, { ...NOBODY, name: "Camille Duval" });
    const contact = await aContact(crm, externalId);
    expect(await crm.privacy.eraseParty(externalId)).toBe("erased");
    expect(await crm.privacy.eraseParty(externalId)).toBe("erased");
    expect(await crm.read(externalId)).toBeNull();
    expect(await crm.findByReference(reference)).toBeNull();
    expect(await crm.privacy.personsBy(contact.email)).toEqual([]);
  });

  it("does not know whether it forgot when the answer is lost, and may be asked again", async ({ skip }) => {
    const { crm, faults } = await opened();
    if (!faults) return skip("no network in between");
    const { externalId } = await aParty(crm, { ...NOBODY, name: "Camille Duval" });
    faults.add({ kind: "lose-reply", match: erasing(crm.id) });
    await expect(crm.privacy.eraseParty(externalId)).rejects.toEqual(code("maybe_written"));
    expect(await crm.privacy.eraseParty(externalId)).toBe("erased");
    expect(await crm.read(externalId)).toBeNull();
  });

  it("creates many at once where it can, and a repeat makes no second one", async ({ skip }) => {
    const { crm } = await opened();
    if (!crm.createMany) return skip("it creates them one by one");
    const many = [another(), another({ ...NOBODY, name: "Camille Duval" })].map(({ party, reference }, i) => ({
      ...{ party, reference, contactReference: `IC-${reference}` },
      contact: i === 0 ? { name: "Élodie", email: `elodie@${reference.toLowerCase()}.example`, phone: "" } : null,
    }));
    const ids = await crm.createMany(many.slice(0, 1));
    const all = await crm.createMany(many);
    expect([...all.keys()]).toEqual(many.map(({ reference }) => reference));
    expect(all.get(many[0]?.reference as string)).toBe(ids.get(many[0]?.reference as string));
    for (const { party, reference } of many) {
      const found = await crm.findByReference(reference);
      expect(found).toMatchObject({ ...party, externalId: all.get(reference) });
    }
    expect(await crm.privacy.personsBy(many[0]?.contact?.email ?? "")).toHaveLength(1);
  });

  it("takes back parties that nobody uses, twice as well", async () => {
    const { crm } = await opened();
    const [one, other, left] = [await aParty(crm), await aParty(crm, { ...NOBODY, name: "Camille Duval" }), await aParty(crm)];
    await aContact(crm, one.externalId);
    const both = [one.externalId, other.externalId];
    await crm.remove(both);
    await crm.remove(both);
    for (const id of both) expect(await crm.read(id)).toBeNull();
    expect(await crm.findByReference(one.reference)).toBeNull();
    expect(await crm.findByReference(left.reference)).toMatchObject({ externalId: left.externalId });
  });

  it("makes one party of two: the survivor's values stand, contacts go over, kinds and numbers that it lacks too", async () => {
    const { crm } = await opened();
    const kept = await aParty(crm, { name: "Atelier Nord", note: "Payer à 30 jours." });
    const gone = await aParty(crm, { name: "Atelier du Nord SARL", note: "Ancienne fiche.", siren: "", siret: "", vatNumber: "" });
    const contact = await aContact(crm, gone.externalId);
    const { externalId } = await crm.merge(kept.externalId, gone.externalId);
    expect(await crm.read(externalId)).toMatchObject({
      name: "Atelier Nord",
      note: "Payer à 30 jours.",
      email: kept.party.email,
      siren: kept.party.siren,
    });
    expect((await crm.privacy.personsBy(contact.email)).map(({ party }) => party)).toEqual([externalId]);
    const listed: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page = await crm.list(after, 100);
      listed.push(...page.records.map((record) => record.externalId));
      after = page.next;
      more = page.next !== null;
    }
    expect(listed.filter((id) => [kept.externalId, gone.externalId, externalId].includes(id))).toEqual([externalId]);
    // Asked again, by whoever lost the answer.
    expect(await crm.merge(kept.externalId, gone.externalId)).toEqual({ externalId });
    expect(await crm.read(externalId)).toMatchObject({ name: "Atelier Nord" });
  });

  it("merges once when the answer is lost", async ({ skip }) => {
    const { crm, faults } = await opened();
    if (!faults) return skip("no network in between");
    const [kept, gone] = [await aParty(crm, { name: "Atelier Est" }), await aParty(crm, { name: "Atelier de l’Est" })];
    faults.add({ kind: "lose-reply", match: merging(crm.id, kept.externalId) });
    await expect(crm.merge(kept.externalId, gone.externalId)).rejects.toEqual(code("maybe_written"));
    const { externalId } = await crm.merge(kept.externalId, gone.externalId);
    expect(await crm.read(externalId)).toMatchObject({ name: "Atelier Est" });
    expect(await crm.findByReference(kept.reference)).toMatchObject({ externalId });
  });
}
