/** What every CRM connector must do, whoever is behind it. A connector's test calls this and adds its own quirks. */
import { describe, expect, it } from "vitest";
import type { Crm } from "../../edge/clients/crm.ts";
import { caresForPersons } from "./crm-care.ts";
import { keepsContacts } from "./crm-contacts.ts";
import { listsParties } from "./crm-list.ts";
import { survivesTheNetwork } from "./crm-network.ts";
import { another, type CrmUnderTest, code } from "./crm-under-test.ts";
import { transcript } from "./transcript.ts";

const digits = (phone: string) => phone.replace(/\D/g, "");

export function keepsTheCrmPromise(name: string, openOne: () => Promise<CrmUnderTest>) {
  describe(`${name} keeps the promise of a CRM`, () => {
    const written = transcript();
    const open = async () => {
      const opened = await openOne();
      return { ...opened, crm: written.of(opened.crm) };
    };
    createsAndReads(open);
    takesWhatPeopleType(open);
    findsTwins(open);
    listsParties(open);
    updates(open);
    keepsContacts(open);
    caresForPersons(open);
    survivesTheNetwork(open);
  });
}

function createsAndReads(open: () => Promise<CrmUnderTest>) {
  it("gives back what it was given", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);

    const record = await crm.read(externalId);
    expect({ ...record, phone: digits(record?.phone ?? "") }).toEqual({
      ...party,
      phone: digits(party.phone),
      externalId,
      reference,
      url: record?.url,
    });
    expect(await crm.findByReference(reference)).toEqual(record);
  });

  it("knows a private person from a company", async () => {
    const { crm } = await open();
    const { party, reference } = another({ company: false, name: "Camille Duval", siren: "", siret: "", vatNumber: "" });
    const { externalId } = await crm.create(party, reference);
    expect(await crm.read(externalId)).toMatchObject({ company: false, name: "Camille Duval", siren: "", vatNumber: "" });
  });

  it("keeps several kinds at once", async () => {
    const { crm, knowsContractors = true } = await open();
    const { party, reference } = another({ kinds: ["client", "contractor"] });
    const { externalId } = await crm.create(party, reference);
    expect((await crm.read(externalId))?.kinds).toEqual(["client", knowsContractors ? "contractor" : "supplier"]);
    const supplier = another({ kinds: ["supplier"] });
    const created = await crm.create(supplier.party, supplier.reference);
    expect((await crm.read(created.externalId))?.kinds).toEqual(["supplier"]);
  });

  it("answers null for what it does not have", async () => {
    const { crm } = await open();
    expect(await crm.findByReference("PA-NOBODY-000")).toBeNull();
    expect(await crm.read("999999999")).toBeNull();
  });

  it("creates one party for one reference", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    await expect(crm.create({ ...party, name: "Somebody else" }, reference)).rejects.toEqual(code("conflict"));
    expect(await crm.findByReference(reference)).toMatchObject({ externalId, name: party.name });
  });
}

function takesWhatPeopleType(open: () => Promise<CrmUnderTest>) {
  const NAMES = [
    "Café de l'Étoile & Fils",
    "100 % Nature_L",
    "O'Brien; DROP TABLE clients--",
    "مخبز الضوء",
    "北京咖啡",
    "Pâtisserie 🥐 du Cœur",
    "A\\B (Sud) : [x]",
  ];
  it.each(NAMES)("keeps the name %s", async (name) => {
    const { crm } = await open();
    const { party, reference } = another({ name });
    const { externalId } = await crm.create(party, reference);
    expect((await crm.read(externalId))?.name).toBe(name);
  });

  it("adds nothing to a name that holds markup", async () => {
    const { crm } = await open();
    const { party, reference } = another({ name: "Alerte <script>alert(1)</script> <!channel> SARL" });
    const { externalId } = await crm.create(party, reference);
    const name = (await crm.read(externalId))?.name ?? "";
    expect(name).toMatch(/^Alerte .*SARL$/);
    expect(party.name).toContain(name.slice(0, 6));
    expect(name).not.toMatch(/&(lt|gt|amp);/);
  });

  it("takes names of 200 characters and notes of 10,000, cut where the CRM has no more room", async () => {
    const { crm } = await open();
    const { party, reference } = another({ name: `Société ${"é🥐".repeat(96)}`, note: "Mot. ".repeat(2_000).trim() });
    const { externalId } = await crm.create(party, reference);
    const record = await crm.read(externalId);
    expect(record?.name.length).toBeGreaterThan(100);
    expect(party.name.startsWith(record?.name ?? "nothing")).toBe(true);
    expect(party.note.startsWith(record?.note ?? "nothing")).toBe(true);
  });
}

