/** Messages and signatures as people write them, in both languages, and what is read from each. */
import { describe, expect, it } from "vitest";
import { readSignature, type Signature } from "../../../../edge/clients/signature/read-signature.ts";

const OWN = "malik.benali@atelier-lumiere.example";
const NOTHING: Signature = { company: "", siren: "", vatNumber: "", country: "", mistyped: "", phone: "", contactName: "", email: "" };
const read = (text: string, own = OWN) => readSignature(text, own);

const SAMPLES: [string, string, Partial<Signature>][] = [
  [
    "a French signature",
    `Bonjour Malik,
Merci de nous ouvrir un compte.

Bien cordialement,
Jeanne Perret
Directrice commerciale
BOULANGERIE DUPONT SARL
12 rue des Lilas, 21000 Dijon
Tél. : 03 80 12 34 56 – Fax : 03 80 12 34 57
jeanne.perret@boulangerie-dupont.example
SIRET : 732 829 320 00074 – TVA FR44732829320`,
    {
      company: "BOULANGERIE DUPONT",
      siren: "732829320",
      phone: "03 80 12 34 56",
      contactName: "Jeanne Perret",
      email: "jeanne.perret@boulangerie-dupont.example",
    },
  ],
  [
    "an English signature from Germany",
    `Hi James,
could you set us up as a customer?

Kind regards
Dr. Anna Müller
Head of Purchasing | Lichtwerk GmbH
a.mueller@lichtwerk.de | +49 89 1234567
VAT: DE 136 695 976`,
    {
      company: "Lichtwerk GmbH",
      vatNumber: "DE136695976",
      country: "DE",
      phone: "+49 89 1234567",
      contactName: "Anna Müller",
      email: "a.mueller@lichtwerk.de",
    },
  ],
  [
    "a form that a site posted",
    "Société : Durand Peinture\nNom : Élodie d'Arc\nE-mail : elodie@durand-peinture.fr\nTéléphone : 06.12.34.56.78",
    { company: "Durand Peinture", contactName: "Élodie d'Arc", email: "elodie@durand-peinture.fr", phone: "06.12.34.56.78" },
  ],
  [
    "a colleague's sentence",
    "Peux-tu créer la société Garonne Paysages ? contact : Marc Dupuy, 05 56 00 00 00",
    { company: "Garonne Paysages", contactName: "Marc Dupuy", phone: "05 56 00 00 00" },
  ],
  ["a number and nothing else", "732 829 320", { siren: "732829320" }],
  ["a number in a sentence", "on ouvre un compte pour 732 829 320 stp", { siren: "732829320" }],
  ["the trade register's number", "Nuage & Cie, RCS Lyon 732829320", { siren: "732829320" }],
  [
    "the head of a forwarded mail",
    "De : Paul Lemaire <paul@octet-vert.fr>\nObjet : devis",
    {
      contactName: "Paul Lemaire",
      email: "paul@octet-vert.fr",
      company: "Octet Vert",
    },
  ],
  [
    "a legal form before the name",
    "Client à créer : SAS Les Trois Chênes et Fils au capital de 10 000 €",
    { company: "Les Trois Chênes et Fils" },
  ],
  [
    "a limited company",
    "New customer please: Northwind Traders Ltd, London, +44 20 7946 0000",
    {
      company: "Northwind Traders Ltd",
      country: "GB",
      phone: "+44 20 7946 0000",
    },
  ],
  [
    "a private person",
    "Madame Camille Duval\ncamille.duval@laposte.net\n0612345678",
    {
      contactName: "Camille Duval",
      email: "camille.duval@laposte.net",
      phone: "0612345678",
    },
  ],
  [
    "a name in the address only",
    "voici le contact : ines.rousseau@nuage-et-cie.fr",
    {
      contactName: "Ines Rousseau",
      email: "ines.rousseau@nuage-et-cie.fr",
      company: "Nuage Et Cie",
    },
  ],
  ["an address of several people", "contact.dijon@nuage.fr", { email: "contact.dijon@nuage.fr", company: "Nuage", contactName: "" }],
  ["a Belgian number", "TVA BE 0403.170.701", { vatNumber: "BE0403170701", country: "BE" }],
  ["a Greek number by its other prefix", "VAT GR094259216", { vatNumber: "EL094259216", country: "GR" }],
  [
    "no-break spaces and full-width digits",
    "SIREN\u00a0: 732\u202f829\u00a0320, tél. ０６ 12 34 56 78",
    { siren: "732829320", phone: "06 12 34 56 78" },
  ],
];

describe("works", () => {
  it.each(SAMPLES)("reads %s", (_, text, expected) => {
    expect(read(text)).toEqual({ ...NOTHING, ...expected });
  });

  it("says that a number is mistyped, and only when no right one is there", () => {
    expect(read("SIREN : 732 829 321")).toMatchObject({ siren: "", mistyped: "732 829 321" });
    expect(read("TVA FR45732829320")).toMatchObject({ siren: "", mistyped: "FR45732829320" });
    expect(read("SIREN : 732 829 321 ou 732 829 320")).toMatchObject({ siren: "732829320", mistyped: "" });
  });
});

describe("takes nothing for what it is not", () => {
  it.each([
    ["nine digits of an order", "Commande 732829320 reçue hier"],
    ["a telephone abroad that holds a SIREN", "+352 732 829 320"],
    ["an account", "IBAN FR76 3000 4008 2800 0102 7382 943"],
    ["a date and a sum", "le 12/03/2026, 1 234 567,00 €"],
    ["a fax", "Fax : 03 80 12 34 57"],
    ["a sentence", "On se voit demain pour le devis ? Je t'appelle à midi."],
  ])("%s", (_, text) => {
    const { siren, vatNumber, mistyped, email, company, contactName } = read(text);
    expect({ siren, vatNumber, mistyped, email, company, contactName }).toEqual({
      siren: "",
      vatNumber: "",
      mistyped: "",
      email: "",
      company: "",
      contactName: "",
    });
    if (!text.startsWith("+")) expect(read(text).phone).toBe("");
  });

  it("does not take the reader's own company for the client", () => {
    const text = "Transmis par malik.benali@atelier-lumiere.example et claire.fontaine@atelier-lumiere.example, de la part de zoe@pixel.fr";
    expect(read(text).email).toBe("zoe@pixel.fr");
    expect(read("noreply@pixel.fr").email).toBe("");
    // At a free-mail provider only the address itself is one's own.
    expect(read("moi@gmail.com, elle@gmail.com", "moi@gmail.com").email).toBe("elle@gmail.com");
  });

  it.each([
    ["blanks", " ".repeat(50_000)],
    ["digits", "1".repeat(50_000)],
    ["groups of digits", "732 829 ".repeat(6_000)],
    ["plus signs", "+1 ".repeat(15_000)],
    ["letters", "a".repeat(50_000)],
    ["capitals", "FR ".repeat(15_000)],
    ["at signs", "a@".repeat(25_000)],
    ["dots", "a.".repeat(25_000)],
    ["lines", "\n-- \n".repeat(10_000)],
    ["labels", "SIREN : ".repeat(6_000)],
    ["brackets", "<mailto:".repeat(6_000)],
  ])("and is quick about 50,000 signs of %s", (_, text) => {
    const began = performance.now();
    read(text);
    expect(performance.now() - began).toBeLessThan(250);
  });
});
