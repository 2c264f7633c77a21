/**
 * What was typed → what a run is asked, or what is wrong, at the field where it is wrong. Everything that needs nobody
 * else is checked here, so that it is said before the window closes; the run checks it again.
 */
import * as z from "zod/mini";
import { Kind, NewClient } from "../../../edge/clients/client.ts";
import { checkVatNumber, isSiren } from "../../../edge/companies/company-numbers.ts";
import { may } from "../../../edge/people/may.ts";
import type { Reader } from "../../desk.ts";
import { isCountry } from "./countries.ts";
import { COMPANY, type Draft, pickOf } from "./new-client-form.ts";
import { numberProblem } from "./number-problem.ts";

type Identity = NewClient["identity"];
/** Block id → sentence, as `response_action: errors` wants it. */
export type Problems = Record<string, string>;
type Read<T> = { value: T } | { problems: Problems };

const wrong = (field: string, sentence: string): { problems: Problems } => ({ problems: { [field]: sentence } });

export function readDraft(reader: Reader, draft: Draft): { input: NewClient } | { problems: Problems } {
  const identity = identityOf(reader, draft);
  const problems = { ...("problems" in identity ? identity.problems : {}), ...contactProblems(reader, draft) };
  if (Object.keys(problems).length > 0 || !("value" in identity)) return { problems };
  const read = NewClient.safeParse({
    identity: identity.value,
    kinds: draft.kinds,
    contact: { name: draft.contactName, email: draft.email, phone: draft.phone },
    note: draft.note,
    closedReason: draft.closedReason,
  });
  // What the form's own limits keep out: only a request that no form of ours made comes here.
  return read.success ? { input: read.data } : { problems: { [firstField(draft)]: reader.say.errors.invalid_input.what } };
}

const firstField = ({ mode }: Draft) => (mode === "search" ? COMPANY : "name");

function identityOf(reader: Reader, draft: Draft): Read<Identity> {
  switch (draft.mode) {
    case "search":
      return fromRegister(reader, draft);
    case "hand":
      return byHand(reader, draft);
    case "foreign":
      return foreign(reader, draft);
    case "person":
      return draft.name ? { value: { type: "person", name: draft.name } } : wrong("name", reader.say.client.problems.nameMissing);
  }
}

function fromRegister({ say, person }: Reader, draft: Draft): Read<Identity> {
  const pick = pickOf(draft);
  const { problems } = say.client;
  if (pick?.type !== "register" || !isSiren(pick.siren)) return wrong(COMPANY, problems.companyMissing);
  if (pick.closed && !may(person, "client.create/closed")) return wrong(COMPANY, problems.closedRefused);
  // The field for the reason may not be drawn yet: then it is said at the company.
  if (pick.closed && !draft.closedReason) return wrong(COMPANY, problems.reasonMissing);
  return { value: { type: "french", siren: pick.siren, name: pick.name } };
}

function byHand({ say }: Reader, draft: Draft): Read<Identity> {
  const { problems } = say.client;
  const digits = draft.siren.normalize("NFKC").replace(/[^0-9A-Za-z]/g, "");
  const vat = /^FR[0-9A-Z]{2}(\d{9})$/i.exec(digits);
  const found: Problems = draft.name ? {} : { name: problems.nameMissing };
  const number = vat ? (vat[1] as string) : digits;
  const wrongNumber = /^(\d{9}|\d{14})$/.test(number) ? numberProblem(say, digits) : problems.sirenLength;
  if (wrongNumber) found.siren = wrongNumber;
  if (Object.keys(found).length > 0) return { problems: found };
  const siret = number.length === 14 ? { siret: number } : {};
  return { value: { type: "french", siren: number.slice(0, 9), ...siret, name: draft.name } };
}

function foreign({ say }: Reader, draft: Draft): Read<Identity> {
  const { problems } = say.client;
  const found: Problems = draft.name ? {} : { name: problems.nameMissing };
  if (!isCountry(draft.country)) found.country = problems.countryMissing;
  const check = draft.vatNumber ? checkVatNumber(draft.vatNumber) : null;
  // Northern Ireland's numbers are its own; the country is the United Kingdom.
  const country = check?.country === "XI" ? "GB" : check?.country;
  if (draft.vatNumber && !check) found.vatNumber = problems.vatPrefix;
  else if (country === "FR") found.vatNumber = problems.vatFrench;
  else if (check && !check.ok) found.vatNumber = problems.vatKey;
  else if (country && !found.country && country !== draft.country) found.vatNumber = problems.vatCountry(say.country(country));
  if (Object.keys(found).length > 0) return { problems: found };
  return { value: { type: "foreign", name: draft.name, vatNumber: check?.number ?? "", country: draft.country } };
}

const Email = z.lazy(() => z.email().check(z.maxLength(254)));
const Kinds = z.lazy(() => z.array(Kind).check(z.minLength(1)));

export const isEmail = (text: string): boolean => Email.safeParse(text).success;

/** The fields that every way shares, and those of an existing client. */
export function contactProblems(
  { say }: Reader,
  draft: Pick<Draft, "kinds" | "email" | "phone" | "note" | "contactName" | "name">,
): Problems {
  const { problems } = say.client;
  const found: Problems = {};
  if (!Kinds.safeParse(draft.kinds).success) found.kinds = problems.kindMissing;
  if (draft.name.length > 200) found.name = problems.tooLong(200);
  if (draft.contactName.length > 120) found.contactName = problems.tooLong(120);
  if (draft.email && !isEmail(draft.email)) found.email = problems.email;
  if (!/^[+0-9 ().\-/]*$/.test(draft.phone)) found.phone = problems.phone;
  else if (draft.phone.length > 40) found.phone = problems.tooLong(40);
  if (draft.note.length > 2000) found.note = problems.tooLong(2000);
  return found;
}
