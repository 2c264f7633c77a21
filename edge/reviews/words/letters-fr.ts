/** Mails about reviews. */
const stars = (n: number) => `${n} sur 5`;

export const lettersFr = {
  foot: (shop: string) => `${shop} vous écrit au sujet d’un achat ou d’un avis. Votre adresse n’est jamais affichée avec un avis.`,
  received: {
    subject: (shop: string) => `${shop} : votre avis est bien arrivé`,
    paragraphs: (shop: string, rating: number, text: string) => [
      `Merci. Votre avis sera lu par ${shop}, puis publié ; s’il est refusé, nous vous dirons pourquoi.`,
      `Votre note : ${stars(rating)}.`,
      text,
      "Le lien ci-dessous permet de modifier ou de supprimer votre avis à tout moment. Gardez-le : il est personnel.",
    ],
    action: "Modifier ou supprimer mon avis",
  },
  published: {
    subject: (shop: string) => `${shop} : votre avis est publié`,
    new: "Votre avis est maintenant visible. Le lien de notre premier e-mail permet toujours de le modifier ou de le supprimer.",
    changed: "La nouvelle version de votre avis est maintenant visible, avec la date de la modification.",
  },
  refused: {
    subject: (shop: string) => `${shop} : votre avis n’est pas publié`,
    new: "Votre avis a été lu, et il ne peut pas être publié tel quel.",
    changed: "La nouvelle version de votre avis ne peut pas être publiée. L’ancienne reste visible.",
    why: (ground: string) => `Motif : ${ground}.`,
    after:
      "Vous pouvez le modifier avec le lien de notre premier e-mail : il sera relu. La note que vous donnez n’est jamais un motif de refus.",
  },
  asked: {
    subject: (shop: string) => `${shop} : une question sur votre avis`,
    intro: (shop: string) => `Avant de publier votre avis, ${shop} vous pose une question :`,
    after: "Vous pouvez compléter votre avis avec le lien de notre premier e-mail, ou le laisser tel quel.",
  },
  reported: {
    subject: (shop: string) => `${shop} : la suite de votre signalement`,
    removed: "L’avis que vous avez signalé a été examiné. Il n’est plus publié.",
    kept: "L’avis que vous avez signalé a été examiné. Il reste publié : il respecte les règles affichées avec les avis.",
    after: "Si vous n’êtes pas d’accord, vous pouvez écrire à la boutique ou saisir la justice.",
  },
  invitation: {
    subject: (shop: string) => `${shop} : que pensez-vous de votre achat ?`,
    intro: (shop: string, product: string) =>
      `Vous avez acheté « ${product} » chez ${shop}. Votre avis, favorable ou non, aide les autres clients, et nous aide à faire mieux.`,
    others: "Vous pouvez aussi donner votre avis sur :",
    free: "Chaque lien est personnel et ne sert qu’une fois. Aucune contrepartie n’est liée à votre note. Nous ne vous relancerons pas.",
    action: (product: string) => `Donner mon avis sur « ${product} »`,
  },
};

export type LetterWords = typeof lettersFr;
