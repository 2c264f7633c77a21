/** What the demo shop sells: lamps, made in Nantes by the sandbox's firm. */

export interface Good {
  sku: string;
  name: { fr: string; en: string };
  /** What it is, in a few words. */
  line: { fr: string; en: string };
  story: { fr: string; en: string };
  priceCents: number;
  /** Colours of its picture: shade, light behind it, foot. */
  colours: [string, string, string];
  shape: "globe" | "cone" | "arc" | "tube";
}

export const goods: Good[] = [
  {
    sku: "BRUME",
    name: { fr: "Lampe Brume", en: "Brume lamp" },
    line: { fr: "Verre soufflé, pied en chêne", en: "Blown glass, oak foot" },
    story: {
      fr: "Un globe de verre dépoli soufflé à Nantes, sur un pied de chêne huilé. Sa lumière se règle d’une caresse, du soir d’hiver au plein jour. Ampoule remplaçable, câble de lin de 2 m.",
      en: "A frosted globe blown in Nantes, on a foot of oiled oak. A touch dims it, from a winter evening to full day. The bulb can be replaced; linen cable, 2 m.",
    },
    priceCents: 12_900,
    colours: ["#f6efe2", "#ffe7b8", "#8a5a33"],
    shape: "globe",
  },
  {
    sku: "PHARE",
    name: { fr: "Lampadaire Phare", en: "Phare floor lamp" },
    line: { fr: "Acier laqué, 148 cm", en: "Lacquered steel, 148 cm" },
    story: {
      fr: "Un cône d’acier laqué à la main qui éclaire la page sans éblouir la pièce. Réparable : chaque pièce se commande à l’unité.",
      en: "A hand-lacquered steel cone that lights the page and leaves the room alone. Made to be mended: every part can be ordered.",
    },
    priceCents: 24_900,
    colours: ["#27566b", "#ffdfa0", "#1c2b33"],
    shape: "cone",
  },
  {
    sku: "RICOCHET",
    name: { fr: "Applique Ricochet", en: "Ricochet wall lamp" },
    line: { fr: "Laiton brossé, orientable", en: "Brushed brass, turns" },
    story: {
      fr: "Deux anneaux de laiton brossé qui renvoient la lumière sur le mur. Se branche sur secteur ou sur boîte d’encastrement.",
      en: "Two rings of brushed brass that throw the light back on the wall. For a socket or a junction box.",
    },
    priceCents: 8_900,
    colours: ["#c79a4b", "#fff0cd", "#7d5f2c"],
    shape: "arc",
  },
  {
    sku: "ROSEAU",
    name: { fr: "Suspension Roseau", en: "Roseau pendant" },
    line: { fr: "Papier washi, trois hauteurs", en: "Washi paper, three heights" },
    story: {
      fr: "Trois tubes de papier washi tendus sur rotin, à suspendre ensemble ou séparément.",
      en: "Three tubes of washi paper on rattan, to be hung together or one by one.",
    },
    priceCents: 17_500,
    colours: ["#e9dcc6", "#fff3d8", "#5b6b4a"],
    shape: "tube",
  },
];
