/** What `npm run doctor` says of mail that comes in: whether the address's domain hands its mail to Cloudflare Email Routing. */
import { resolveMx } from "node:dns/promises";
import { type Finding, note, ok, todo, type Values } from "./finding.ts";

const ABOUT = "Mail in";
const PATIENCE_MS = 5_000;
const INVENTED = /(^|\.)(example|example\.(com|net|org)|test|invalid|localhost)$/;

/** Host names of a domain's mail servers; a string = why DNS did not say. */
export type Lookup = (domain: string) => Promise<string[] | string>;

export async function mailInFinding(values: Values, production: boolean, lookup: Lookup = mxOf): Promise<Finding> {
  const { MAIL_IN_ADDRESS: address = "", MAIL_IN_TRUSTED_RELAY: relay = "" } = values;
  if (!address && !production) return ok(ABOUT, "the sandbox's page (npm start). MAIL_IN_ADDRESS names yours");
  if (!address) return note(ABOUT, 'MAIL_IN_ADDRESS is not set: no mail is read. README, "Mail in"');
  const domain = /^[^@\s]+@([^@\s]+\.[^@\s]+)$/.exec(address)?.[1]?.toLowerCase();
  if (!domain) return todo(ABOUT, "MAIL_IN_ADDRESS is no address: hello@in.your-domain.fr");
  const wrong = relay.split(/[,;\s]+/).find((one) => one && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(one));
  if (wrong) return todo(ABOUT, `MAIL_IN_TRUSTED_RELAY: "${wrong}" is no domain. google.com, microsoft.com`);
  if (INVENTED.test(domain)) return note(ABOUT, `${domain} is an invented name: its mail servers were not looked up`);
  const servers = await lookup(domain);
  if (typeof servers === "string")
    return note(ABOUT, `DNS does not answer here (${servers}): where mail for ${domain} goes was not checked`);
  if (servers.some((one) => one.endsWith(".mx.cloudflare.net"))) return ok(ABOUT, `mail for ${domain} goes to Cloudflare Email Routing`);
  return todo(
    ABOUT,
    `mail for ${domain} does not go to Cloudflare: switch Email Routing on for it, with a rule that sends ${address} to the Worker`,
  );
}

async function mxOf(domain: string): Promise<string[] | string> {
  const silence = new Promise<string>((resolve) => setTimeout(() => resolve("no answer"), PATIENCE_MS).unref());
  const answer = resolveMx(domain).then(
    (records) => records.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, "")),
    (error: NodeJS.ErrnoException) => (["ENODATA", "ENOTFOUND"].includes(error.code ?? "") ? [] : (error.code ?? "unknown")),
  );
  return Promise.race([answer, silence]);
}
