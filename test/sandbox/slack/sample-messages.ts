/** What stands in #ventes when the sandbox begins: messages to create a client from. Everybody in them is invented. */
import { companyNamed } from "../../fixtures/companies.ts";

const spaced = (number: string) => number.replace(/(\d{3})(?=\d)/g, "$1 ");

export const sampleMessages: { from: string; channel: string; text: string }[] = [
  {
    from: "U0CLAIRE",
    channel: "C0VENTES",
    text: `Un nouveau client nous écrit, quelqu’un peut créer sa fiche ?

Bonjour,
Merci de nous ouvrir un compte avant la fin du mois.

Bien cordialement,
Jeanne Perret
Gérante
GÎTES DU LAC SARL
Tél. : 04 50 12 34 56
jeanne.perret@gites-du-lac.example
SIREN : ${spaced(companyNamed("GÎTES DU LAC").siren)}`,
  },
  {
    from: "U0HENRI",
    channel: "C0VENTES",
    text: `Fwd: new customer

Kind regards
Anna Müller
Head of Purchasing
Lichtwerk Beispiel GmbH
a.mueller@lichtwerk-beispiel.example | +49 89 1234567
VAT: DE 136 695 976`,
  },
  { from: "U0SOPHIE", channel: "C0VENTES", text: "Malik, tu peux créer la société Menuiserie Trois Chênes ? Ils rappellent demain." },
];
