/** What those who know companies say of the one to be created: the register of a French one, VIES of a foreign one's VAT number. */
import { readCompany } from "../companies/search-companies.ts";
import { keepVatCheck } from "../companies/vat-check-store.ts";
import { asPasserelleError, mayPass } from "../errors.ts";
import type { Work } from "../runs/run.ts";
import type { NewClient } from "./client.ts";
import { keptCompany } from "./new-client.ts";

export type RegisterSays = "read" | "unknown" | "closed" | "unavailable" | "not asked";
export type ViesSays = "valid" | "invalid" | "unavailable";

export async function askRegister({ db, ports }: Work<"register">, { identity }: Pick<NewClient, "identity">): Promise<RegisterSays> {
  if (identity.type !== "french") return "not asked";
  try {
    const company = await readCompany(db, ports.register, identity.siren);
    return company === null ? "unknown" : company.state === "closed" ? "closed" : "read";
  } catch (error) {
    if (!mayPass(asPasserelleError(error).code)) throw error;
    // What it said within the day still stands against a closed company.
    return (await keptCompany(db, { identity }))?.state === "closed" ? "closed" : "unavailable";
  }
}

/** The answer is kept as proof before anything is made of it. @throws `bad_vat_number` (field company) */
export async function askVies({ db, ports, run }: Work<"vat">, vatNumber: string): Promise<ViesSays> {
  try {
    const check = await ports.vat.check(vatNumber);
    await keepVatCheck(db, vatNumber, check, run.id).run();
    return check.state;
  } catch (error) {
    if (!mayPass(asPasserelleError(error).code)) throw error;
    return "unavailable";
  }
}
