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
  shape: "globe" | "cone" | "arc" | "tube" | "candle";
}

export const goods: Good[] = [
  {
    sku: "LAMPE-OPALINE",
    name: { fr: "Lampe de table Opaline", en: "Opaline table lamp" },
    line: { fr: "Verre soufflé, pied en chêne", en: "Blown glass, oak foot" },
    story: {
      fr: "Un globe d’opaline soufflé à Nantes, sur un pied de chêne huilé. Sa lumière se règle d’une caresse, du soir d’hiver au plein jour. Ampoule remplaçable, câble de lin de 2 m.",
      en: "An opal globe blown in Nantes, on a foot of oiled oak. A touch dims it, from a winter evening to full day. The bulb can be replaced; linen cable, 2 m.",
    },
    priceCents: 12_900,
    colours: ["#f6efe2", "#ffe7b8", "#8a5a33"],
    shape: "globe",
  },
  {
    sku: "SUSPENSION-BRUME",
    name: { fr: "Suspension Brume en papier washi", en: "Brume pendant in washi paper" },
    line: { fr: "Papier washi, trois hauteurs", en: "Washi paper, three heights" },
    story: {
      fr: "Trois tubes de papier washi tendus sur rotin, à suspendre ensemble ou séparément.",
      en: "Three tubes of washi paper on rattan, to be hung together or one by one.",
    },
    priceCents: 17_500,
    colours: ["#fdf6e6", "#fff3d8", "#5b6b4a"],
    shape: "tube",
  },
  {
    sku: "APPLIQUE-RIVAGE",
    name: { fr: "Applique Rivage en laiton", en: "Rivage wall lamp in brass" },
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
    sku: "ABAT-JOUR-LIN",
    name: { fr: "Abat-jour en lin lavé", en: "Lampshade in washed linen" },
    line: { fr: "Lin français, 32 cm", en: "French linen, 32 cm" },
    story: {
      fr: "Un cône de lin lavé, tissé en Normandie et cousu à l’atelier. Se fixe sur toutes les douilles E27 et se lave à la main.",
      en: "A cone of washed linen, woven in Normandy and sewn in the workshop. Fits every E27 socket; wash by hand.",
    },
    priceCents: 5_400,
    colours: ["#27566b", "#ffdfa0", "#1c2b33"],
    shape: "cone",
  },
  {
    sku: "BOUGIE-CEDRE",
    name: { fr: "Bougie parfumée Cèdre", en: "Cedar scented candle" },
    line: { fr: "Cire végétale, 45 heures", en: "Vegetable wax, 45 hours" },
    story: {
      fr: "Cèdre de l’Atlas et fumée légère, coulée à la main par la Maison Fabre. Le verre se rapporte à l’atelier, qui le remplit.",
      en: "Atlas cedar and a little smoke, poured by hand by Maison Fabre. Bring the glass back to the workshop to have it filled.",
    },
    priceCents: 2_900,
    colours: ["#efe5d3", "#ffd58a", "#4b3a2a"],
    shape: "candle",
  },
];
