/** Mails to try out, each with what should become of it. */
import { companyNamed } from "../../fixtures/companies.ts";
import type { Composed } from "./compose.ts";

export interface MailSample extends Omit<Composed, "to"> {
  id: string;
  title: { fr: string; en: string };
  hint: { fr: string; en: string };
}

const cafe = companyNamed("CAFÉ DE L'ÉTOILE").siren.replace(/(...)(...)(...)/, "$1 $2 $3");

const prospect = `Bonjour,

Nous refaisons la salle de notre café cet hiver et cherchons qui pourrait s’occuper de l’éclairage.
Pourriez-vous passer prendre les mesures la semaine prochaine ?

Bien cordialement,

Jeanne Perret
Gérante
Café de l’Étoile SARL
2 bis place de l’Étoile, 44000 Nantes
Tél. : 02 40 11 22 33
SIREN ${cafe}`;

export const mailSamples: MailSample[] = [
  {
    id: "prospect",
    title: { fr: "Un prospect français", en: "A French prospect" },
    hint: {
      fr: "Signature complète, SIREN, adresse prouvée : une carte demande qui c’est.",
      en: "Full signature, SIREN, address proven: a card asks who it is.",
    },
    fromName: "Jeanne Perret",
    from: "jeanne.perret@cafe-etoile.example",
    subject: "Éclairage de notre salle",
    text: prospect,
  },
  {
    id: "supplier",
    title: { fr: "Un fournisseur", en: "A supplier" },
    hint: {
      fr: "Sans SIREN : après le choix, le registre propose les entreprises de ce nom.",
      en: "No SIREN: once chosen, the register proposes companies of that name.",
    },
    fromName: "Marc Tessier",
    from: "marc.tessier@trois-chenes.example",
    subject: "Nos tarifs 2027",
    text: "Bonjour,\n\nVous trouverez nos tarifs 2027 sur notre site. Je reste à votre disposition.\n\nCordialement,\n\nMarc Tessier\nResponsable commercial\nMenuiserie Les Trois Chênes\n04 76 00 11 22",
    charset: "iso-8859-1",
  },
  {
    id: "contractor",
    title: { fr: "Un prestataire anglais", en: "An English contractor" },
    hint: {
      fr: "Une signature en anglais, une entreprise hors registre.",
      en: "A signature in English, a company outside the register.",
    },
    fromName: "James Whitfield",
    from: "james@whitfield-design.example",
    subject: "Freelance lighting design",
    text: "Hi,\n\nI design lighting for shops and cafés, and would love to help with your next project.\n\nKind regards,\n\nJames Whitfield\nDirector\nWhitfield Design Ltd\n+44 20 7946 0123",
    html: "<p>Hi,</p><p>I design lighting for shops and caf&eacute;s, and would love to help with your next project.</p><p>Kind regards,</p><p>James Whitfield<br>Director<br>Whitfield Design Ltd<br>+44 20 7946 0123</p>",
  },
  {
    id: "forwarded",
    title: { fr: "Transféré par Malik", en: "Forwarded by Malik" },
    hint: {
      fr: "La carte va à Malik, et dit que rien ne prouve l’adresse d’origine.",
      en: "The card goes to Malik, and says that nothing proves the original address.",
    },
    fromName: "Malik Benali",
    from: "malik.benali@atelier-lumiere.example",
    subject: "TR : Demande de devis",
    text: `Pour toi !

________________________________
De : Lucie Garnier <lucie.garnier@librairie-garnier.example>
Envoyé : mardi 24 novembre 2026 09:12
À : Malik Benali <malik.benali@atelier-lumiere.example>
Objet : Demande de devis

Bonjour,

Pourriez-vous nous faire un devis pour six suspensions ?

Bien à vous,
Lucie Garnier
Librairie Garnier
05 61 00 11 22`,
  },
  {
    id: "newsletter",
    title: { fr: "Une lettre d’information", en: "A newsletter" },
    hint: { fr: "Une liste de diffusion : ignorée, et comptée.", en: "A mailing list: ignored, and counted." },
    fromName: "Éclairage Magazine",
    from: "redaction@eclairage-magazine.example",
    subject: "Les tendances de l’hiver",
    text: "Bonjour,\n\nVoici les tendances de l’hiver.\n\nLa rédaction",
    headers: [
      "List-Id: <hiver.eclairage-magazine.example>",
      "List-Unsubscribe: <https://eclairage-magazine.example/stop>",
      "Precedence: bulk",
    ],
  },
  {
    id: "no-reply",
    title: { fr: "Un « ne pas répondre »", en: "A “no reply”" },
    hint: { fr: "Personne ne lit cette adresse : ignoré.", en: "Nobody reads that address: ignored." },
    fromName: "Colis Express",
    from: "ne-pas-repondre@colis-express.example",
    subject: "Votre colis est en route",
    text: "Votre colis arrive demain entre 9 h et 12 h.",
  },
  {
    id: "spoofed",
    title: { fr: "Une adresse usurpée", en: "A forged address" },
    hint: { fr: "DMARC en échec : ignoré, l’administration le voit.", en: "DMARC failed: ignored, the administrators see it." },
    fromName: "Henri Delacroix",
    from: "henri.delacroix@atelier-lumiere.example",
    envelope: "attaque@mechant.example",
    subject: "Virement urgent",
    text: "Merci de faire ce virement aujourd’hui.\n\nHenri",
    dmarc: "fail",
  },
];
