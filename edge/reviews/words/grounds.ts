/** Why a review is refused, as its author and whoever reads the rules is told. */
import type { Locale } from "../../people/person.ts";
import type { Ground } from "../notice.ts";

export const groundWords: Record<Locale, Record<Ground, string>> = {
  fr: {
    insult: "propos injurieux, haineux ou menaçants",
    personal: "données personnelles d’une autre personne",
    illegal: "contenu contraire à la loi",
    "off-topic": "sans rapport avec le produit ou la boutique",
    "no-experience": "ne décrit pas une expérience vécue",
    advertising: "publicité, lien ou coordonnées commerciales",
    fake: "avis faux, acheté ou écrit par une personne intéressée",
    unreadable: "texte incompréhensible",
  },
  en: {
    insult: "insulting, hateful or threatening words",
    personal: "personal information about somebody else",
    illegal: "content that is against the law",
    "off-topic": "not about the product or the shop",
    "no-experience": "does not describe an experience of one’s own",
    advertising: "advertising, a link or business contact details",
    fake: "a review that is false, paid for, or written by somebody with an interest in it",
    unreadable: "text that cannot be understood",
  },
};
