/** Whether the firm that sells has been closed since it was set up: a closed one issues and offers nothing from that day on. */
import { readCompany } from "../../companies/search-companies.ts";
import { asPasserelleError, mayPass } from "../../errors.ts";
import type { Work } from "../../runs/run.ts";

/** The register is asked once a day at most. */
const FRESH_MS = 24 * 3_600_000;

/**
 * A register that is away has said nothing: the firm stands as it was known.
 *
 * @param day YYYY-MM-DD, that the paper bears
 */
export async function isSellerClosed({ db, ports }: Pick<Work<"register">, "db" | "ports">, siren: string, day: string): Promise<boolean> {
  try {
    const company = await readCompany(db, ports.register, siren, FRESH_MS);
    return company?.state === "closed" && (company.closedOn ?? "") <= day;
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (!mayPass(code) || code === "unexpected") throw error;
    console.warn("seller not read again", code);
    return false;
  }
}
