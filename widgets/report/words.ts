const fr = {
  title: "Signaler cet avis",
  reasons: {
    illegal: "Contenu illicite",
    fake: "Faux avis",
    offensive: "Propos injurieux",
    personal: "Données personnelles",
    other: "Autre motif",
  },
  reason: "Motif",
  text: "Précisions (facultatif)",
  email: "Votre e-mail, pour connaître la suite (facultatif)",
  send: "Envoyer le signalement",
  thanks: "Merci. La boutique va examiner ce signalement.",
  failed: "Le signalement n’a pas pu être envoyé. Réessayez dans un moment.",
};

const en: typeof fr = {
  title: "Report this review",
  reasons: {
    illegal: "Illegal content",
    fake: "Fake review",
    offensive: "Offensive words",
    personal: "Personal information",
    other: "Another reason",
  },
  reason: "Reason",
  text: "Details (optional)",
  email: "Your e-mail, to hear what came of it (optional)",
  send: "Send the report",
  thanks: "Thank you. The shop will look into it.",
  failed: "The report could not be sent. Try again in a moment.",
};

export const words = { fr, en };
