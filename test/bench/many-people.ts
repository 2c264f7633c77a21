/** People and companies by the hundred: one of each per run, so that many runs go at once and none knows of another. */
import type { SampleCompany } from "../fixtures/companies.ts";
import { companies } from "../fixtures/companies.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";
import { names } from "./many-clients.ts";

/** Salespeople of the bench, `U0B0000` and up. */
export const manyPeople = (count: number): SandboxPerson[] =>
  Array.from({ length: count }, (_, i) => {
    const id = `U0B${String(i).padStart(4, "0")}`;
    return {
      id,
      name: `Personne ${i}`,
      email: `${id.toLowerCase()}@bench.example`,
      locale: "fr-FR",
      slackRole: "member",
      title: "Commercial",
      passerelleRoles: ["sales"],
      manager: null,
    };
  });

/** Invented companies that are open, with valid keys, each with a name of its own. */
export function manyCompanies(count: number): SampleCompany[] {
  const like = companies.find(({ state, partial, real }) => state === "A" && !partial && !real) as SampleCompany;
  return [...names(count)].map((name, i) => {
    const siren = withKey(String(60_000_000 + i * 7).slice(0, 8));
    return { ...like, siren, siret: withKey(`${siren}0001`), name: `${name} ${i}`, vatNumber: null };
  });
}

/** Adds the Luhn digit that makes a SIREN of eight digits, a SIRET of thirteen. */
function withKey(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
