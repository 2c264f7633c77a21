/** What `/client <text>` answers: known clients first, then companies of the register, then the way by hand. Only its reader sees it. */
import type { KnownBlock } from "@slack/types";
import type { Client } from "../../edge/clients/client.ts";
import type { Company } from "../../edge/companies/company.ts";
import { formatCompanyNumber } from "../../edge/companies/company-numbers.ts";
import { may } from "../../edge/people/may.ts";
import type { Desk, Reader } from "../desk.ts";
import { fitBlocks, MESSAGE_TEXT } from "../door/limits.ts";
import { button, buttons, context, divider, entry, header, section } from "../forms.ts";
import { mrkdwnText, oneLine, shorten } from "../text/words.ts";
import { type Found, search } from "./new-client/company-options.ts";
import { pickValue } from "./new-client/pick.ts";

export const SHOW = "client_show";
export const CREATE = "client_create";
export const SEARCH_AGAIN = "client_search";
/** Several buttons of one message need several ids: "client_show:2". */
export const actionOf = (id: string) => new RegExp(`^${id}(:\\d+)?$`);

const SHOWN = { known: 5, companies: 5 };

export interface Answer {
  text: string;
  blocks: KnownBlock[];
}

const answer = (text: string, blocks: KnownBlock[]): Answer => ({
  text: shorten(mrkdwnText(text), MESSAGE_TEXT),
  blocks: fitBlocks(blocks),
});

/** Empty command: what one can type, and a button for who would rather not. */
export function examples({ say, person }: Reader): Answer {
  const { client } = say;
  const mayCreate = may(person, "client.create");
  const blocks: KnownBlock[] = [
    section(client.examplesTitle),
    { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text: client.examples.join("\n") }] }] },
    context(mayCreate ? `${client.examplesHelp} ${client.examplesCreate}` : client.examplesHelp),
    ...buttons(mayCreate && button(CREATE, client.newClient, "", { style: "primary" })),
  ];
  return answer(`${client.examplesTitle} ${client.examples.join(" · ")}`, blocks);
}

export async function searchMessage(desk: Desk, admitted: Reader | Promise<Reader>, typed: string): Promise<Answer> {
  const text = shorten(oneLine(typed), 120);
  const found = await search(desk, admitted, text, SHOWN);
  const reader = await admitted;
  const { client } = reader.say;
  const title =
    found.known.length + found.companies.length > 0
      ? client.found(found.known.length, found.companies.length, text)
      : (found.mistyped ?? nothingFor(reader, found, text));
  const blocks: KnownBlock[] = [section(title), ...(found.mistyped && found.mistyped !== title ? [context(found.mistyped)] : [])];
  if (found.known.length > 0)
    blocks.push(header(client.knownTitle), ...found.known.map((known, index) => knownEntry(reader, known, index, text)));
  if (found.companies.length > 0)
    blocks.push(header(client.registerTitle), ...found.companies.map((company, index) => companyEntry(reader, company, index)));
  blocks.push(...footer(reader, found, text));
  return answer(title, blocks);
}

/** A register that did not answer has not said that there is no such company. */
const nothingFor = ({ say: { client } }: Reader, { register }: Found, text: string) =>
  register === "ok" ? client.nothingFound(text) : client.nothingKnown(text);

const closedText = (say: Reader["say"], { state, closedOn }: Client) =>
  state === "closed" && (closedOn ? say.client.closedSince(say.day(closedOn)) : say.client.closed);

function knownEntry({ say }: Reader, client: Client, index: number, text: string): KnownBlock {
  const details = [say.kindsOf(client.kinds), client.city, client.siren && formatCompanyNumber(client.siren), closedText(say, client)];
  const value = JSON.stringify({ clientId: client.id, text });
  return entry(
    client.name,
    details.filter(Boolean).join(" · "),
    button(`${SHOW}:${index}`, say.client.show, value, { spoken: say.client.showWhom(client.name) }),
  );
}

function companyEntry({ say, person }: Reader, company: Company, index: number): KnownBlock {
  const closed = company.state === "closed";
  const details = [
    company.alias,
    formatCompanyNumber(company.siren),
    `${company.address.postcode} ${company.address.city}`.trim(),
    closed ? say.client.closed : "",
  ];
  const allowed = may(person, "client.create") && (!closed || may(person, "client.create/closed"));
  const value = pickValue({ type: "register", siren: company.siren, closed, name: company.name });
  const name = company.name || company.siren;
  return entry(
    name,
    details.filter(Boolean).join(" · "),
    allowed
      ? button(`${CREATE}:${index}`, say.client.create, value, { spoken: say.client.createWhom(name, company.address.city) })
      : undefined,
  );
}

function footer({ say, person }: Reader, { register, companies }: Found, text: string): KnownBlock[] {
  const { client } = say;
  const byHand = may(person, "client.create") && button(CREATE, client.createByHand, pickValue({ type: "hand", text }));
  const isAway = register !== "ok" && register !== "too_short";
  const notes = [
    companies.length >= SHOWN.companies ? client.perhapsMore : "",
    register === "ok" ? "" : client.register[register],
    isAway && byHand ? client.byHandMeanwhile : "",
  ].filter(Boolean);
  return [...(notes.length > 0 ? [context(notes.join(" "))] : []), ...(byHand ? [divider] : []), ...buttons(byHand)];
}
