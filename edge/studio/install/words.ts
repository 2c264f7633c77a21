/** What is said of the tag: where to paste it, and whether it works. */
const snippetFr = {
  seeReviews: "Voir les avis de nos clients",
  reviews: "Avis",
  tag: "La balise, une seule fois",
  product: "Sur la page d’un produit",
  shop: "Les avis sur la boutique elle-même",
  html: {
    head: "Dans l’en-tête de toutes vos pages, avant </head>.",
    body: "Là où vous voulez les étoiles, puis les avis. SKU-1 est la référence de votre produit.",
    shop: "Sans référence de produit : ce que vos clients disent de la boutique.",
  },
  react: {
    head: "Dans index.html (ou le gabarit de votre framework), avant </head>. Pour les types, copiez widgets/jsx.d.ts du dépôt de Passerelle dans votre projet.",
    body: "Un composant à poser dans la page d’un produit. React 19 connaît les éléments personnalisés.",
  },
  woocommerce:
    "Dans functions.php de votre thème enfant, ou avec une extension comme Code Snippets. Les étoiles vont sous le titre du produit, les avis dans un onglet.",
  prestashop: {
    head: "Dans themes/votre-theme/templates/_partials/head.tpl, à la fin.",
    body: "Dans themes/votre-theme/templates/catalog/product.tpl, là où vous voulez les avis.",
  },
  shopify: {
    head: "Boutique en ligne → Thèmes → Modifier le code : dans theme.liquid, avant </head>.",
    body: "Thèmes → Personnaliser → page Produit → Ajouter une section → Liquid personnalisé, ou dans le fichier de la section du produit.",
  },
};

const snippetEn: typeof snippetFr = {
  seeReviews: "See what our customers say",
  reviews: "Reviews",
  tag: "The tag, once",
  product: "On a product’s page",
  shop: "Reviews of the shop itself",
  html: {
    head: "In the head of all your pages, before </head>.",
    body: "Where you want the stars, then the reviews. SKU-1 is your product’s SKU.",
    shop: "Without a SKU: what customers say about the shop.",
  },
  react: {
    head: "In index.html (or your framework’s template), before </head>. For the types, copy widgets/jsx.d.ts from Passerelle’s repository into your project.",
    body: "A component for a product’s page. React 19 knows custom elements.",
  },
  woocommerce:
    "In functions.php of your child theme, or with a plugin such as Code Snippets. The stars go below the product’s title, the reviews in a tab.",
  prestashop: {
    head: "In themes/your-theme/templates/_partials/head.tpl, at its end.",
    body: "In themes/your-theme/templates/catalog/product.tpl, where you want the reviews.",
  },
  shopify: {
    head: "Online Store → Themes → Edit code: in theme.liquid, before </head>.",
    body: "Themes → Customize → Product page → Add section → Custom Liquid, or in the product section’s file.",
  },
};

export const snippetWords = { fr: snippetFr, en: snippetEn };

const fr = {
  status: "Votre balise fonctionne-t-elle ?",
  check: "Vérifier de nouveau",
  working: "Oui",
  problem: "À corriger",
  waiting: "Pas encore vue",
  retired: "Ce site est retiré : sa balise n’affiche plus rien. Remettez-le en service dans les réglages.",
  noKey: "Ce site n’a plus de clé publique en service : créez-en une sous « Clés », puis collez la nouvelle balise.",
  noOrigin: "Aucune adresse n’est autorisée : indiquez l’adresse de vos pages dans les réglages.",
  nothing:
    "Rien n’a encore été vu. Collez la balise, ouvrez une page qui contient un élément passerelle-rating ou passerelle-reviews, puis vérifiez ici.",
  seen: (when: string) => `vue ${when}`,
  quiet: (when: string) => `vue pour la dernière fois ${when} : la page est-elle toujours en ligne ?`,
  notSeen: "pas encore vue",
  stranger: (when: string) => `a utilisé votre clé ${when}, mais cette adresse n’est pas autorisée : ses visiteurs ne voient pas d’avis.`,
  endedKey: (when: string) => `utilise une clé qui n’est plus valable (vue ${when}) : collez-y la balise ci-dessous.`,
  allow: (origin: string) => `Autoriser ${origin}`,
  install: "La balise à coller",
  change: "Autre outil",
  latest: "Toujours à jour",
  pinned: "Version figée",
  versions: "Version de la balise",
  latestText: "Recommandé : les corrections arrivent d’elles-mêmes.",
  pinnedText: (version: string) =>
    `Version ${version}, avec son empreinte (SRI) : le navigateur refuse tout autre fichier. À remplacer à chaque mise à jour de Passerelle.`,
  hosted: "Vous ne pouvez pas modifier vos pages ?",
  hostedText: "Donnez le lien de la page d’avis hébergée par Passerelle :",
  csp: "Votre site envoie une Content-Security-Policy ?",
  cspText: "Ajoutez-y ces adresses :",
  themeNote: "Vos couleurs sont dans la balise : après un changement d’apparence, collez-la de nouveau.",
};

const en: typeof fr = {
  status: "Is your tag working?",
  check: "Check again",
  working: "Yes",
  problem: "To be fixed",
  waiting: "Not seen yet",
  retired: "This site is retired: its tag no longer shows anything. Put it back into use in the settings.",
  noKey: "This site has no public key in use: create one under “Keys”, then paste the new tag.",
  noOrigin: "No address is allowed: give the address of your pages in the settings.",
  nothing:
    "Nothing has been seen yet. Paste the tag, open a page that has a passerelle-rating or passerelle-reviews element, then check here.",
  seen: (when) => `seen ${when}`,
  quiet: (when) => `last seen ${when}: is the page still online?`,
  notSeen: "not seen yet",
  stranger: (when) => `used your key ${when}, but this address is not allowed: its visitors see no reviews.`,
  endedKey: (when) => `uses a key that is no longer valid (seen ${when}): paste the tag below there.`,
  allow: (origin) => `Allow ${origin}`,
  install: "The tag to paste",
  change: "Another tool",
  latest: "Always up to date",
  pinned: "Pinned version",
  versions: "Version of the tag",
  latestText: "Recommended: fixes arrive by themselves.",
  pinnedText: (version) =>
    `Version ${version}, with its hash (SRI): browsers refuse any other file. To be replaced at each update of Passerelle.`,
  hosted: "Can’t change your pages?",
  hostedText: "Share the link of the review page that Passerelle hosts:",
  csp: "Does your site send a Content-Security-Policy?",
  cspText: "Add these addresses to it:",
  themeNote: "Your colours are in the tag: after a change of appearance, paste it again.",
};

export const installWords = { fr, en };
