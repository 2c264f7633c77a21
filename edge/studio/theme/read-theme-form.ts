/** What was chosen → a theme, or what is wrong at which field. What cannot be read is not saved. Pure. */
import type { Locale } from "../../people/person.ts";
import type { Problems } from "../look/fields.tsx";
import { COLOURS, type Colour, FONTS, isColour, PLAIN, RADII, type Reading, readable, readings, shownRatio, type Theme } from "./theme.ts";
import { themeWords } from "./words.ts";

export function readThemeForm(field: (name: string) => string, locale: Locale): { theme: Theme; problems: Problems } {
  const words = themeWords[locale];
  const problems: Problems = {};
  const colours = COLOURS.map((name): [Colour, string] => {
    const typed = field(name).toLowerCase();
    if (!isColour(typed)) problems[name] = words.wrongColour;
    return [name, isColour(typed) ? typed : PLAIN[name]];
  });
  const [radius, font] = [field("radius"), field("font")];
  if (!Object.hasOwn(RADII, radius)) problems.radius = words.wrongChoice;
  if (!Object.hasOwn(FONTS, font)) problems.font = words.wrongChoice;
  const theme = {
    ...(Object.fromEntries(colours) as Record<Colour, string>),
    radius: (Object.hasOwn(RADII, radius) ? radius : PLAIN.radius) as Theme["radius"],
    font: (Object.hasOwn(FONTS, font) ? font : PLAIN.font) as Theme["font"],
  };
  for (const reading of readings(theme)) if (reading.ratio < reading.asked) problems[reading.colour] ??= lowWords(reading, theme, locale);
  return { theme, problems };
}

export function lowWords({ colour, ratio, asked }: Reading, theme: Theme, locale: Locale): string {
  const ground = colour.endsWith("Light") ? theme.groundLight : theme.groundDark;
  return themeWords[locale].low(shownRatio(ratio, locale), shownRatio(asked, locale), readable(theme[colour], ground, asked));
}
