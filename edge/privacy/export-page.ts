/** An export as a page to read, in the language of whoever asked for it. It holds no script and asks for nothing. */
import type { Locale } from "../people/person.ts";
import type { Sections } from "./export-person.ts";

/** Title, then a heading for each section in its order. */
const WORDS: Record<Locale, string[]> = {
  fr: [
    "Données conservées sur une personne (RGPD, articles 15 et 20)",
    "Fiches de client",
    "Entreprises dont la fiche porte son e-mail",
    "Contacts dans le logiciel de gestion",
    "Compte de collaborateur",
    "Demandes",
    "E-mails envoyés",
    "Devis et factures",
    "Documents",
    "Journal d’audit",
    "Commandes dans les boutiques",
    "Avis",
    "Signalements d’avis",
  ],
  en: [
    "Data kept about a person (GDPR, articles 15 and 20)",
    "Client records",
    "Companies whose record has their e-mail",
    "Contacts in the management software",
    "Employee account",
    "Requests",
    "Mails sent",
    "Quotes and invoices",
    "Documents",
    "Audit trail",
    "Orders at the shops",
    "Reviews",
    "Reports of reviews",
  ],
};

/** Keys that a French reader would not guess. */
const FRENCH: Record<string, string> = {
  ...{ name: "nom", phone: "téléphone", address: "adresse", city: "ville", postcode: "code postal", country: "pays", vatNumber: "n° TVA" },
  ...{ createdAt: "créé le", updatedAt: "modifié le", verifiedAt: "vérifié le", keepUntil: "conservé jusqu’au", at: "le", typed: "saisie" },
  ...{ state: "état", roles: "rôles", locale: "langue", content: "contenu", kind: "nature", buyer: "client", lines: "lignes" },
  ...{ number: "numéro", quantity: "quantité", unitPrice: "prix unitaire", company: "société" },
  ...{ line: "rue", vat: "TVA", percent: "taux" },
  ...{
    shop: "boutique",
    order: "commande",
    orderedOn: "commandée le",
    items: "articles",
    sku: "référence",
    product: "produit",
    used: "utilisée",
  },
  ...{ invitations: "invitations à donner un avis", endsAt: "valable jusqu’au", rating: "note", text: "texte", pseudonym: "pseudonyme" },
  ...{
    experiencedOn: "date de l’expérience",
    verified: "vérifié",
    how: "vérifié par",
    revision: "modification en attente",
    ground: "motif du refus",
  },
  ...{ reply: "réponse de la boutique", repliedAt: "répondu le", signals: "signaux", submittedAt: "envoyé le", publishedAt: "publié le" },
  ...{ editedAt: "modifié le", photos: "photos", review: "avis", reason: "motif", decidedAt: "décidé le" },
};

const YES_NO: Record<Locale, string[]> = { fr: ["non", "oui"], en: ["no", "yes"] };

const STYLE =
  "body{font:16px/1.5 sans-serif;max-width:48rem;margin:2rem auto}table{width:100%;margin-bottom:1rem;border-collapse:collapse}th,td{text-align:left;vertical-align:top;overflow-wrap:anywhere;border-top:1px solid #ccc}th{width:30%}";

export function exportPage(locale: Locale, madeAt: string, sections: Sections): string {
  const [title = "", ...headings] = WORDS[locale];
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" });
  const label = (key: string) => (locale === "fr" && FRENCH[key]) || key.replace(/([A-Z])/g, " $1").toLowerCase();
  const picture = (value: string) => `<img src="${escaped(value)}" alt="" width="320">`;
  const plain = (value: unknown) =>
    typeof value === "boolean"
      ? YES_NO[locale][+value]
      : /^\d{4}-\d\d-\d\dT/.test(`${value}`)
        ? time.format(new Date(`${value}`))
        : `${value}`;
  // What is inside of something else, a line of an invoice, stands as a table of its own.
  const shown = (value: unknown): string =>
    Array.isArray(value)
      ? value.map((one) => `<div>${shown(one)}</div>`).join("")
      : typeof value === "object" && value !== null
        ? table(value)
        : /^data:image\/(jpeg|png|webp);base64,/.test(`${value}`)
          ? picture(`${value}`)
          : escaped(plain(value) ?? "");
  const row = ([key, value]: [string, unknown]) => `<tr><th scope="row">${escaped(label(key))}<td>${shown(value)}`;
  const table = (entry: object) =>
    `<table>${Object.entries(entry)
      .filter(([, value]) => value !== null && value !== "")
      .map(row)
      .join("")}</table>`;
  const body = Object.values(sections).map((entries, i) => `<h2>${escaped(headings[i] ?? "")}</h2>${entries.map(table).join("") || "–"}`);
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p>${plain(madeAt)}</p>${body.join("")}</html>`;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
