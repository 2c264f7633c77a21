/** L’envoi d’e-mails en français. */
export const mailFr = {
  title: "Envoi d’e-mails",
  usage:
    "/passerelle mail dit comment va l’envoi, /passerelle mail test vous envoie un e-mail de test, npm run doctor vérifie votre domaine.",
  unchosen: "Aucun service d’envoi n’est choisi, rien ne part : le README dit comment régler MAILER et MAIL_FROM.",
  carriedBy: (carrier: string, from: string) => `Service d’envoi : ${carrier}. Expéditeur : ${from}`,
  counts: (waiting: string, troubled: string) =>
    `E-mails en attente : ${waiting}. Non envoyés ou incertains depuis 30 jours : ${troubled}.`,
  kinds: { test: "E-mail de test" } as Record<string, string>,
  states: { unknown: "incertain", refused: "refusé", failed: "abandonné" },
  noAddress: "Slack ne nous donne pas d’adresse e-mail valable pour vous : rien n’a été envoyé.",
  sent: (carrier: string, email: string) =>
    `E-mail de test remis à ${carrier} pour ${email}. S’il n’arrive pas, regardez les indésirables, puis npm run doctor.`,
  waits: (why: string) => `L’e-mail de test n’est pas encore parti. ${why} Nous réessayons de nous-mêmes ; la suite avec /passerelle mail`,
  refused: (why: string) => `L’e-mail de test n’a pas été envoyé. ${why}`,
  unknown: (carrier: string) =>
    `La réponse de ${carrier} s’est perdue : l’e-mail de test est peut-être parti. Regardez votre boîte avant de recommencer, il n’est jamais renvoyé automatiquement.`,
  vendorRefused: "Le service d’envoi refuse ce destinataire ou ce message.",
  test: {
    title: "E-mail de test de Passerelle",
    body: (carrier: string) =>
      `Bonjour,\nvous l’avez demandé depuis Slack, il est passé par ${carrier} : l’envoi fonctionne. S’il est arrivé dans les indésirables, « npm run doctor » dit quoi corriger pour votre domaine (SPF, DKIM, DMARC).`,
    foot: "Envoyé par Passerelle à la demande d’un administrateur.",
  },
};
