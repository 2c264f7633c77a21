/** What `npm run doctor` says of INSEE: asked by the connector itself, about a company that is there. */
import insee from "../../edge/connectors/insee/index.ts";
import { asPasserelleError } from "../../edge/errors.ts";
import { type Finding, note, ok, todo, type Values } from "./finding.ts";

const LA_POSTE = "356000000";

export async function inseeFinding({ INSEE_API_KEY, INSEE_URL }: Values): Promise<Finding> {
  if (!INSEE_API_KEY)
    return note("INSEE", "INSEE_API_KEY is not set: the open search is asked, which is limited per network. In production, set it");
  const url = INSEE_URL || insee.defaults?.INSEE_URL || "";
  try {
    const { register } = insee.open({
      secret: { INSEE_API_KEY, INSEE_URL: url },
      fetch,
      db: undefined as never, // for builtin only
      mayCall: async () => true,
    });
    if (await register.find(LA_POSTE)) return ok("INSEE", `${url} answers, and takes INSEE_API_KEY`);
    return todo("INSEE", `${url} does not know La Poste: is INSEE_URL right?`);
  } catch (error) {
    const { code } = asPasserelleError(error);
    if (code === "misconfigured")
      return todo("INSEE", "refuses us: is INSEE_API_KEY of an application that subscribed to API Sirene, and is INSEE_URL right?");
    if (code === "bad_answer") return todo("INSEE", `${url} answers something else than API Sirene 3.11: is INSEE_URL right?`);
    return note("INSEE", `${url} does not answer now (${code}). The open search is asked meanwhile`);
  }
}
