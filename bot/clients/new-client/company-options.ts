/**
 * The live company search inside the window. Known clients and "enter by hand" are always there; the register has a
 * budget, and when it is slow, dead or says 429 its group says so instead.
 */
import type { PlainTextOption } from "@slack/types";
import { auditLooks } from "../../../edge/audit/audit-looks.ts";
import type { Client } from "../../../edge/clients/client.ts";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { type ClientSearch, searchClients } from "../../../edge/clients/search-clients.ts";
import type { Company } from "../../../edge/companies/company.ts";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { Desk, Reader } from "../../desk.ts";
import { option, plain } from "../../forms.ts";
import type { Texts } from "../../text/text.ts";
import { shorten } from "../../text/words.ts";
import { numberProblem } from "./number-problem.ts";
import { pickValue } from "./pick.ts";

const MOST_TYPED = 200;
const KNOWN_SHOWN = 8;
const COMPANIES_SHOWN = 15;

export interface Found extends ClientSearch {
  /** A mistyped number, said in a sentence: the register was not asked about it. */
  mistyped: string | null;
}

/** @param admitted who looks, once they are let in: until then nobody else is asked, and nothing is shown */
export async function search(
  desk: Desk,
  admitted: Reader | Promise<Reader>,
  text: string,
  most = { known: KNOWN_SHOWN, companies: COMPANIES_SHOWN },
): Promise<Found> {
  const asked = text.slice(0, MOST_TYPED);
  const { house, anybody } = desk;
  // The CRM may hold the same slip: known clients are looked through all the same.
  const looking: Promise<ClientSearch> = numberProblem(anybody.say, asked)
    ? findKnown(house.reads, asked, most.known).then((known) => ({ known, companies: [], register: "ok" }))
    : searchClients(house, asked, most, admitted);
  const [found, { say, person }] = await Promise.all([looking, admitted]);
  const seen = found.known.map(({ id }) => id);
  house.later(auditLooks(house.db, person.id, "client.search", seen));
  return { ...found, mistyped: numberProblem(say, asked) };
}

export async function companyOptions(desk: Desk, admitted: Promise<Reader>, text: string) {
  const found = await search(desk, admitted, text);
  const { say } = await admitted;
  const groups = [
    { label: plain(say.client.groupKnown), options: found.known.map((client) => knownOption(say, client)) },
    { label: plain(say.client.groupRegister), options: registerOptions(say, found) },
    { label: plain(say.client.groupOther), options: [option(say.client.handOption(shorten(text, 40)), pickValue({ type: "hand", text }))] },
  ];
  return { option_groups: groups.filter(({ options }) => options.length > 0) };
}

function registerOptions(say: Texts, { companies, register, known, mistyped }: Found): PlainTextOption[] {
  if (mistyped) return [option(mistyped, "note:mistyped")];
  if (register !== "ok") return [option(say.client.registerShort[register], `note:${register}`)];
  if (companies.length === 0) return known.length > 0 ? [] : [option(say.client.noMatch, "note:none")];
  return companies.map((company) => companyOption(say, company));
}

/** The name gives way, never the number: two companies of one name differ by it. */
export const labelled = (name: string, details: string[]) => {
  const tail = details.filter(Boolean).join(" · ");
  return tail ? `${shorten(name, Math.max(20, 72 - tail.length))} · ${tail}` : name;
};

export const knownOption = (say: Texts, client: Client): PlainTextOption =>
  option(
    labelled(client.name, [
      shorten(client.city ?? "", 16),
      client.siren ? formatCompanyNumber(client.siren) : "",
      client.state === "closed" ? say.client.closed : "",
    ]),
    pickValue({ type: "known", clientId: client.id }),
  );

export function companyOption(say: Texts, company: Company): PlainTextOption {
  const closed = company.state === "closed";
  const details = [shorten(company.address.city, 16), formatCompanyNumber(company.siren), closed ? say.client.closed : ""];
  return option(
    labelled(company.name || company.siren, details),
    pickValue({ type: "register", siren: company.siren, closed, name: company.name }),
  );
}

/** A company that was picked in a message, as the window's own list would show it. */
export function pickedOption(say: Texts, pick: { siren: string; closed: boolean; name: string }): PlainTextOption {
  const details = [formatCompanyNumber(pick.siren), pick.closed ? say.client.closed : ""];
  return option(labelled(pick.name || pick.siren, details), pickValue({ type: "register", ...pick }));
}
