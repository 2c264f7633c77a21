import { beforeAll, describe, expect, it } from "vitest";
import { insertClient } from "../../../edge/clients/client-store.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { findTwin } from "../../../edge/clients/find-twins.ts";
import { editDistance, fold, nameKey, nearlySameName } from "../../../edge/companies/names.ts";
import { worker } from "../carry.ts";

const db = worker.DB;
const names: [string, Partial<{ siren: string; vatNumber: string; email: string }>][] = [
  ["Boulangerie de l'Été SARL", { siren: "732829320", vatNumber: "FR44732829320" }],
  ["Société Générale de Bâtiment", { siren: "552100554" }],
  ["Café Œuvre & Fils", { email: "compta@oeuvre.example" }],
  ["Transports Lefèvre", { email: "lefevre@gmail.com" }],
  ["Schmitt Frères", {}],
  ['L"Atelier 100 % (Paris)', {}],
];

beforeAll(async () => {
  for (const [i, [name, more]] of names.entries()) {
    await db.batch(
      insertClient(db, {
        id: `c${i}`,
        reference: `R${i}`,
        connector: "builtin",
        externalId: String(i),
        name,
        kinds: ["client"],
        company: true,
        siren: null,
        siret: null,
        vatNumber: null,
        email: null,
        postcode: null,
        city: null,
        country: "FR",
        state: "active",
        verification: "verified",
        verifiedAt: 1,
        createdBy: null,
        facts: null,
        ...more,
      }),
    );
  }
});

const found = async (text: string) => (await findKnown(db, text, 5)).map(({ id }) => id);

describe("findKnown", () => {
  it.each([
    ["boulangerie de l ete", "c0"],
    ["ÉTÉ", "c0"],
    ["boulang", "c0"],
    ["boulangreie", "c0"],
    ["732 829 320", "c0"],
    ["73282932000074", "c0"],
    ["fr 44 732 829 320", "c0"],
    ["FR 96 552 100 554", "c1"],
    ["societe generale", "c1"],
    ["batimant", "c1"],
    ["oeuvre", "c2"],
    ["compta@OEUVRE.example", "c2"],
    ["lefevre transports", "c3"],
    ["Lefebvre", "c3"],
    ["schmit", "c4"],
    ['atelier "100 %', "c5"],
  ])("%s", async (text, id) => {
    expect(await found(text)).toContain(id);
  });

  it.each(["", "   ", "%", '"', "*", "zzzzqqq", "a OR b", "NEAR(", "🦊", "x".repeat(5000), "\u202Eabc"])(
    "takes any text calmly: %j",
    async (text) => {
      await expect(found(text)).resolves.toEqual([]);
    },
  );
});

describe("findTwin", () => {
  const candidate = { company: true, name: "Rien de tel", siren: null, vatNumber: null, email: null, postcode: null };

  it("is certain by SIREN and by VAT number", async () => {
    expect(await findTwin(db, { ...candidate, siren: "732829320" })).toEqual({ clientId: "c0", by: "siren", certain: true });
    expect(await findTwin(db, { ...candidate, vatNumber: "FR44732829320" })).toEqual({ clientId: "c0", by: "vat", certain: true });
  });

  it("asks by e-mail and by a near name", async () => {
    expect(await findTwin(db, { ...candidate, email: "Compta@oeuvre.example" })).toEqual({ clientId: "c2", by: "email", certain: false });
    expect(await findTwin(db, { ...candidate, name: "Transport Lefevre" })).toEqual({ clientId: "c3", by: "name", certain: false });
  });

  it("never takes two SIRENs, or two people with the same free-mail domain, for one", async () => {
    expect(await findTwin(db, { ...candidate, name: "Boulangerie de l'Été", siren: "404833048" })).toBeNull();
    expect(await findTwin(db, { ...candidate, email: "quelqu.un@gmail.com" })).toBeNull();
  });
});

describe("names", () => {
  it("compares without accents, case, punctuation and legal form", () => {
    expect(fold("  L'ŒUVRE—Été ")).toBe("l oeuvre ete");
    expect(nameKey("S.A.R.L. Dupont")).toBe("s a r l dupont");
    expect(nameKey("SARL Dupont & Fils")).toBe("dupont");
    expect(nameKey("SAS")).toBe("sas");
    expect(nearlySameName("Durand-Lefèvre SARL", "lefevre durand")).toBe(true);
    expect(nearlySameName("Dupont", "Dupond")).toBe(true);
    expect(nearlySameName("Dupont", "Durand")).toBe(false);
    expect(nearlySameName("", "")).toBe(false);
  });

  it("counts edits, a swap as one", () => {
    expect(editDistance("abcd", "abdc", 2)).toBe(1);
    expect(editDistance("kitten", "sitting", 3)).toBe(3);
    expect(editDistance("a", "abcdef", 2)).toBe(3);
  });
});
