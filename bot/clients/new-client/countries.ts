/** Countries to choose from, in the reader's language: the European Union first. Slack takes 100 options to a group. */
import type { PlainTextOption, StaticSelect } from "@slack/types";
import { option, plain } from "../../forms.ts";
import type { Texts } from "../../text/text.ts";

const EU = "AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");

/** ISO 3166-1 alpha-2, without France and the Union. */
const OTHERS = (
  "AD AE AF AG AI AL AM AO AR AS AU AW AX AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX " +
  "DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GB GD GE GF GG GH GI GL GM GN GP GQ GT GU GW GY HK HN HT ID IL IM IN IO IQ IR IS JE JM JO JP KE KG KH KI KM " +
  "KN KP KR KW KY KZ LA LB LC LI LK LR LS LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA NC NE NF NG NI NP NR NU NZ OM PA PE PF " +
  "PG PH PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG " +
  "US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ");
const GROUP = 100;

export const isCountry = (code: string) => EU.includes(code) || OTHERS.includes(code);

export function countrySelect(name: string, say: Texts, initial: string): StaticSelect {
  const sorted = (codes: string[]) =>
    codes.map((code) => option(say.country(code), code)).sort((a, b) => a.text.text.localeCompare(b.text.text, say.locale));
  const groups = [{ label: plain(say.client.countriesEu), options: sorted(EU) }];
  const others = sorted(OTHERS);
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