function findsTwins(open: () => Promise<CrmUnderTest>) {
  it("finds parties by SIREN, VAT number or e-mail, oldest first", async () => {
    const { crm } = await open();
    const first = another();
    const second = another({ siren: first.party.siren, siret: `${first.party.siren}00002` });
    const older = await crm.create(first.party, first.reference);
    const newer = await crm.create(second.party, second.reference);

    const ids = async (query: Parameters<Crm["findTwins"]>[0]) => (await crm.findTwins(query)).map(({ externalId }) => externalId);
    expect(await ids({ siren: first.party.siren })).toEqual([older.externalId, newer.externalId]);
    expect(await ids({ vatNumber: second.party.vatNumber })).toEqual([newer.externalId]);
    expect(await ids({ email: first.party.email.toUpperCase() })).toEqual([older.externalId]);
    expect(await ids({ siren: "000000001", vatNumber: first.party.vatNumber, email: second.party.email })).toEqual([
      older.externalId,
      newer.externalId,
    ]);
  });

  it("finds nobody when there is nothing to look for", async () => {
    const { crm } = await open();
    await crm.create(another({ siren: "", vatNumber: "", email: "" }).party, another().reference);
    expect(await crm.findTwins({})).toEqual([]);
    expect(await crm.findTwins({ siren: "", vatNumber: "", email: "" })).toEqual([]);
  });

  it("takes signs in an e-mail for themselves", async () => {
    const { crm } = await open();
    const mark = another().reference.toLowerCase();
    const emails = [`o'brien+${mark}@club.example`, `o_brien+${mark}@club.example`, `oxbrien+${mark}@club.example`];
    for (const email of emails) {
      const { party, reference } = another({ email });
      await crm.create(party, reference);
    }
    for (const email of emails) expect((await crm.findTwins({ email })).map((twin) => twin.email)).toEqual([email]);
    for (const email of [`%${mark}@club.example`, `o%+${mark}@club.example`, "' or '1'='1", "x') or (t.rowid:>:0"]) {
      expect(await crm.findTwins({ email })).toEqual([]);
    }
  });

  it.each(["' or 1=1 --", "x') or (t.rowid:>:'0", "%", "CL-____________", ""])("finds nobody by the reference %j", async (reference) => {
    const { crm } = await open();
    const { party, reference: own } = another();
    const { externalId } = await crm.create(party, own);
    expect(await crm.findByReference(reference)).toBeNull();
    expect(await crm.findContact(externalId, reference)).toBeNull();
  });
}

function updates(open: () => Promise<CrmUnderTest>) {
  it("changes the named fields and no other, and takes the same change twice", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    const before = await crm.read(externalId);

    const changes = {
      email: `new-${party.email}`,
      address: { line: "1 place du Marché", postcode: "1000", city: "Bruxelles", country: "BE" },
    };
    await crm.update(externalId, changes);
    await crm.update(externalId, changes);
    expect(await crm.read(externalId)).toEqual({ ...before, ...changes });
  });

  it("makes a client a supplier too", async () => {
    const { crm } = await open();
    const { party, reference } = another({ kinds: ["client"] });
    const { externalId } = await crm.create(party, reference);
    await crm.update(externalId, { kinds: ["client", "supplier"] });
    expect(await crm.read(externalId)).toMatchObject({ kinds: ["client", "supplier"], name: party.name, reference });
  });

  it("empties a field that is set to nothing", async () => {
    const { crm } = await open();
    const { party, reference } = another();
    const { externalId } = await crm.create(party, reference);
    await crm.update(externalId, { note: "", phone: "" });
    expect(await crm.read(externalId)).toMatchObject({ note: "", phone: "", email: party.email });
  });

  it("says that a party is gone", async () => {
    const { crm } = await open();
    await expect(crm.update("999999999", { name: "Nobody" })).rejects.toEqual(code("not_found"));
  });
}
