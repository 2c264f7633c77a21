/** L’envoi d’e-mails en français. */
export const mailFr = {
  title: "Envoi d’e-mails",
  usage: "Écrivez /passerelle mail pour l’état de l’envoi, ou /passerelle mail test pour vous envoyer un e-mail de test.",
  unchosen:
    "Aucun service d’envoi n’est choisi : rien ne part. À régler dans wrangler.toml (MAILER) et .dev.vars (MAIL_FROM) ; le README dit comment.",
  carriedBy: (carrier: string, from: string) => `Service d’envoi : ${carrier}. Expéditeur : ${from}`,
  counts: (waiting: string, troubled: string) =>
    `E-mails en attente : ${waiting}. Non envoyés ou incertains depuis 30 jours : ${troubled}.`,
  foot: "/passerelle mail test vous envoie un e-mail de test. npm run doctor vérifie SPF, DKIM et DMARC de votre domaine.",
  kinds: { test: "E-mail de test" } as Record<string, string>,
  states: { unknown: "incertain", refused: "refusé", failed: "abandonné" },
  noAddress: "Slack ne nous donne pas d’adresse e-mail valable pour vous : rien n’a été envoyé.",
  sent: (carrier: string, email: string) =>
    `E-mail de test remis à ${carrier} pour ${email}. S’il n’arrive pas d’ici quelques minutes, regardez les indésirables, puis npm run doctor.`,
  underWay: "L’e-mail de test est en route, le service d’envoi prend son temps. La suite : /passerelle mail",
  waits: (why: string) => `L’e-mail de test n’est pas encore parti : ${why}. Nous réessayons seuls. La suite : /passerelle mail`,
  refused: (carrier: string, why: string) => `${carrier} n’a pas envoyé l’e-mail de test : ${why}.`,
  unknown: (carrier: string) =>
    `Nous ne savons pas si l’e-mail de test est parti : la réponse de ${carrier} s’est perdue. Nous ne le renvoyons pas de nous-mêmes : regardez votre boîte avant de recommencer.`,
  why: {
    vendor_refused: "le service d’envoi refuse ce destinataire ou ce message",
    misconfigured: "le service d’envoi refuse nos identifiants ou notre adresse d’expéditeur",
    rate_limited: "le service d’envoi limite les envois pour le moment",
    vendor_unavailable: "le service d’envoi ne répond pas",
    maybe_written: "une réponse s’est perdue en chemin",
    too_large: "les pièces jointes sont trop lourdes",
    not_found: "une pièce jointe n’existe plus",
  } as Record<string, string>,
  test: {
    subject: "E-mail de test de Passerelle",
    title: "L’envoi fonctionne",
    paragraphs: (carrier: string) => [
      `Bonjour,\nvous venez de demander cet e-mail depuis Slack. Il est passé par ${carrier}.`,
      "S’il est arrivé dans les indésirables, votre domaine n’est pas encore authentifié : la commande « npm run doctor » vérifie SPF, DKIM et DMARC, et dit quoi corriger.",
    ],
    foot: "Envoyé par Passerelle à la demande d’un administrateur. Il n’y a rien à faire.",
  },
};
