/** Les données d’une personne : export, effacement. */
import type { ShopTraces } from "../../edge/privacy/shop/shop-traces.ts";

const plural = (count: number, one: string, several: string) => `${count} ${count < 2 ? one : several}`;

/** What was done, if it can be counted. */
const sentence = (done: string, parts: (string | false)[]) => `${[done, parts.filter(Boolean).join(", ")].filter(Boolean).join(". ")}.`;

export const privacyFr = {
  usage: (command: string) => `Indiquez un client, une adresse e-mail ou un collègue : /passerelle ${command} jeanne.durand@exemple.fr`,
  nobody: "Passerelle ne conserve rien sur cette personne.",
  companyHint: "Une entreprise n’est pas une personne : pour son contact, indiquez l’adresse e-mail du contact.",
  whom: { export: "De qui exporter les données ?", erase: "De qui effacer les données ?" },
  go: { export: "Exporter…", erase: "Effacer…" },
  employee: "collaborateur",
  asContact: (clients: number, contacts: number, { orders, reviews, reports }: ShopTraces) =>
    [
      clients > 0 && plural(clients, "fiche client", "fiches client"),
      contacts > 0 && plural(contacts, "contact", "contacts"),
      orders > 0 && plural(orders, "commande", "commandes"),
      reviews > 0 && plural(reviews, "avis", "avis"),
      reports > 0 && plural(reports, "signalement", "signalements"),
    ]
      .filter(Boolean)
      .join(" · "),
  ofShop: ({ orders, reviews, reports }: ShopTraces) =>
    [
      orders > 0 && `l’acheteur de ${plural(orders, "commande", "commandes")}, invitations et e-mails compris`,
      reviews > 0 && `${plural(reviews, "avis", "avis")}, même en ligne, photos comprises`,
      reports > 0 && `l’adresse et le texte de ${plural(reports, "signalement", "signalements")}`,
    ]
      .filter(Boolean)
      .join("\n• "),
  ofClients: (names: string, crm: string) => `la fiche client de ${names}${crm ? `, ici et dans le logiciel (${crm})` : ""}`,
  ofContacts: (names: string, crm: string) => `le contact ${names}${crm ? ` (${crm})` : ""}`,
  ofCompanies: (names: string) => `l’e-mail et le téléphone que porte la fiche de ${names}`,
  ofEmployee: (name: string) => `le compte de collaborateur de ${name}, ses demandes et ses lignes du journal d’audit`,
  ofRequests: "ce qui a été saisi dans les demandes des 30 derniers jours qui la nomment",
  exportTitle: "Exporter les données",
  exportWhat: "L’export contiendra :",
  exportHow: "Une page à lire et un fichier JSON, gardés 2 jours.",
  exportGo: "Exporter",
  exportRun: "Export des données d’une personne",
  exportDone: "L’export est prêt. Transmettez-le à la personne par un canal sûr.",
  exportUntil: "Supprimé tout seul après 2 jours.",
  openPage: "Télécharger la page",
  openJson: "Télécharger le JSON",
  eraseTitle: "Effacer une personne",
  eraseWhat: "Seront effacés, sans retour possible :",
  held: (count: number) =>
    `La loi impose de conserver ${plural(count, "document", "documents")} (factures) : le nom et l’adresse restent tant qu’il le faut, le reste est effacé.`,
  auditStays: "Le journal d’audit reste : il ne contient que des identifiants, et dit qui a effacé et pourquoi.",
  stillHere: (name: string) =>
    `${name} fait encore partie de l’espace de travail : ses données s’effacent après son départ. L’export est possible dès maintenant.`,
  reason: "Motif",
  reasonPlaceholder: "Choisir un motif",
  reasonMissing: "Choisissez un motif.",
  reasons: {
    asked: "La personne l’a demandé, ou s’y oppose",
    unneeded: "Ces données ne servent plus",
    unlawful: "Elles n’auraient pas dû être conservées",
  },
  word: "EFFACER",
  typeWord: (word: string) => `Pour confirmer, tapez ${word}`,
  wrongWord: (word: string) => `Tapez ${word} pour confirmer.`,
  eraseGo: "Effacer",
  eraseRun: "Effacement d’une personne",
  eraseDone: ({ clients = 0, contacts = 0, requests = 0, orders = 0, reviews = 0, reports = 0 }: Record<string, number>) =>
    sentence("C’est fait", [
      clients > 0 && plural(clients, "fiche client effacée", "fiches client effacées"),
      contacts > 0 && plural(contacts, "contact effacé", "contacts effacés"),
      requests > 0 && plural(requests, "demande vidée de sa saisie", "demandes vidées de leur saisie"),
      orders > 0 && plural(orders, "commande sans son acheteur", "commandes sans leur acheteur"),
      reviews > 0 && plural(reviews, "avis effacé", "avis effacés"),
      reports > 0 && plural(reports, "signalement rendu anonyme", "signalements rendus anonymes"),
    ]),
  ordersStay: "Le numéro, la date et les articles des commandes restent, sans l’acheteur : la boutique s’y retrouve dans ses comptes.",
  logStays: "Le journal des avis garde ce qui a été décidé, sans le texte : c’est la preuve qu’aucun avis n’a été écarté en silence.",
  onlyThere: "Seule cette boutique est concernée : une fiche client s’efface par /passerelle erase-person.",
  eraseForShop: (shop: string) => `Shopify demande d’effacer un acheteur (${shop})`,
  exportForShop: (shop: string) => `Shopify demande les données d’un acheteur (${shop})`,
  shopDeadline: (email: string) => `À remettre sous 30 jours${email ? ` à ${email}` : ""}.`,
  shopLeft: (shop: string) => `Shopify demande d’oublier les acheteurs d’une boutique (${shop})`,
  reviewsStay: "Les avis publiés restent, sans adresse e-mail : leurs auteurs peuvent toujours les effacer.",
  eraseKept: (count: number) =>
    `${plural(count, "fiche garde", "fiches gardent")} le nom et l’adresse : la loi impose de conserver ses factures.`,
  eraseBegun: "L’effacement a commencé sans aller au bout : relancez-le, ce qui est effacé le reste.",
};
