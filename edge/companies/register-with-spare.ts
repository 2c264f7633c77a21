/**
 * A register and one to ask in its place: INSEE allows thirty questions a minute, which a team that types may well use up.
 * The spare is asked when the first refuses for now or is away, never when it is misconfigured (that is to be mended) or
 * when it has answered.
 */
import { asPasserelleError } from "../errors.ts";
import type { CompanyRegister } from "./company-register.ts";

export function registerWithSpare(first: CompanyRegister, spare: CompanyRegister): CompanyRegister {
  return {
    search: (text, limit) => otherwise(first.search(text, limit), () => spare.search(text, limit)),
    find: (siren) => otherwise(first.find(siren), () => spare.find(siren)),
  };
}

/** When the spare fails too, what the first said is what counts. */
async function otherwise<T>(answer: Promise<T>, askSpare: () => Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    const { code } = asPasserelleError(thrown);
    if (code !== "rate_limited" && code !== "vendor_unavailable") throw thrown;
    return await askSpare().catch(() => {
      throw thrown;
    });
  }
}
