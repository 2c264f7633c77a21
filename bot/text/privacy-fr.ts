/** Les données d’une personne : export, effacement. */
const plural = (count: number, one: string, several: string) => `${count} ${count < 2 ? one : several}`;

export const privacyFr = {
  usage: (command: string) => `Indiquez un client, une adresse e-mail ou un collègue : /passerelle ${command} jeanne.durand@exemple.fr`,
  nobody: "Passerelle ne conserve rien sur cette personne.",
  companyHint: "Une entreprise n’est pas une personne : pour son contact, indiquez l’adresse e-mail du contact.",
  whom: { export: "De qui exporter les données ?", erase: "De qui effacer les données ?" },
  go: { export: "Exporter…", erase: "Effacer…" },
  employee: "collaborateur",
  asContact: (clients: number, contacts: number) =>
    [clients > 0 && plural(clients, "fiche client", "fiches client"), contacts > 0 && plural(contacts, "contact", "contacts")]
      .filter(Boolean)
      .join(" · "),
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
  eraseDone: (clients: number, contacts: number, requests: number) =>
    `C’est fait. ${[
      plural(clients, "fiche client effacée", "fiches client effacées"),
      plural(contacts, "contact effacé", "contacts effacés"),
      plural(requests, "demande vidée de sa saisie", "demandes vidées de leur saisie"),
    ].join(", ")}.`,
  eraseKept: (count: number) =>
    `${plural(count, "fiche garde", "fiches gardent")} le nom et l’adresse : la loi impose de conserver ses factures.`,
  eraseBegun: "L’effacement a commencé sans aller au bout : relancez-le, ce qui est effacé le reste.",
};
