/** People and companies in numbers, for the figures that need many runs at once. All invented. */
import { frenchVatNumber, isSiren, isSiret } from "../../edge/clients/company-numbers.ts";
import { companyNamed, type SampleCompany } from "../fixtures/companies.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";

export function manyPeople(count: number): SandboxPerson[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `U0CROWD${String(at).padStart(3, "0")}`,
    name: `Personne ${at}`,
    email: `personne.${at}@atelier-lumiere.example`,
    locale: at % 2 ? "en-GB" : "fr-FR",
    slackRole: "member" as const,
    title: "Commercial",
    passerelleRoles: ["sales"],
    manager: null,
  }));
}

export function manyCompanies(count: number): SampleCompany[] {
  const like = companyNamed("NUAGE ET CIE");
  return Array.from({ length: count }, (_, at) => {
    const siren = withKey(`0030${String(at).padStart(4, "0")}`, isSiren);
    return {
      ...like,
      siren,
      siret: withKey(`${siren}0001`, isSiret),
      name: `ESSAI NUMERO ${at}`,
      acronym: null,
      vatNumber: frenchVatNumber(siren),
    };
  });
}

function withKey(digits: string, fits: (number: string) => boolean): string {
  const key = "0123456789".split("").find((digit) => fits(digits + digit));
  if (key === undefined) throw new Error(`no key fits ${digits}`);
  return digits + key;
}
