/** What `npm run doctor` says of VIES: asked by the connector itself, about our own number where it is set. */
import vies from "../../edge/connectors/vies/index.ts";
import { asPasserelleError } from "../../edge/errors.ts";
import { type Finding, note, ok, todo, type Values } from "./finding.ts";

/** INSEE's example. Known to VIES or not, either answer shows that it answers. */
const EXAMPLE = "FR44732829320";

export async function viesFinding({ VIES_URL, VIES_REQUESTER = "" }: Values, production: boolean): Promise<Finding> {
  if (!VIES_URL && !production) return ok("VIES", "the sandbox's stand-in (npm start). VIES_URL puts the real one in its place");
  const url = VIES_URL || vies.defaults?.VIES_URL || "";
  try {
    const { vat } = vies.open({
      secret: { VIES_URL: url, VIES_REQUESTER },
      fetch,
      db: undefined as never, // for builtin only
      mayCall: async () => true,
    });
    const { state } = await vat.check(VIES_REQUESTER || EXAMPLE);
    if (!VIES_REQUESTER) return ok("VIES", `${url} answers. With VIES_REQUESTER, your own VAT number, each check brings back its proof`);
    if (state === "valid") return ok("VIES", `${url} answers, and knows VIES_REQUESTER`);
    return todo("VIES", "does not know VIES_REQUESTER: is it your company's own VAT number, registered for trade within the Union?");
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (code === "misconfigured" || code === "bad_vat_number")
      return todo("VIES", "refuses us: is VIES_URL right, and is VIES_REQUESTER your company's own VAT number?");
    return note("VIES", `${url} does not answer now (${code}). Companies abroad are created as "not verified yet" meanwhile`);
  }
}
