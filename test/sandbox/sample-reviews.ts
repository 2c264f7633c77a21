/** What customers of the sandbox's shop have written. */
export const opening = [
  "Très belle lampe, conforme aux photos.",
  "Achetée pour la chambre de ma fille.",
  "Un cadeau qui a fait son effet.",
  "Je l’attendais avec impatience.",
  "Deuxième achat dans cette boutique.",
  "Commandée un dimanche, reçue le mercredi.",
  "Un peu déçue au début, puis conquise.",
];

export const lamp = [
  "Le verre opalin diffuse une lumière douce, parfaite pour lire le soir.",
  "Le socle est lourd, elle ne bouge pas : rassurant avec un chat.",
  "Le variateur grésille légèrement au minimum.",
  "La finition du laiton est impeccable, on voit que c’est fait main.",
  "Le câble est court, il m’a fallu une rallonge.",
  "L’ampoule fournie est un peu trop froide à mon goût.",
  "Emballage soigné, sans plastique : merci !",
  "Elle est plus petite que je ne l’imaginais, lisez bien les dimensions.",
  "L’interrupteur se trouve facilement dans le noir.",
];

export const closing = [
  "Je recommande.",
  "Rapport qualité-prix correct.",
  "Le service client a répondu dans l’heure.",
  "À voir dans la durée.",
  "Rien à redire.",
];

/** Published 5, 4 and 1: 3.3 of 3 reviews; one was refused, one waits. */
export const suspension: { rating: number; text: string; state?: "refused" | "pending"; reply?: string; helpful?: number }[] = [
  { rating: 5, text: "Le papier washi donne une lumière incroyable dans le salon. Montage en dix minutes.", helpful: 9 },
  {
    rating: 4,
    text: "Superbe, mais la notice n’est qu’en anglais.",
    reply: "Merci ! La notice en français est maintenant jointe à chaque envoi.",
    helpful: 3,
  },
  {
    rating: 1,
    text: "Reçue déchirée. Le remplacement a pris trois semaines, c’est bien trop long.",
    reply: "Vous avez raison, et nous en sommes désolés : nous avons changé de transporteur depuis.",
    helpful: 12,
  },
  { rating: 1, text: "Des propos que personne n’a envie de lire.", state: "refused" },
  { rating: 2, text: "La couleur tire sur le jaune, rien à voir avec la photo. Je pense la renvoyer.", state: "pending" },
];

export const shopReviews: { rating: number; text: string; helpful?: number }[] = [
  { rating: 5, text: "Une vraie boutique, avec de vraies personnes au téléphone.", helpful: 4 },
  { rating: 4, text: "Livraison rapide. Il manquait la facture, envoyée le jour même par e-mail." },
  { rating: 5, text: "Conseils précis pour choisir la bonne hauteur de suspension. Merci à Inès !", helpful: 6 },
  { rating: 3, text: "Produits magnifiques mais souvent en rupture de stock." },
  { rating: 5, text: "Retour accepté sans discuter, remboursée en quatre jours." },
  { rating: 2, text: "Colis laissé devant la porte sous la pluie. Rien de cassé, heureusement.", helpful: 1 },
];
