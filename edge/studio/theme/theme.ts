/**
 * How a site wants its widgets to look: colours for light and for dark pages, roundness, font; and whether they can be read
 * (WCAG 2.2: 4.5 to 1 for words, 3 to 1 for stars). Pure: the browser's preview runs it too.
 */
export const COLOURS = ["accentLight", "accentDark", "starLight", "starDark", "groundLight", "groundDark"] as const;
export type Colour = (typeof COLOURS)[number];

export const RADII = { square: "0", soft: ".3em", round: ".6em", pill: "1.4em" } as const;
export const FONTS = { page: "inherit", system: "system-ui, sans-serif", serif: "Georgia, Cambria, serif" } as const;

export type Theme = Record<Colour, string> & { radius: keyof typeof RADII; font: keyof typeof FONTS };

/** The widgets' own (widgets/theme.ts); the ground is what the page has behind them. */
export const PLAIN: Theme = {
  accentLight: "#1d4f91",
  accentDark: "#9cc4ff",
  starLight: "#b45309",
  starDark: "#fbbf24",
  groundLight: "#ffffff",
  groundDark: "#15171c",
  radius: "soft",
  font: "page",
};

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);

/** What is kept of an older shape stays; the rest is plain. */
export function readTheme(json: string): Theme {
  const kept = JSON.parse(json) as Partial<Theme>;
  const colours = COLOURS.map((name) => [name, isColour(kept[name] ?? "") ? kept[name] : PLAIN[name]]);
  const radius = kept.radius && kept.radius in RADII ? kept.radius : PLAIN.radius;
  const font = kept.font && kept.font in FONTS ? kept.font : PLAIN.font;
  return { ...(Object.fromEntries(colours) as Record<Colour, string>), radius, font };
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White or black, whichever reads better on it: 4.5 to 1 at least on any colour. */
export const wordsOn = (colour: string): string => (contrast(colour, "#ffffff") >= 4.5 ? "#ffffff" : "#000000");

export interface Reading {
  colour: "accentLight" | "accentDark" | "starLight" | "starDark";
  ratio: number;
  asked: number;
}

/** Each colour against the page behind it. */
export const readings = (theme: Theme): Reading[] => [
  { colour: "accentLight", ratio: contrast(theme.accentLight, theme.groundLight), asked: 4.5 },
  { colour: "accentDark", ratio: contrast(theme.accentDark, theme.groundDark), asked: 4.5 },
  { colour: "starLight", ratio: contrast(theme.starLight, theme.groundLight), asked: 3 },
  { colour: "starDark", ratio: contrast(theme.starDark, theme.groundDark), asked: 3 },
];

/** Rounded down: what is not enough never looks as if it were. */
export const shownRatio = (ratio: number, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.floor(ratio * 10) / 10);

/** The nearest colour of the same hue that reads well enough on the ground. */
export function readable(colour: string, ground: string, asked: number): string {
  const towards = luminance(ground) > 0.18 ? 0 : 255;
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = `#${[1, 3, 5]
      .map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * (1 - share) + towards * share))
      .map((part) => part.toString(16).padStart(2, "0"))
      .join("")}`;
    if (contrast(mixed, ground) >= asked) return mixed;
  }
  return towards === 0 ? "#000000" : "#ffffff";
}

/** Custom properties of the widgets → values, for a page that may be light or dark. */
export function propertiesOf(theme: Theme): [name: string, value: string][] {
  const both = (light: string, dark: string) => `light-dark(${light}, ${dark})`;
  return [
    ["--passerelle-accent", both(theme.accentLight, theme.accentDark)],
    ["--passerelle-on-accent", both(wordsOn(theme.accentLight), wordsOn(theme.accentDark))],
    ["--passerelle-star", both(theme.starLight, theme.starDark)],
    ["--passerelle-radius", RADII[theme.radius]],
    ...(theme.font === "page" ? [] : [["--passerelle-font", FONTS[theme.font]] as [string, string]]),
  ];
}

/** Nothing when it is as plain as ours: a page need not say what is so anyway. */
export function themeCss(theme: Theme): string {
  const isPlain = (["accentLight", "accentDark", "starLight", "starDark", "radius", "font"] as const).every(
    (name) => theme[name] === PLAIN[name],
  );
  return isPlain
    ? ""
    : `:root { ${propertiesOf(theme)
        .map(([name, value]) => `${name}: ${value}`)
        .join("; ")} }`;
}
