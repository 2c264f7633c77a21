/**
 * "Create a client" in the menu of a message: the window opens at once with what the message says; what the directory and
 * the register know of it comes afterwards, into the same window.
 */
import type { KnownBlock } from "@slack/types";
import { findKnown } from "../../../edge/clients/find-clients.ts";
import { readSignature, type Signature } from "../../../edge/clients/signature/read-signature.ts";
import { formatCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import { nearlySameName } from "../../../edge/companies/names.ts";
import { searchCompanies } from "../../../edge/companies/search-companies.ts";
import type { Desk, Reader, Shown } from "../../desk.ts";
import { button, buttons, context, section } from "../../forms.ts";
import { oneLine } from "../../text/words.ts";
import { companyOption, knownOption, pickedOption, search } from "../new-client/company-options.ts";
import { isCountry } from "../new-client/countries.ts";
import { knownClientView } from "../new-client/known-client-view.ts";
import { byHand } from "../new-client/new-client.ts";
import { type Draft, emptyDraft, newClientForm } from "../new-client/new-client-form.ts";
import { numberProblem } from "../new-client/number-problem.ts";
import { isEmail } from "../new-client/read-draft.ts";
import { messageText } from "./message-text.ts";

export const FOUND_COMPANY = "company_found";

/** Nobody waits for it: the window is open and can be filled in meanwhile. */
const REGISTER_BUDGET_MS = 2_500;
const SUGGESTED = { known: 2, companies: 3 };

export async function openFromMessage(desk: Desk, body: object): Promise<void> {
  let told: { reader: Reader; found: Signature; draft: Draft } | undefined;
  const window = await desk.open(body, async (reader) => {
    await desk.allow(reader, "client.create", { kind: "client" });
    const found = readSignature(messageText((body as { message?: unknown }).message), reader.person.email ?? "");
    const draft = draftOf(reader, found);
    told = { reader, found, draft };
    return newClientForm(reader, draft, [context(introduction(reader, found))]);
  });
  if (told) await addWhatIsKnown(desk, window, told);
}

const hasAnything = ({ company, siren, vatNumber, mistyped, email, phone, contactName }: Signature) =>
  Boolean(company || siren || vatNumber || mistyped || email || phone || contactName);

function introduction({ say }: Reader, found: Signature): string {
  const { fromMessage } = say.client;
  const problem = found.mistyped ? numberProblem(say, found.mistyped) : null;
  return [hasAnything(found) ? fromMessage.filled : fromMessage.nothing, problem].filter(Boolean).join(" ");
}

/** The way that fits what was found: the register, by hand, abroad, or a private person. */
function draftOf({ say }: Reader, found: Signature): Draft {
  const { company, siren, vatNumber, country, mistyped, contactName } = found;
  const draft: Draft = { ...emptyDraft, contactName, email: isEmail(found.email) ? found.email : "", phone: found.phone };
  if (siren) return { ...draft, company: pickedOption(say, { siren, closed: false, name: company }) };
  if (vatNumber || (company && isCountry(country))) return { ...draft, mode: "foreign", more: true, name: company, country, vatNumber };
  if (mistyped) return { ...byHand(draft, mistyped), name: company };
  if (!company && contactName) return { ...draft, mode: "person", name: contactName, contactName: "" };
  return draft;
}

type Told = { reader: Reader; found: Signature; draft: Draft };

async function addWhatIsKnown(desk: Desk, window: Shown, told: Told): Promise<void> {
  const { siren, vatNumber, company, email } = told.found;
  const [known] = await knownBy(desk, siren || vatNumber);
  const view = known && (await knownClientView(desk, told.reader, known.id));
  if (view) return desk.redraw(window, view);
  if (siren) return addFromRegister(desk, window, told, siren);
  if (told.draft.mode === "search" && (company || email)) await suggest(desk, window, told);
}

const knownBy = (desk: Desk, text: string) => (text ? findKnown(desk.house.db, text, 1) : Promise.resolve([]));

/** Its name and whether it is closed, as the list would have said. */
async function addFromRegister(desk: Desk, window: Shown, { reader, found, draft }: Told, siren: string): Promise<void> {
  const { companies, register } = await searchCompanies(desk.house, siren, { limit: 1, budgetMs: REGISTER_BUDGET_MS });
  const company = companies.find((one) => one.siren === siren);
  // A register that does not answer has not said anything: the window stays as it is.
  if (!company && register !== "ok") return;
  const { filled, unknown } = reader.say.client.fromMessage;
  const top = company ? context(filled) : section(unknown(formatCompanyNumber(siren)));
  const next = company
    ? { ...draft, company: companyOption(reader.say, company) }
    : { ...byHand(draft, siren), name: found.company, company: undefined };
  await desk.redraw(window, newClientForm(reader, next, [top]));
}

/** Known clients and companies of that name, one press away; the only one of that name stands in the list already. */
async function suggest(desk: Desk, window: Shown, { reader, found, draft }: Told): Promise<void> {
  const { say } = reader;
  const name = oneLine(found.company);
  const [byMail, { known, companies, register }] = await Promise.all([
    knownBy(desk, found.email),
    name ? search(desk, reader, name, SUGGESTED) : Promise.resolve({ known: [], companies: [], register: "ok" as const }),
  ]);
  const clients = [...byMail, ...known.filter(({ id }) => id !== byMail[0]?.id)];
  const [first, ...others] = companies;
  if (first && others.length === 0 && clients.length === 0 && first.state === "active" && nearlySameName(first.name, name)) {
    const picked = { ...draft, company: companyOption(say, first) };
    return desk.redraw(window, newClientForm(reader, picked, [context(say.client.fromMessage.filled)]));
  }
  const options = [...clients.map((client) => knownOption(say, client)), ...companies.map((company) => companyOption(say, company))];
  if (options.length === 0 && (register !== "ok" || !name)) return;
  const top: KnownBlock[] = [
    section(options.length > 0 ? say.client.fromMessage.which(name || found.email) : say.client.fromMessage.none(name)),
    ...buttons(...options.map(({ text, value }, index) => button(`${FOUND_COMPANY}:${index}`, text.text, String(value)))),
    ...(options.length === 0 ? buttons(button(`${FOUND_COMPANY}:9`, say.client.createByHand, `hand:${name}`.slice(0, 150))) : []),
  ];
  await desk.redraw(window, newClientForm(reader, draft, top));
}
