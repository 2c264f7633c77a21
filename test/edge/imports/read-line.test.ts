/** A line becomes a party, or says what is wrong with it. */
import { describe, expect, it } from "vitest";
import type { Field } from "../../../edge/imports/columns.ts";
import { readLine } from "../../../edge/imports/read-line.ts";

const described = (line: Partial<Record<Field, string>>, more: [Field, string][] = []) => {
  const cells = [...(Object.entries(line) as [Field, string][]), ...more];
  return readLine(
    cells.map(([, value]) => value),
    { columns: cells.map(([field]) => field), titles: cells.map(([field]) => `Titre ${field}`), kinds: ["client"] },
  );
};
const party = (line: Partial<Record<Field, string>>, more?: [Field, string][]) => {
  const read = described(line, more);
  return read && "party" in read ? read.party : read;
};

describe("readLine", () => {
  it("describes a company with its person", () => {
    expect(
      described({
        name: " Café  de l’Étoile ",
        siren: "732 829 320",
        email: "jeanne@etoile.example",
        contact: "Jeanne Roux",
        phone: "04 76 00 00 00",
        postcode: "1000",
        city: "Bourg",
      }),
    ).toEqual({
      party: {
        name: "Café de l’Étoile",
        kinds: ["client"],
        company: true,
        siren: "732829320",
        siret: "",
        vatNumber: "",
        email: "jeanne@etoile.example",
        phone: "04 76 00 00 00",
        address: { line: "", postcode: "01000", city: "Bourg", country: "FR" },
        note: "",
      },
      contact: { name: "Jeanne Roux", email: "jeanne@etoile.example", phone: "04 76 00 00 00" },
    });
  });
  it("takes a line without company for a person's", () => {
    expect(described({ contact: "Jeanne Durand", email: "j@laposte.net" })).toMatchObject({
      party: { name: "Jeanne Durand", company: false },
      contact: null,
    });
    expect(party({ name: "Jeanne Durand", kind: "Particulier" })).toMatchObject({ company: false });
  });
  it("knows one number by another, and mends what a spreadsheet took away", () => {
    expect(party({ name: "A", siret: "73282932000074" })).toMatchObject({ siren: "732829320", siret: "73282932000074" });
    expect(party({ name: "A", siren: "73282932000074" })).toMatchObject({ siren: "732829320", siret: "73282932000074" });
    expect(party({ name: "A", vatNumber: "FR 44 732829320" })).toMatchObject({ siren: "732829320", vatNumber: "FR44732829320" });
    expect(party({ name: "A", vatNumber: "44732829320" })).toMatchObject({ vatNumber: "FR44732829320" });
    expect(party({ name: "A", siren: "2012599" })).toMatchObject({ siren: "002012599" });
    expect(party({ name: "A", vatNumber: "DE136695976" })).toMatchObject({ siren: "", address: { country: "DE" } });
  });
  it("reads kinds and countries as people write them", () => {
    expect(party({ name: "A", kind: "Client / Fournisseur" })).toMatchObject({ kinds: ["client", "supplier"] });
    expect(party({ name: "A", kind: "Sous-traitant" })).toMatchObject({ kinds: ["contractor"] });
    for (const [country, code] of [
      ["Allemagne", "DE"],
      ["germany", "DE"],
      ["FRANCE", "FR"],
      ["fr", "FR"],
      ["Royaume-Uni", "GB"],
      ["UK", "GB"],
      ["Côte d’Ivoire", "CI"],
    ] as const)
      expect(party({ name: "A", country })).toMatchObject({ address: { country: code } });
  });
  it("loses nothing that was written", () => {
    expect(
      party({
        name: "A",
        email: "a@b.example; c@d.example",
        phone: "04 76 poste 12",
        vatNumber: "CHE-123.456.789",
        note: "Devis\r\navant Noël",
      }),
    ).toMatchObject({
      email: "a@b.example",
      phone: "",
      vatNumber: "",
      note: "Devis\navant Noël\nc@d.example\n04 76 poste 12\nCHE-123.456.789",
    });
    expect(party({ name: "A", note: "x" }, [["note", "y"]])).toMatchObject({ note: "Titre note : x\nTitre note : y" });
    expect(party({ name: "'=A" })).toMatchObject({ name: "=A" });
  });
  it.each([
    ["name", { city: "Paris" }],
    ["siren", { name: "A", siren: "732829321" }],
    ["siret", { name: "A", siret: "73282932000075" }],
    ["numbers", { name: "A", siren: "002012599", vatNumber: "FR44732829320" }],
    ["numbers", { name: "A", siren: "002012599", siret: "73282932000074" }],
    ["vat", { name: "A", vatNumber: "DE123" }],
    ["excel", { name: "A", siret: "7,32829E+13" }],
    ["email", { name: "A", email: "jeanne@" }],
    ["country", { name: "A", country: "Atlantide" }],
    ["long", { name: "x".repeat(201) }],
  ] as [string, Partial<Record<Field, string>>][])("says what is wrong: %s", (wrong, line) => {
    expect(described(line)).toEqual({ wrong });
  });
  it("sees nothing in a blank line", () => {
    expect(described({ name: " ", city: "" })).toBeNull();
  });
});
