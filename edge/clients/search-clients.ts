/** What a person looks for among the clients we know and in the official register, at the same time. */
import type { Company } from "../companies/company.ts";
import { type CompanySearch, searchCompanies } from "../companies/search-companies.ts";
import type { House } from "../house.ts";
import type { Client } from "./client.ts";
import { findKnown } from "./find-clients.ts";

/** Slack gives three seconds; people, one. */
const REGISTER_BUDGET_MS = 800;

export interface ClientSearch {
  known: Client[];
  /** Of the register, without those that are known. */
  companies: Company[];
  register: CompanySearch["register"];
}

/**
 * Whatever the register does, it answers within its budget, with the known clients.
 *
 * @param admitted settled when whoever searches is let in: the register is not asked before
 */
export async function searchClients(
  house: House,
  text: string,
  most: { known: number; companies: number },
  admitted?: unknown,
): Promise<ClientSearch> {
  const [known, { companies, register }] = await Promise.all([
    findKnown(house.reads, text, most.known),
    searchCompanies(house, text, { limit: most.companies, budgetMs: REGISTER_BUDGET_MS, reads: house.reads, admitted }),
  ]);
  const sirens = new Set(known.map(({ siren }) => siren));
  return { known, companies: companies.filter(({ siren }) => !sirens.has(siren)), register };
}
