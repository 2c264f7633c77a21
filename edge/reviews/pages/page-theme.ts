/**
 * A hosted page in the looks that the site's owner chose in the studio: the widgets' properties, and what of the page around them goes
 * with these. The ground is the page's own here; words on it are made to be read (WCAG 2.2: 7 to 1, 4.5 to 1 for what is said quietly).
 */
import { PLAIN, readable, readTheme, type Theme, themeCss, wordsOn } from "../../studio/theme/theme.ts";

export const themeOf = (db: D1Database, siteN: number): D1PreparedStatement =>
  db.prepare("SELECT theme FROM sites WHERE n = ?1").bind(siteN);

const LIGHT = { ink: "#1f1d2b", soft: "#5d5a70" };
const DARK = { ink: "#eeecf6", soft: "#b3b0c4" };
const INK_RATIO = 7;
const SOFT_RATIO = 4.5;

/** Nothing for a site that has chosen nothing: the page has looks of its own. */
export function pageTheme(json: string): string {
  const theme = readTheme(json);
  const grounds = theme.groundLight === PLAIN.groundLight && theme.groundDark === PLAIN.groundDark ? "" : groundsOf(theme);
  const css = themeCss(theme);
  if (!css) return grounds;
  const page = {
    "--link": "var(--passerelle-accent)",
    "--on-link": "var(--passerelle-on-accent)",
    "--star": "var(--passerelle-star)",
    "--radius": "var(--passerelle-radius)",
    ...(theme.font === "page" ? {} : { "--font": "var(--passerelle-font)" }),
  };
  return `${css} ${rule(page)} ${grounds}`;
}

function groundsOf({ groundLight, groundDark }: Theme): string {
  const both = (of: (ground: string, words: typeof LIGHT) => string) =>
    `light-dark(${of(groundLight, isDark(groundLight) ? DARK : LIGHT)}, ${of(groundDark, isDark(groundDark) ? DARK : LIGHT)})`;
  return rule({
    "--paper": both((ground) => ground),
    "--ink": both((ground, { ink }) => readable(ink, ground, INK_RATIO)),
    "--soft": both((ground, { soft }) => readable(soft, ground, SOFT_RATIO)),
    "--line": "color-mix(in srgb, var(--ink) 20%, var(--paper))",
    "--passerelle-field": "color-mix(in srgb, var(--ink) 4%, var(--paper))",
  });
}

const isDark = (ground: string) => wordsOn(ground) === "#ffffff";

/** Behind the page's own, dark ones too: a second `:root` says it louder. */
const rule = (properties: Record<string, string>) =>
  `:root:root { ${Object.entries(properties)
    .map(([name, value]) => `${name}: ${value}`)
    .join("; ")} }`;
