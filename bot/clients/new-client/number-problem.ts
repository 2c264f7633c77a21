/** A number that was typed with a slip: which of its checks fails, before anybody is asked about it. */
import { checkVatNumber, isSiren, isSiret, readCompanyNumber } from "../../../edge/companies/company-numbers.ts";
import type { Texts } from "../../text/text.ts";

/** Null = right, or no number at all. */
export function numberProblem({ client: { problems } }: Texts, text: string): string | null {
  const number = readCompanyNumber(text);
  if (!number) return null;
  if ("siren" in number) return isSiren(number.siren) ? null : problems.sirenKey;
  if ("siret" in number) return siretProblem(problems, number.siret);
  return vatProblem(problems, number.vatNumber);
}

type Problems = Texts["client"]["problems"];

function siretProblem(problems: Problems, siret: string): string | null {
  if (!isSiren(siret.slice(0, 9))) return problems.siretSiren;
  return isSiret(siret) ? null : problems.siretKey;
}

function vatProblem(problems: Problems, number: string): string | null {
  const [, siren] = /^FR\w{2}(\d{9})$/.exec(number) ?? [];
  if (checkVatNumber(number)?.ok) return null;
  if (siren) return isSiren(siren) ? problems.vatFrenchKey : problems.vatSiren;
  // Some names look like a number ("ELEC 59000"): only what can be nothing else is called mistyped.
  const rest = number.slice(2);
  return rest.replace(/\D/g, "").length >= 7 && rest.replace(/\d/g, "").length <= 2 ? problems.vatKey : null;
}
