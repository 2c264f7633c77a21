/** What the author of a review reads on their own page. */
const fr = {
  title: "Votre avis",
  about: (product: string) => `À propos de ${product}`,
  states: {
    pending: "Il n’est pas encore publié : il sera bientôt lu.",
    published: "Il est publié.",
    refused: "Il n’est pas publié.",
  },
  changed: "Une modification attend d’être lue ; l’ancienne version reste visible.",
  ground: (why: string) => `Motif : ${why}.`,
  rating: "Note",
  outOf: (n: number) => `${n} sur 5`,
  text: "Texte",
  pseudonym: "Pseudonyme",
  experiencedOn: "Date de l’expérience",
  save: "Enregistrer",
  saved: "C’est enregistré : votre avis sera relu.",
  erase: "Supprimer mon avis",
  sure: "Supprimer pour de bon : le texte, la note, les photos et votre adresse. Confirmer ?",
  erased: "Votre avis est supprimé.",
  gone: "Ce lien ne mène plus à aucun avis.",
  failed: "Le service ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un moment.",
};

const en: typeof fr = {
  title: "Your review",
  about: (product) => `About ${product}`,
  states: {
    pending: "It is not published yet: it will be read soon.",
    published: "It is published.",
    refused: "It is not published.",
  },
  changed: "A change waits to be read; the former version stays visible.",
  ground: (why) => `Reason: ${why}.`,
  rating: "Rating",
  outOf: (n) => `${n} out of 5`,
  text: "Text",
  pseudonym: "Nickname",
  experiencedOn: "Date of the experience",
  save: "Save",
  saved: "Saved: your review will be read again.",
  erase: "Delete my review",
  sure: "Delete for good: text, rating, photos and your address. Are you sure?",
  erased: "Your review is deleted.",
  gone: "This link does not lead to a review any more.",
  failed: "The service does not answer at the moment. Nothing is lost: try again in a while.",
};

export const words = document.documentElement.lang === "en" ? en : fr;
