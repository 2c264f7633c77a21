/** Countries to choose from, in the reader's language: the European Union first. Slack takes 100 options to a group. */
import type { PlainTextOption, StaticSelect } from "@slack/types";
import { countryCodes } from "../../../edge/companies/countries.ts";
import { option, plain } from "../../forms.ts";
import type { Texts } from "../../text/text.ts";

const EU = "AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** French companies are found in the register. */
const HOME = "FR";
const GROUP = 100;

export const isCountry = (code: string) => code !== HOME && countryCodes().includes(code);

export function countrySelect(name: string, say: Texts, initial: string): StaticSelect {
  const sorted = (codes: string[]) =>
    codes.map((code) => option(say.country(code), code)).sort((a, b) => a.text.text.localeCompare(b.text.text, say.locale));
  const groups = [{ label: plain(say.client.countriesEu), options: sorted(EU) }];
  const others = sorted(countryCodes().filter((code) => isCountry(code) && !EU.includes(code)));
  for (let i = 0; i < others.length; i += GROUP) {
    const part = others.slice(i, i + GROUP);
    const initialOf = (entry: PlainTextOption | undefined) => entry?.text.text.slice(0, 1) ?? "";
    groups.push({ label: plain(say.client.countriesOther(initialOf(part[0]), initialOf(part.at(-1)))), options: part });
  }
  return {
    type: "static_select",
    action_id: name,
    placeholder: plain(say.client.countryPlaceholder),
    option_groups: groups,
    ...(isCountry(initial) && { initial_option: option(say.country(initial), initial) }),
  };
}
