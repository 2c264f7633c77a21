/** What the law wants near reviews, as edge/reviews says it: here only so that the widgets have it to show. */
import type { Notice } from "../../../widgets/shapes.ts";

export function noticeIn(lang: string | undefined): Notice {
  return lang === "en"
    ? {
        checked: "Reviews marked “verified purchase” come from known orders; the others are not checked.",
        order: "Sorted by date of publication, newest first, unless you choose otherwise.",
        rules: [
          {
            title: "How reviews are checked",
            text: "An invitation is mailed after each order; or the author gives the order’s number and e-mail address.",
          },
          {
            title: "Publication",
            text: "Within 7 days, whatever the rating. Kept 5 years. The author may change or withdraw it and is told why when it is refused.",
          },
          { title: "Refusal", text: "Insult, personal data, advertising, a text that is not about the product." },
        ],
        reward: "No reward is given for a review.",
      }
    : {
        checked: "Les avis « achat vérifié » viennent de commandes connues ; les autres ne sont pas contrôlés.",
        order: "Classés par date de publication, du plus récent au plus ancien, sauf autre choix de votre part.",
        rules: [
          {
            title: "Contrôle des avis",
            text: "Une invitation est envoyée après chaque commande ; à défaut, l’auteur donne le numéro et l’adresse e-mail de sa commande.",
          },
          {
            title: "Publication",
            text: "Sous 7 jours, quelle que soit la note. Conservation 5 ans. L’auteur peut modifier ou retirer son avis, et connaît le motif d’un refus.",
          },
          { title: "Motifs de refus", text: "Injure, donnée personnelle, publicité, texte sans rapport avec le produit." },
        ],
        reward: "Aucune contrepartie n’est donnée pour un avis.",
      };
}
