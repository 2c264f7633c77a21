/** Pages of reviews that need no script. */
const day = (iso: string) => new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "Europe/Paris" }).format(new Date(iso));

export const pageFr = {
  aboutProduct: (product: string) => `Avis sur ${product}`,
  aboutShop: (shop: string) => `Avis sur ${shop}`,
  average: (average: string, count: number) => `${average.replace(".", ",")}/5 sur ${count} avis`,
  period: (from: string, to: string) => (from === to ? `publié le ${day(from)}` : `publiés du ${day(from)} au ${day(to)}`),
  none: "Il n’y a pas encore d’avis.",
  stars: (n: number) => `${n} sur 5`,
  by: (author: string) => `par ${author}`,
  verified: "Achat vérifié",
  unverified: "Avis non vérifié",
  imported: (source: string) => `Origine : ${source}, non vérifié`,
  published: (at: string) => `publié le ${day(at)}`,
  experience: (on: string) => `expérience du ${day(on)}`,
  edited: (at: string) => `modifié le ${day(at)}`,
  reply: (shop: string, at: string) => `${shop} a répondu le ${day(at)}`,
  photo: (author: string) => `Photo jointe par ${author}`,
  all: "Voir tous les avis",
  rulesTitle: "D’où viennent ces avis",
  others: "Avis sur d’autres produits",
  shop: (shop: string) => `Avis sur la boutique ${shop}`,
  back: (shop: string) => `Retour sur le site ${shop}`,
  write: "Donner mon avis",
  noScript: "Pour écrire, trier ou signaler un avis, activez JavaScript dans votre navigateur.",
  missing: "Cette page n’existe pas, ou n’existe plus.",
  missingHint: "Vérifiez le lien, ou demandez-le de nouveau à la boutique.",
};

export type PageWords = typeof pageFr;
