/** The card of a client: what the register, the directory and the CRM know of it, as far as the reader may see. */
import type { Button, KnownBlock } from "@slack/types";
import type { Address, Client } from "../../edge/clients/client.ts";
import type { ClientSheet } from "../../edge/clients/client-sheet.ts";
import { activityCodes, activityLabel, legalFormLabel } from "../../edge/companies/code-names.ts";
import type { Company } from "../../edge/companies/company.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import { may } from "../../edge/people/may.ts";
import type { Reader } from "../desk.ts";
import { button, buttons, context, facts, header, markup, markupContext, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { mrkdwnText, plainText, shorten } from "../text/words.ts";

export const EDIT = "client_edit";
export const MERGE = "client_merge";
/** A button that only leads out: Slack still wants it acknowledged. */
export const OPEN_LINK = "open_link";

const NOTE_SHOWN = 600;

export function clientCard(reader: Reader, sheet: ClientSheet, crm: string): KnownBlock[] {
  const { say } = reader;
  const { client, record } = sheet;
  return [
    header(client.name),
    // A header holds 150 characters: a longer name stands once more, whole.
    ...(client.name.length > 150 ? [section(client.name)] : []),
    markupContext([mrkdwnText(say.kindsOf(client.kinds)), verificationText(say, sheet)].filter(Boolean).join("  ·  ")),
    ...facts(factsOf(say, sheet)),
    ...(record?.note
      ? [
          {
            type: "section" as const,
            text: markup(`*${mrkdwnText(say.client.card.note)}*\n${mrkdwnText(shorten(plainText(record.note), NOTE_SHOWN))}`),
          },
        ]
      : []),
    ...(client.state === "closed" ? [context(say.client.closedWarning(client.name))] : []),
    ...(sheet.trouble ? [context(say.client.card.trouble(crm))] : []),
  ];
}

/** What one can do from a card. `url` is the CRM's own page. */
export const clientButtons = ({ say, person }: Reader, { client, url }: ClientSheet, crm: string): (Button | null)[] => [
  may(person, "client.update") && client.externalId
    ? button(EDIT, say.client.card.edit, client.id, { spoken: say.client.card.editWhom(client.name) })
    : null,
  may(person, "client.merge") ? button(MERGE, say.merge.button, client.id, { spoken: say.merge.buttonWhom(client.name) }) : null,
  isWebPage(url) ? button(OPEN_LINK, say.client.card.open(crm), "", { url, spoken: say.client.card.openWhom(crm, client.name) }) : null,
];

export const cardButtons = (reader: Reader, sheet: ClientSheet, crm: string) => buttons(...clientButtons(reader, sheet, crm));

function factsOf(say: Texts, { client, company, record, vatCheck }: ClientSheet): [string, string | null | undefined][] {
  const { card } = say.client;
  const form = company?.legalForm && legalFormLabel(company.legalForm, say.locale);
  return [
    [card.siren, client.siren && formatCompanyNumber(client.siren)],
    [card.siret, client.siret && formatCompanyNumber(client.siret)],
    [card.vatNumber, client.vatNumber && formatCompanyNumber(client.vatNumber)],
    [card.vies.name, vatCheck?.name !== client.name ? vatCheck?.name : null],
    [card.vies.proof, vatCheck?.state === "valid" ? vatCheck.requestIdentifier : null],
    [card.state, client.state === "unknown" ? null : stateText(say, client)],
    [card.legalForm, form],
    [card.activity, company && activityText(say, company)],
    [card.address, addressText(say, record?.address ?? company?.address ?? addressOf(client))],
    [say.client.contactName, record?.contactName],
    [card.email, record?.email ?? client.email],
    [card.phone, record?.phone && phoneText(record.phone)],
  ];
}

const addressOf = (client: Client): Address => ({
  line: "",
  postcode: client.postcode ?? "",
  city: client.city ?? "",
  country: client.country,
});

export function activityText(say: Texts, codes: Pick<Company, "activity" | "activity2025">): string {
  const [shown, other] = activityCodes(codes);
  if (!shown) return "";
  const isNew = shown === codes.activity2025;
  const label = activityLabel(shown, say.locale, isNew);
  return other ? `${label} (${say.client.card.otherActivity(isNew ? "2" : "2025", other)})` : label;
}

const stateText = (say: Texts, { state, closedOn }: Pick<Client, "state" | "closedOn">) =>
  state === "closed" && closedOn ? say.client.card.closedSince(say.day(closedOn)) : say.client.card.states[state];

export function addressText(say: Texts, { line, postcode, city, country }: Address): string {
  const place = [postcode, city].filter(Boolean).join("\u00a0");
  return [line, place, country === "FR" ? "" : say.country(country)].filter(Boolean).join(", ");
}

/** Some CRMs keep a number without its spaces: a French one gets them back, in pairs. Others are left as they are. */
const phoneText = (phone: string) =>
  phone.replace(/^(\+33|0)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, (_, prefix, first, ...pairs) =>
    [prefix === "0" ? `0${first}` : `${prefix} ${first}`, ...pairs.slice(0, 4)].join(" "),
  );

/** By the register, or for a company without SIREN by VIES. */
function verificationText(say: Texts, { client: { siren, vatNumber, verification, verifiedAt }, vatCheck }: ClientSheet): string {
  const { card } = say.client;
  const byVies = !siren && vatNumber !== null;
  if (verification === "pending") return mrkdwnText(byVies ? card.vies.pending : card.pending);
  if (verification === "verified" && verifiedAt) {
    return `✓ ${mrkdwnText(byVies ? card.vies.verifiedOn : card.verifiedOn)} ${dateText(say, verifiedAt)}`;
  }
  if (!byVies) return mrkdwnText(siren ? card.unverified : card.none);
  return vatCheck?.state === "invalid"
    ? `${mrkdwnText(card.vies.unknownOn)} ${dateText(say, vatCheck.checkedAt)}`
    : mrkdwnText(card.vies.unchecked);
}

/** Slack shows the date in the reader's own time zone. */
const dateText = (say: Texts, at: number) => `<!date^${Math.floor(at / 1000)}^{date_long}|${say.instant(at)}>`;

function isWebPage(url: string | null): url is string {
  return url !== null && url.length <= 3000 && /^https?:\/\//.test(url);
}
