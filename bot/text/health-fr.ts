/** L’état des connecteurs en français. */
export const healthFr = {
  title: "État de Passerelle",
  names: { register: "Registre des entreprises", vat: "VIES (TVA européenne)", mailer: "Envoi d’e-mails", invoicing: "Facturation" },
  notAsked: "pas encore interrogé",
  answered: (ms: string) => `répond en ${ms} ms`,
  failingSince: (instant: string) => `ne répond pas depuis le ${instant}`,
  lastOk: (instant: string) => `dernière bonne réponse : ${instant}`,
  neverOk: "n’a encore jamais répondu",
  lastFailure: (instant: string, why: string) => `dernier incident : ${instant}, ${why}`,
  runs: (waiting: string, failed: string) => `Demandes en attente : ${waiting}. Demandes abandonnées depuis 30 jours : ${failed}.`,
  run: (kind: string, short: string) => `${kind}, référence ${short}`,
  retry: "Relancer",
  retryUsage: "Indiquez la référence de la demande : /passerelle retry 4k7m2x9q",
  retryNotFound: "Aucune demande sous cette référence.",
  retried: (short: string) => `La demande ${short} reprend. Sa carte se met à jour chez la personne qui l’a faite.`,
  notRetried:
    "Cette demande ne peut pas être relancée : seule une création abandonnée, demandée depuis moins de 30 jours, peut l’être sans risque. Rien n’a été modifié.",
  foot: "Chaque connecteur est interrogé toutes les 5 minutes. L’histoire d’une demande : /passerelle run suivi de sa référence.",
  recoveredTitle: (name: string) => `${name} : de nouveau disponible`,
  recovered: (since: string, at: string) =>
    `Indisponible depuis le ${since}, de nouveau disponible le ${at}. Ce qui attendait reprend tout seul.`,
};
