/** What differs, in words and blocks: beside each other what the record holds and what the register or VIES says. */
import type { KnownBlock } from "@slack/types";
import { legalFormLabel } from "../../edge/companies/code-names.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import { type Choice, type Difference, isChoice, type Proposal } from "../../edge/proposals/proposal.ts";
import { activityText, addressText } from "../clients/client-card.ts";
import { markup, section } from "../forms.ts";
import type { Texts } from "../text/text.ts";
import { mrkdwnText, oneLine } from "../text/words.ts";

type About = Pick<Proposal, "differences" | "company">;

export const fieldName = (say: Texts, field: Choice): string =>
  field === "name" ? say.client.edit.name : field === "siret" ? say.client.card.siret : say.client.card[field];

/** Warnings first: one sentence each. */
export const warningLines = (say: Texts, name: string, { differences, company }: About): string[] =>
  differences.filter((one) => !isChoice(one)).map(({ official }) => warning(say, String(official), name, company?.closedOn ?? ""));

const warning = (say: Texts, official: string, name: string, closedOn: string) =>
  say.proposal.warnings[official]?.(name, closedOn && say.day(closedOn)) ?? "";

export function differenceBlocks(say: Texts, name: string, about: About): KnownBlock[] {
  const choices = about.differences.filter(isChoice);
  const { proposal } = say;
  const by = about.company ? proposal.by.register : proposal.by.vat;
  return [
    ...warningLines(say, name, about).map((line) => section(line)),
    ...(choices.length > 0 ? [section(proposal.asks(by))] : []),
    ...choices.map(({ field, held, official }) => ({
      type: "section" as const,
      fields: [
        labelled(proposal.held(fieldName(say, field)), valueText(say, field, held) || proposal.nothingHeld),
        labelled(proposal.official(by), valueText(say, field, official)),
      ],
    })),
  ];
}

const labelled = (label: string, value: string) => markup(`*${mrkdwnText(label)}*\n${mrkdwnText(oneLine(value))}`);

export function valueText(say: Texts, field: Choice, value: Difference["held"]): string {
  if (typeof value !== "string") return addressText(say, value);
  if (!value) return "";
  if (field === "legalForm") return legalFormLabel(value, say.locale) ?? value;
  if (field === "siret" || field === "vatNumber") return formatCompanyNumber(value);
  if (field !== "activity") return value;
  const [activity = null, activity2025 = null] = value.split(" ");
  return activityText(say, { activity, activity2025 });
}
