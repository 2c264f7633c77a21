/** Titles as the exports of known software have them: each column is guessed right, in French and English, with and without titles. */
import { describe, expect, it } from "vitest";
import { guessColumns } from "../../../edge/imports/columns.ts";

const filler = (titles: string[]) => titles.map((_, i) => `valeur ${i}`);
const guessed = (titles: string[], values = [filler(titles)]) => {
  const { columns } = guessColumns([titles, ...values]);
  return Object.fromEntries(titles.flatMap((title, i) => (columns[i] ? [[title, columns[i]]] : [])));
};

describe("guessColumns", () => {
  it("reads Sage 100", () => {
    const titles =
      "Code;Intitulé;Type;Qualité;Adresse;Complément;Code postal;Ville;Pays;N° SIRET;N° identifiant;Téléphone;Télécopie;E-mail;Site".split(
        ";",
      );
    expect(guessed(titles)).toEqual({
      Intitulé: "name",
      Type: "kind",
      Adresse: "address",
      Complément: "address",
      "Code postal": "postcode",
      Ville: "city",
      Pays: "country",
      "N° SIRET": "siret",
      "N° identifiant": "vatNumber",
      Téléphone: "phone",
      "E-mail": "email",
    });
  });
  it("reads EBP, and leaves deliveries out", () => {
    const titles = [
      "Code (tiers)",
      "Nom",
      "Adresse 1 (facturation)",
      "Code postal (facturation)",
      "Ville (facturation)",
      "Code Pays (facturation)",
      "Adresse 1 (livraison)",
      "Ville (livraison)",
      "Nom (contact) (facturation)",
      "Téléphone portable (contact)",
      "E-mail (contact) (facturation)",
      "Code NAF (APE)",
      "SIREN",
      "N° de TVA intracommunautaire",
      "Notes",
    ];
    expect(guessed(titles)).toEqual({
      Nom: "name",
      "Adresse 1 (facturation)": "address",
      "Code postal (facturation)": "postcode",
      "Ville (facturation)": "city",
      "Code Pays (facturation)": "country",
      "Nom (contact) (facturation)": "contact",
      "Téléphone portable (contact)": "phone",
      "E-mail (contact) (facturation)": "email",
      SIREN: "siren",
      "N° de TVA intracommunautaire": "vatNumber",
      Notes: "note",
    });
  });
  it("reads HubSpot's companies and contacts", () => {
    const companies = [
      "Record ID",
      "Company name",
      "Company owner",
      "Create Date",
      "Phone Number",
      "Last Activity Date",
      "City",
      "Country/Region",
      "Postal Code",
      "Street Address",
      "Company Domain Name",
      "Industry",
    ];
    expect(guessed(companies)).toEqual({
      "Company name": "name",
      "Phone Number": "phone",
      City: "city",
      "Country/Region": "country",
      "Postal Code": "postcode",
      "Street Address": "address",
    });
    const contacts = [
      "Record ID",
      "First Name",
      "Last Name",
      "Email",
      "Phone Number",
      "Contact owner",
      "Associated Company",
      "Last Contacted",
      "Lifecycle Stage",
    ];
    expect(guessed(contacts)).toEqual({
      "First Name": "contact",
      "Last Name": "contact",
      Email: "email",
      "Phone Number": "phone",
      "Associated Company": "name",
      "Lifecycle Stage": "kind",
    });
  });
  it("reads Pennylane and Dolibarr", () => {
    const pennylane = [
      "Nom",
      "Type de client",
      "E-mail",
      "Adresse de facturation",
      "Code postal",
      "Ville",
      "Pays",
      "SIREN",
      "N° de TVA",
      "Numéro de téléphone",
      "Conditions de paiement",
      "Référence externe",
    ];
    expect(guessed(pennylane)).toEqual({
      Nom: "name",
      "Type de client": "kind",
      "E-mail": "email",
      "Adresse de facturation": "address",
      "Code postal": "postcode",
      Ville: "city",
      Pays: "country",
      SIREN: "siren",
      "N° de TVA": "vatNumber",
      "Numéro de téléphone": "phone",
    });
    const dolibarr = [
      "Nom",
      "Nom alternatif",
      "Code client",
      "Client",
      "Fournisseur",
      "Adresse",
      "Code postal",
      "Ville",
      "Pays",
      "Téléphone",
      "Fax",
      "URL",
      "Email",
      "Id. prof. 1 (SIREN)",
      "Id. prof. 2 (SIRET)",
      "N° TVA",
    ];
    const values = [filler(dolibarr).with(3, "1").with(4, "0"), filler(dolibarr).with(3, "3").with(4, "1")];
    expect(guessed(dolibarr, values)).toEqual({
      Nom: "name",
      Adresse: "address",
      "Code postal": "postcode",
      Ville: "city",
      Pays: "country",
      Téléphone: "phone",
      Email: "email",
      "Id. prof. 1 (SIREN)": "siren",
      "Id. prof. 2 (SIRET)": "siret",
      "N° TVA": "vatNumber",
    });
  });
  it("takes a surname beside a first name for a person's", () => {
    expect(guessed(["Prénom", "Nom", "Mail"])).toEqual({ Prénom: "contact", Nom: "contact", Mail: "email" });
    expect(guessed(["Société", "Prénom", "Nom"])).toEqual({ Société: "name", Prénom: "contact", Nom: "contact" });
  });
  it("goes by what stands there when there are no titles", () => {
    const lines = [
      ["12", "Café de l’Étoile", "732829320", "jeanne@etoile.example", "04 76 00 00 00", "38000"],
      ["13", "Menuiserie Martin", "002012599", "m@martin.example", "+33 4 76 00 00 01", "69001"],
    ];
    expect(guessColumns(lines)).toEqual({ columns: [null, "name", "siren", "email", "phone", "postcode"], titled: false });
  });
  it("believes the numbers more than a title", () => {
    expect(guessed(["Client", "SIREN"], [["Acme", "73282932000074"]])).toEqual({ Client: "name", SIREN: "siret" });
  });
  it("has a place for the name in any file", () => {
    expect(guessColumns([["a"]]).columns).toEqual(["name"]);
    expect(
      guessColumns([
        ["x", "y"],
        ["1", "Atelier Roux"],
      ]).columns,
    ).toEqual([null, "name"]);
  });
});
