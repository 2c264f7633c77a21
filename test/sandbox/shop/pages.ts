/** The pages of the demo shop, in French and in English, as an owner would write them: one tag, plain elements, a fallback inside. */
import { type Good, goods } from "./goods.ts";

export type Language = "fr" | "en";

export interface Embedding {
  /** Address of the Worker. */
  edge: string;
  /** Public key of the shop's site, and its name in addresses. */
  site: string;
  id: string;
  /** Where the shop's own pages begin. */
  root: string;
  /** What the owner has pasted into the head of its pages, as the studio gave it. */
  tag?: string;
}

const WORDS = {
  fr: {
    shop: "Atelier Lumière",
    lead: "Des lampes dessinées et fabriquées à Nantes, réparables à vie. Livraison en France et en Belgique.",
    goods: "Nos lampes",
    about: "Avis sur l’atelier",
    reviews: "Avis clients",
    seeReviews: "Voir les avis de nos clients",
    buy: "Ajouter au panier",
    stock: "En stock, expédiée sous 48 h",
    other: "English",
    foot: "Atelier Lumière, 12 quai de la Fosse, 44000 Nantes · Boutique de démonstration",
    title: "Lampes fabriquées à Nantes",
  },
  en: {
    shop: "Atelier Lumière",
    lead: "Lamps designed and made in Nantes, and mended for life. Delivery to France and Belgium.",
    goods: "Our lamps",
    about: "About the workshop",
    reviews: "Customer reviews",
    seeReviews: "See what our customers say",
    buy: "Add to basket",
    stock: "In stock, sent within 48 h",
    other: "Français",
    foot: "Atelier Lumière, 12 quai de la Fosse, 44000 Nantes · Demonstration shop",
    title: "Lamps made in Nantes",
  },
};

export const price = (cents: number, lang: Language) =>
  new Intl.NumberFormat(lang, { style: "currency", currency: "EUR" }).format(cents / 100);

const at = (root: string, lang: Language, path: string) => `${root}${lang === "en" ? "/en" : ""}${path}`;

export function frame({ edge, site, root, tag }: Embedding, lang: Language, title: string, body: string, path = "/"): string {
  const words = WORDS[lang];
  const other = lang === "fr" ? "en" : "fr";
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${words.shop}</title>
<link rel="icon" href="${root}/icon.svg"><link rel="stylesheet" href="${root}/style.css">
${tag ?? `<script type="module" async src="${edge}/v1/passerelle.js" data-site="${site}"></script>`}
</head>
<body>
<header><a class="logo" href="${at(root, lang, "/")}">${words.shop}</a><nav><a href="${at(root, lang, "/avis")}">${words.about}</a><a hreflang="${other}" lang="${other}" href="${at(root, other, path)}">${words.other}</a></nav></header>
<main>${body}</main>
<footer>${words.foot}</footer>
</body>
</html>`;
}

export function home(shop: Embedding, lang: Language): string {
  const words = WORDS[lang];
  const cards = goods.map(
    (
      good,
    ) => `<li><a href="${at(shop.root, lang, `/${good.sku.toLowerCase()}`)}">${picture(good, lang)}<div class="about"><h3>${good.name[lang]}</h3>
<p class="line">${good.line[lang]}</p><p><passerelle-rating product="${good.sku}">&nbsp;</passerelle-rating></p><p class="price">${price(good.priceCents, lang)}</p></div></a></li>`,
  );
  return frame(
    shop,
    lang,
    words.title,
    `<h1>${words.title}</h1><p class="lead">${words.lead}</p><h2>${words.goods}</h2><ul class="goods">${cards.join("")}</ul>`,
  );
}

export function product(shop: Embedding, lang: Language, good: Good): string {
  const words = WORDS[lang];
  const { sku, name, line, story, priceCents } = good;
  return frame(
    shop,
    lang,
    name[lang],
    `<div class="product">${picture(good, lang)}<div><h1>${name[lang]}</h1><p class="line">${line[lang]}</p>
<p><passerelle-rating product="${sku}" href="#avis">&nbsp;</passerelle-rating></p>
<p>${story[lang]}</p><p class="price">${price(priceCents, lang)}</p><button class="buy">${words.buy}</button> <p>${words.stock}</p></div></div>
<h2 id="avis">${words.reviews}</h2>
<passerelle-reviews product="${sku}" name="${name[lang]}"><a href="${shop.edge}/r/${shop.id}?product=${sku}">${words.seeReviews}</a></passerelle-reviews>`,
    `/${sku.toLowerCase()}`,
  );
}

export function aboutShop(shop: Embedding, lang: Language): string {
  const words = WORDS[lang];
  return frame(
    shop,
    lang,
    words.about,
    `<h1>${words.about}</h1><p class="lead">${words.lead}</p><passerelle-reviews></passerelle-reviews>`,
    "/avis",
  );
}

/** Of a lamp that shines. */
export function picture({ colours: [shade, light, foot], shape, name }: Good, lang: Language): string {
  const lamps = {
    globe: `<rect x="192" y="180" width="16" height="70" fill="${foot}"/><ellipse cx="200" cy="252" rx="46" ry="9" fill="${foot}"/><circle cx="200" cy="125" r="62" fill="${shade}"/>`,
    cone: `<path d="M204 70 L236 250" stroke="${foot}" stroke-width="7"/><ellipse cx="236" cy="254" rx="50" ry="8" fill="${foot}"/><path d="M206 56 l66 62 -104 14 z" fill="${shade}"/>`,
    arc: `<circle cx="180" cy="140" r="58" fill="none" stroke="${shade}" stroke-width="14"/><circle cx="232" cy="168" r="40" fill="none" stroke="${foot}" stroke-width="11"/>`,
    candle: `<path d="M200 78c14 20 17 30 0 46-17-16-14-26 0-46z" fill="#ffb347"/><path d="M200 122v22" stroke="#333" stroke-width="3"/><rect x="156" y="144" width="88" height="110" rx="10" fill="${shade}"/><rect x="170" y="182" width="60" height="34" rx="3" fill="${foot}"/>`,
    tube: `<path d="M140 0v60M200 0v30M260 0v85" stroke="${foot}" stroke-width="3"/><rect x="118" y="60" width="44" height="120" rx="20" fill="${shade}"/><rect x="178" y="30" width="44" height="150" rx="20" fill="${shade}"/><rect x="238" y="85" width="44" height="110" rx="20" fill="${shade}"/>`,
  };
  const glow = `glow-${shape}`;
  return `<svg class="picture" viewBox="0 0 400 300" role="img" aria-label="${name[lang]}"><defs><radialGradient id="${glow}"><stop stop-color="${light}"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient></defs><rect width="400" height="300" fill="#cdbfa9"/><rect y="255" width="400" height="45" fill="#a48d6e"/><circle cx="200" cy="140" r="170" fill="url(#${glow})"/>${lamps[shape]}</svg>`;
}

/** Where the owner pastes the tag; every shop's software has such a page. */
export const tagPage = (shop: Embedding): string =>
  frame(
    shop,
    "fr",
    "Balise",
    `<h1>Code de l’en-tête</h1><p class="lead">Collez ici la balise que le studio de Passerelle vous a donnée : elle figurera sur toutes les pages.</p>
<form method="post"><p><label for="tag">Balise</label></p><p><textarea id="tag" name="tag" rows="8" style="width:100%;max-width:60rem;font-family:monospace"></textarea></p>
<p><button class="buy">Enregistrer</button></p></form>`,
    "/balise",
  );
