/** What French law wants told beside reviews, in French. */
import type { SiteRules } from "../../sites/site.ts";
import type { Notice } from "../review.ts";
import { groundWords } from "./grounds.ts";

const NBSP = "\u00a0";

export function noticeFr(shop: string, rules: SiteRules, keptYears: number): Notice {
  const { openToAll, publishWithinDays, inviteAfterDays, reward } = rules;
  return {
    checked: openToAll
      ? "Les avis marqués « achat vérifié » viennent de personnes dont l’achat a été vérifié. Les autres avis ne sont pas vérifiés."
      : "Les avis marqués « achat vérifié » viennent de personnes dont l’achat a été vérifié. Sans achat vérifié, aucun avis ne peut être déposé ici ; les avis repris d’un autre service sont indiqués comme tels.",
    order:
      "Par défaut, les avis sont classés par date de publication, du plus récent au plus ancien. Vous pouvez aussi les classer par note, ou par utilité : le nombre de visiteurs qui les ont trouvés utiles. Chaque avis porte sa date de publication et la date de l’expérience.",
    reward: reward || "Aucune contrepartie n’est donnée en échange d’un avis.",
    rules: [
      {
        title: "Comment les avis sont vérifiés",
        text: `${inviteAfterDays === null ? "L’auteur" : `${days(inviteAfterDays)} après une commande, l’acheteur reçoit un lien personnel qui ne sert qu’une fois. Sans ce lien, l’auteur`} indique le numéro de sa commande et l’adresse e-mail utilisée lors de l’achat. ${shop} compare ces éléments à ses commandes.`,
      },
      {
        title: "Délais",
        text: `Un avis est publié ou refusé ${publishWithinDays === 1 ? "en un jour" : `en ${publishWithinDays} jours`} au plus. Il est conservé ${keptYears} ans au plus.`,
      },
      {
        title: "Note moyenne",
        text: "Elle est calculée sur tous les avis publiés, favorables ou non. Une mauvaise note n’est jamais un motif de refus.",
      },
      {
        title: "Motifs de refus",
        text: `Un avis peut être refusé pour l’un de ces motifs${NBSP}: ${Object.values(groundWords.fr).join(`${NBSP}; `)}. Son auteur est informé du motif par e-mail.`,
      },
      {
        title: "Modifier ou supprimer son avis",
        text: "L’auteur peut modifier ou supprimer son avis à tout moment grâce au lien reçu par e-mail. Un avis modifié est relu avant d’être publié ; la date de modification est indiquée.",
      },
      {
        title: "Contact avec l’auteur",
        text: `${shop} peut écrire à l’auteur au sujet de son avis. Son adresse e-mail n’est jamais affichée.`,
      },
      {
        title: "Signaler un avis",
        text: "Toute personne, y compris le vendeur concerné, peut signaler gratuitement un avis douteux ou illicite avec le bouton « Signaler », en indiquant pourquoi.",
      },
    ],
  };
}

const days = (n: number) => (n === 0 ? "Juste" : n === 1 ? "Un jour" : `${n}${NBSP}jours`);
