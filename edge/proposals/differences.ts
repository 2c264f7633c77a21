/** The register's words against ours: what really differs, and what is only written otherwise. Pure. */
import type { Address, Client } from "../clients/client.ts";
import type { CrmRecord } from "../clients/crm.ts";
import type { Company } from "../companies/company.ts";
import { fold, nameKey } from "../companies/names.ts";
import type { Choice, Difference, Value } from "./proposal.ts";

/** What the CRM has of it, and where the CRM has none of its own, the directory. */
export interface Held extends Record<Choice, Value> {
  name: string;
  address: Address;
  siret: string;
  vatNumber: string;
  state: Client["state"];
  /** Of the last reading, as far as it was taken; null = never read. */
  facts: Company | null;
}

export function heldOf(client: Client, facts: Company | null, record: CrmRecord | null): Held {
  const shadow: Address = {
    line: facts?.address.line ?? "",
    postcode: client.postcode ?? "",
    city: client.city ?? "",
    country: client.country,
  };
  return {
    name: record?.name || client.name,
    address: record?.address ?? shadow,
    siret: record?.siret || client.siret || "",
    vatNumber: record?.vatNumber || client.vatNumber || "",
    legalForm: facts?.legalForm ?? "",
    activity: facts ? activityCodes(facts) : "",
    state: client.state,
    facts,
  };
}

/** Of a company that asked not to be published we keep what the client gave. What the register leaves out says nothing. */
export function differencesOf(held: Held, company: Company): Difference[] {
  const { facts } = held;
  const found: [Difference["field"], boolean, Value][] = [
    ["state", company.state !== held.state && !(held.state === "unknown" && company.state === "active"), company.state],
    ["name", !company.partial && !sameName(held.name, company), company.name],
    ["legalForm", differ(facts?.legalForm, company.legalForm), company.legalForm ?? ""],
    ["address", tellsAddress(company) && !sameAddress(held.address, company.address), company.address],
    ["activity", facts !== null && otherActivity(facts, company), activityCodes(company)],
    ["siret", otherSeat(held, company), company.siret ?? ""],
    ["vatNumber", company.vatNumber !== null && company.vatNumber !== held.vatNumber, company.vatNumber ?? ""],
  ];
  return found.filter(([, differs]) => differs).map(([field, , official]) => ({ field, held: held[field as Choice], official }));
}

/** ZZ is a country that we have no code for. */
const tellsAddress = ({ partial, address }: Company) => !partial && address.city !== "" && address.country !== "ZZ";

const activityCodes = ({ activity, activity2025 }: Company) => `${activity ?? ""} ${activity2025 ?? ""}`;
/** What was not known before is no change. */
const differ = (held: string | null | undefined, official: string | null) => Boolean(held && official && held !== official);

/** Once NAF 2025 is the official one, a register may give it in both places: that is not another activity. */
function otherActivity(facts: Company, company: Company): boolean {
  const renamed = company.activity === company.activity2025;
  return (!renamed && differ(facts.activity, company.activity)) || differ(facts.activity2025, company.activity2025);
}

/** Case, accents and legal form are style; a sign or an acronym is a name too. */
function sameName(held: string, { name, alias }: Company): boolean {
  return name === "" || [name, alias ?? ""].some((official) => nameKey(official) === nameKey(held));
}

/** Another establishment of the same company may be the one we deal with, as long as the head office has not moved from it. */
function otherSeat({ siret, facts }: Held, { siren, siret: seat }: Company): boolean {
  if (!seat || siret === seat) return false;
  const ofTheirs = siret.startsWith(siren);
  return !ofTheirs || !facts?.siret || facts.siret === siret;
}

const STREETS: Record<string, string> = {
  av: "avenue",
  ave: "avenue",
  bd: "boulevard",
  bld: "boulevard",
  che: "chemin",
  imp: "impasse",
  pl: "place",
  r: "rue",
  rte: "route",
  st: "saint",
  ste: "sainte",
  b: "bis",
};
const words = (text: string) =>
  fold(text)
    .split(" ")
    .map((word) => STREETS[word] ?? word)
    .join(" ");
/** "PARIS 15", "Paris 15e arrondissement" and "Paris Cedex 15" are Paris: the postcode says the rest. */
const town = (city: string) => words(city).replace(/ (cedex.*|\d+( ?(er?|eme|e arrondissement|arrondissement))*)$/, "");

export function sameAddress(a: Address, b: Address): boolean {
  return (
    (words(a.line) === words(b.line) || b.line === "") &&
    a.postcode === b.postcode &&
    town(a.city) === town(b.city) &&
    a.country === b.country
  );
}

/** The latest reading, with what is still in dispute as it was. */
export function factsAfter(facts: Company | null, company: Company, disputed: string[]): Company {
  // Which head office we knew decides whether it moved: as long as that is asked, we knew none.
  if (!facts) return { ...company, siret: disputed.includes("siret") ? null : company.siret };
  const kept = (["activity", "activity2025", "name", "legalForm", "address", "siret", "vatNumber"] as const)
    .filter((field) => disputed.includes(field.replace("2025", "")))
    .map((field) => [field, facts[field]]);
  return { ...company, ...Object.fromEntries(kept) };
}
