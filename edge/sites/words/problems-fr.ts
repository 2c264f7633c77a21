/** What a shopper, or the owner of a site, reads when something was not possible: what happened, then what to do. */
import type { ErrorCode } from "../../errors.ts";

export interface ProblemWords {
  /** `code field` → sentence. */
  byField: Record<string, string>;
  byCode: Partial<Record<ErrorCode, string>>;
  otherwise: string;
}

export const problemsFr: ProblemWords = {
  byField: {
    "unauthorized site": "Cette clé de site n’est pas connue, ou ne l’est plus.",
    "unauthorized key": "Cette clé secrète n’est pas connue, ou ne l’est plus.",
    "forbidden origin": "Ce site n’est pas autorisé à utiliser cette clé.",
    "forbidden proof": "Nous ne retrouvons pas cet achat. Vérifiez le numéro de commande et l’adresse e-mail utilisée lors de l’achat.",
    "forbidden open": "Les avis sont réservés aux clients : utilisez le lien reçu par e-mail, ou indiquez votre numéro de commande.",
    "invalid_input rating": "Choisissez une note de 1 à 5.",
    "invalid_input text": "Écrivez quelques mots : de 10 à 5 000 caractères.",
    "invalid_input pseudonym": "Indiquez un pseudonyme de 2 à 40 caractères.",
    "invalid_input experiencedOn": "Indiquez la date de votre expérience : elle ne peut pas être dans le futur.",
    "invalid_input email": "Cette adresse e-mail n’est pas valable.",
    "invalid_input photos": "Une des photos n’a pas pu être jointe. Envoyez-la de nouveau.",
    "invalid_input photo": "Ce fichier n’est pas une photo que nous savons lire : JPEG, PNG ou WebP.",
    "too_large photo": "Cette photo est trop lourde : 8 Mo au plus.",
    "invalid_input products": "Demandez de 1 à 100 produits à la fois.",
    "conflict review": "Un avis existe déjà pour cet achat.",
    "expired invitation": "Ce lien a déjà servi, ou n’est plus valable.",
    "not_found product": "Ce produit n’est pas connu.",
    "rate_limited proof": "Trop d’essais aujourd’hui. Réessayez demain, ou utilisez le lien reçu par e-mail.",
  },
  byCode: {
    invalid_input: "Une des valeurs n’est pas celle que nous attendons. Vérifiez-la, puis recommencez.",
    unauthorized: "Cette demande n’a pas pu être authentifiée.",
    forbidden: "Cette action n’est pas autorisée.",
    not_found: "Cette page ou cet avis n’existe pas, ou n’existe plus.",
    conflict: "Quelque chose a changé entre-temps. Rechargez la page, puis recommencez.",
    too_large: "C’est trop volumineux. Raccourcissez, puis recommencez.",
    expired: "Ce lien n’est plus valable.",
    rate_limited: "Beaucoup de demandes en peu de temps. Patientez une minute, puis recommencez.",
  },
  otherwise: "Le service ne répond pas pour l’instant. Rien n’est perdu : réessayez dans un moment.",
};
