/** One sentence a code: what happened, then what to do. Whether anything was created is said by the caller, who knows. */
import type { ErrorCode } from "../../edge/errors.ts";

export const errorsFr: Record<ErrorCode, { what: string; todo: string }> = {
  invalid_input: {
    what: "La demande contient une valeur que nous ne comprenons pas.",
    todo: "Vérifiez ce que vous avez saisi, puis recommencez.",
  },
  unauthorized: { what: "Cette demande n’a pas pu être authentifiée.", todo: "Recommencez depuis Slack." },
  forbidden: {
    what: "Votre rôle ne permet pas cette action.",
    todo: "Demandez à un administrateur de Passerelle s’il doit vous donner ce droit.",
  },
  not_found: { what: "Cet élément n’existe pas, ou n’existe plus.", todo: "Relancez une recherche pour retrouver le bon." },
  conflict: {
    what: "Quelqu’un l’a modifié entre-temps.",
    todo: "Rouvrez la fiche, puis refaites votre modification sur la version à jour.",
  },
  too_large: { what: "C’est trop volumineux pour être traité.", todo: "Raccourcissez, puis recommencez." },
  expired: { what: "Ce bouton ou cette fenêtre n’est plus valable.", todo: "Relancez la commande." },
  kept_by_law: {
    what: "La loi impose de conserver ce document.",
    todo: "Il sera supprimé automatiquement à la fin du délai légal.",
  },
  guest: {
    what: "Les invités de l’espace de travail n’ont pas accès à Passerelle.",
    todo: "Demandez à un collègue de le faire pour vous.",
  },
  other_team: {
    what: "Passerelle ne répond qu’aux membres de l’espace de travail où elle est installée.",
    todo: "Demandez à votre interlocuteur de le faire de son côté.",
  },
  unknown_person: { what: "Slack ne connaît pas, ou plus, cette personne.", todo: "Vérifiez son compte Slack, puis recommencez." },
  blocked: { what: "Votre accès à Passerelle est suspendu.", todo: "Parlez-en à la personne qui administre Passerelle chez vous." },
  bad_siren: {
    what: "Ce numéro SIREN est mal recopié : sa clé de contrôle est fausse.",
    todo: "Comparez ses 9 chiffres avec ceux d’un document de l’entreprise.",
  },
  bad_siret: {
    what: "Ce numéro SIRET est mal recopié : sa clé de contrôle est fausse.",
    todo: "Comparez ses 14 chiffres avec ceux d’un document de l’entreprise.",
  },
  bad_vat_number: {
    what: "Ce numéro de TVA est mal recopié : sa forme ou sa clé est fausse.",
    todo: "Comparez-le avec une facture de l’entreprise, préfixe du pays compris.",
  },
  unknown_company: {
    what: "Le registre ne connaît aucune entreprise sous ce numéro.",
    todo: "Cherchez-la par son nom, ou vérifiez le numéro.",
  },
  unknown_vat_number: {
    what: "VIES, le fichier européen de la TVA, ne connaît pas ce numéro.",
    todo: "Vérifiez-le auprès de l’entreprise ; si elle n’est pas encore inscrite pour les échanges dans l’Union, créez-la sans numéro de TVA.",
  },
  closed_company: {
    what: "Le registre dit que cette entreprise est fermée.",
    todo: "Si elle doit être créée quand même, la direction, la comptabilité ou un administrateur la choisit dans « Nouveau client » et indique un motif.",
  },
  different_companies: {
    what: "Leurs numéros disent que ce sont deux entreprises différentes.",
    todo: "Si un numéro est faux, corrigez-le d’abord dans le logiciel de gestion.",
  },
  seller_incomplete: {
    what: "L’identité de votre société n’est pas complète : il manque une mention que la loi impose sur les devis et les factures.",
    todo: "Un administrateur la complète dans les réglages de facturation.",
  },
  unlawful: {
    what: "En l’état, cette pièce ne serait pas conforme.",
    todo: "Corrigez le champ indiqué, puis recommencez.",
  },
  issued: {
    what: "Cette facture est émise : elle ne se modifie plus et ne se supprime plus.",
    todo: "Pour l’annuler, établissez un avoir, puis refaites une facture.",
  },
  earlier_day: {
    what: "Une facture plus récente porte déjà un numéro de cette série : la numérotation doit suivre l’ordre des dates.",
    todo: "Choisissez la date de la dernière facture, ou une date plus récente.",
  },
  discount_limit: {
    what: "Cette remise dépasse ce que votre rôle permet d’accorder.",
    todo: "Réduisez la remise, ou demandez à la direction.",
  },
  second_person: {
    what: "À partir de ce montant, votre société demande l’accord d’une personne de la direction.",
    todo: "Transmettez le brouillon à la direction, qui peut l’émettre.",
  },
  numbers_begun: {
    what: "Cette série a déjà donné des numéros : son format ne peut plus changer en cours d’année.",
    todo: "Gardez le format actuel ; il pourra changer avec le premier numéro de l’année suivante.",
  },
  not_open: {
    what: "Le devis n’est pas dans l’état voulu pour cette action.",
    todo: "Rouvrez-le pour voir où il en est.",
  },
  vendor_refused: {
    what: "Le logiciel de gestion a refusé l’enregistrement.",
    todo: "Vérifiez les champs saisis ; sinon transmettez la référence à un administrateur.",
  },
  rate_limited: { what: "Le service appelé reçoit trop de demandes en ce moment.", todo: "Réessayez dans une minute." },
  vendor_unavailable: { what: "Le service appelé ne répond pas.", todo: "Réessayez dans quelques minutes." },
  bad_answer: {
    what: "Le service appelé a donné une réponse incompréhensible.",
    todo: "Réessayez plus tard ; si cela dure, transmettez la référence à un administrateur.",
  },
  maybe_written: {
    what: "La réponse s’est perdue en chemin : nous vérifions ce qui a été enregistré.",
    todo: "Attendez le résultat avant de recommencer.",
  },
  taken: { what: "Une autre demande sur la même chose est en cours.", todo: "Attendez son résultat." },
  misconfigured: {
    what: "Passerelle n’est pas, ou plus, correctement reliée à ce service.",
    todo: "Prévenez un administrateur : la commande « npm run doctor » dit ce qui manque.",
  },
  unexpected: {
    what: "Une erreur inattendue s’est produite chez nous.",
    todo: "Réessayez ; si cela se répète, transmettez la référence à un administrateur.",
  },
};
