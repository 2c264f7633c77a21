/** The preview follows what is being chosen, and says of each colour whether it can be read. */
import { lowWords } from "../theme/read-theme-form.ts";
import { COLOURS, propertiesOf, readings, shownRatio, type Theme } from "../theme/theme.ts";
import { themeWords } from "../theme/words.ts";

export function previewTheme(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-theme]");
  if (!form) return;
  const show = () => showTheme(form);
  form.addEventListener("input", show);
  addEventListener("pageshow", show); // a browser that comes back keeps what was chosen
  show();
}

function showTheme(form: HTMLFormElement): void {
  const locale = form.dataset.theme === "en" ? "en" : "fr";
  const chosen = new FormData(form);
  // Fields that may not be changed are not in it: the saved theme stands.
  if (!chosen.has("radius")) return;
  const names = [...COLOURS, "radius", "font"] as const;
  const theme = Object.fromEntries(names.map((name) => [name, String(chosen.get(name))])) as unknown as Theme;
  for (const pane of form.querySelectorAll<HTMLElement>("[data-pane]")) {
    for (const [name, value] of propertiesOf(theme)) pane.style.setProperty(name, value);
    if (theme.font === "page") pane.style.removeProperty("--passerelle-font");
    pane.style.setProperty("--w-ground", `light-dark(${theme.groundLight}, ${theme.groundDark})`);
  }
  for (const reading of readings(theme)) {
    const output = form.querySelector<HTMLOutputElement>(`[data-reading=${reading.colour}]`);
    if (!output) continue;
    const low = reading.ratio < reading.asked;
    const said = low ? lowWords(reading, theme, locale) : themeWords[locale].good(shownRatio(reading.ratio, locale));
    output.classList.toggle("low", low);
    // Told at the field already, as it was sent.
    const problem = document.getElementById(`${reading.colour}-problem`);
    if (problem && problem.textContent !== said) problem.remove();
    const value = problem?.isConnected ? "" : said;
    if (output.value !== value) output.value = value;
  }
}
