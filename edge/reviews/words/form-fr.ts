/** What the form of a review says, beyond the widgets' own words. */
export const formFr = {
  consent: (shop: string) =>
    `Votre avis et votre pseudonyme seront publiés sur le site ${shop} après relecture. Votre adresse e-mail sert à vérifier votre achat et à vous écrire au sujet de cet avis ; elle n’est jamais affichée. Vous pourrez modifier ou supprimer votre avis grâce au lien que vous recevrez.`,
  orderHint: (open: boolean): string =>
    open
      ? "Avec l’e-mail et le numéro de votre commande, l’avis porte la mention « achat vérifié ». Le numéro figure dans l’e-mail de confirmation."
      : "Indiquez l’e-mail de la commande ; le numéro figure dans l’e-mail de confirmation.",
};
export type FormWords = typeof formFr;
