/** Which company of the register is it? By its number for certain; by its name as a proposal, with whatever it says on the day. */
import type { Company } from "../companies/company.ts";
import { nameKey, nearlySameName } from "../companies/names.ts";
import { readCompany, searchCompanies } from "../companies/search-companies.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { Work } from "../runs/run.ts";
import type { Sender } from "./mail.ts";

/** Public names of companies beside their numbers. */
interface Found {
  /** "" = none for certain. */
  siren: string;
  choices: [siren: string, name: string][];
}

const SEARCH_MS = 5_000;
const SEARCHED = 10;
const SHOWN = 4;

export async function lookUp(
  work: Work,
  { siren, vatNumber, company, companyByDomain, country }: Sender,
): Promise<Found & { [key: string]: Found[keyof Found] }> {
  if (siren && (await mayExist(work, siren))) return { siren, choices: [] };
  // The register is of French companies.
  if (vatNumber || !company || (country !== "" && country !== "FR")) return { siren: "", choices: [] };
  const { db, ports } = work;
  const text = companyByDomain ? labelOf(company) : company;
  const { companies } = await searchCompanies({ db, ports, later: () => undefined }, text, { limit: SEARCHED, budgetMs: SEARCH_MS });
  const alike = companies.filter((one) => isLike(one, text)).slice(0, SHOWN);
  return { siren: "", choices: alike.map((one) => [one.siren, [one.name, one.address.city].filter(Boolean).join(", ")]) };
}

/** False only when the register says that there is no such company; when it does not answer, the number stands. */
async function mayExist({ db, ports }: Work, siren: string): Promise<boolean> {
  try {
    return (await readCompany(db, ports.register, siren)) !== null;
  } catch (error) {
    if (!mayPass(asPasserelleError(error).code)) throw error;
    return true;
  }
}

/** "cafe-etoile.fr" → "cafe etoile" */
const labelOf = (domain: string): string => (domain.split(".").at(-2) ?? "").replace(/-/g, " ");

/** The same name, one inside the other, or the same letters without spaces, as in a domain. */
function isLike({ name, alias, state }: Company, text: string): boolean {
  if (state === "closed") return false;
  const typed = nameKey(text);
  return [name, alias ?? ""].filter(Boolean).some((known) => {
    const key = nameKey(known);
    if (nearlySameName(known, text) || key.replaceAll(" ", "") === typed.replaceAll(" ", "")) return true;
    const [short, long] = key.length < typed.length ? [key, typed] : [typed, key];
    return short.length >= 4 && ` ${long} `.includes(` ${short} `);
  });
}
