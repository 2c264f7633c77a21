/** What `npm run doctor` says of mail: whether the chosen service takes our key, and whether the sender's domain vouches for it. */
import { resolveTxt } from "node:dns/promises";
import { connectors } from "../../edge/connectors/index.ts";
import { asPasserelleError, PasserelleError } from "../../edge/errors.ts";
import type { Mailer } from "../../edge/mail/mailer.ts";
import { senderOf } from "../../edge/protocols/mail-fields.ts";
import { type Finding, note, ok, todo, type Values } from "./finding.ts";
import { type Answer, carrierOf, dkimFinding, dmarcFinding, type Keys, spfFinding } from "./mail-dns.ts";
import { nodeDial } from "./node-dial.ts";

const MAILERS = ["brevo", "cloudflare", "smtp"];
const PATIENCE_MS = 5_000;
/** Names that no DNS has. */
const INVENTED = /(^|\.)(example|example\.(com|net|org)|test|invalid|localhost)$/;

export type Lookup = (name: string) => Promise<Answer>;

export async function mailFindings(values: Values, production: boolean, lookup: Lookup = txtOf): Promise<Finding[]> {
  const { MAILER: mailer = "", MAIL_FROM = "" } = values;
  if (!mailer && !production)
    return [ok("Mail", "the sandbox's stand-in, shown in its mailbox (npm start). MAILER and MAIL_FROM put yours in its place")];
  if (!mailer || mailer === "none") return [note("Mail", "MAILER is not set: no mail is sent. brevo, cloudflare or smtp")];
  if (!MAILERS.includes(mailer)) return [todo("Mail", `MAILER=${mailer} carries no mail: ${MAILERS.join(", ")}`)];
  if (!MAIL_FROM) return [todo("Mail", "MAIL_FROM is not set: Your firm <hello@your-domain.fr>")];
  const service = await serviceFinding(mailer, values);
  const domain = domainOf(MAIL_FROM);
  if (!domain) return [service];
  return [service, ...(await domainFindings(domain, mailer, values.MAIL_DKIM_SELECTOR, lookup))];
}

async function serviceFinding(id: string, values: Values): Promise<Finding> {
  const about = `Mail (${id})`;
  try {
    const mailer = open(id, values);
    if (id === "cloudflare") return note(about, "can be asked from the Worker only: /passerelle mail test, once it is deployed");
    await mailer.probe();
    return ok(about, id === "smtp" ? `${values.SMTP_HOST} answers, encrypts, and takes our password` : "answers, and takes BREVO_API_KEY");
  } catch (error) {
    const { code, message } = asPasserelleError(error);
    if (code === "misconfigured") return todo(about, `${message}. .dev.vars.example says where each value comes from`);
    return todo(about, `does not answer (${message}). Is this machine offline, or is a port blocked?`);
  }
}

function open(id: string, values: Values): Mailer {
  const connector = connectors.find((one) => one.id === id);
  const names = [...(connector?.secrets ?? []), ...(connector?.optional ?? [])];
  const secret = Object.fromEntries(names.map((name) => [name, values[name] || connector?.defaults?.[name] || ""]));
  const missing = (connector?.secrets ?? []).find((name) => !secret[name]);
  if (missing) throw new PasserelleError("misconfigured", { message: `${missing} is not set` });
  const opened = connector?.open({
    secret,
    fetch,
    db: undefined as never,
    mayCall: async () => true,
    dial: nodeDial as never,
    email: {} as never,
  });
  return opened?.mailer as Mailer;
}

function domainOf(from: string): string | null {
  try {
    return senderOf(from).email.split("@")[1]?.toLowerCase() ?? null;
  } catch {
    return null; // said above
  }
}

/** All names at once; when DNS itself does not answer, that is all there is to say. */
export async function domainFindings(domain: string, mailer: string, selector: string | undefined, lookup: Lookup): Promise<Finding[]> {
  if (INVENTED.test(domain)) return [note("Sender's domain", `${domain} is an invented name: SPF, DKIM and DMARC were not looked up`)];
  const carrier = carrierOf(mailer, selector);
  const spfName = carrier.spfAt ? `${carrier.spfAt}.${domain}` : domain;
  const selectors = [...new Set(carrier.selectors.flat())];
  const [spf, dmarc, ...keys] = await Promise.all([
    lookup(spfName),
    dmarcOf(domain, lookup),
    ...selectors.map((one) => lookup(`${one}._domainkey.${domain}`)),
  ]);
  const trouble = [spf, dmarc, ...keys].find((answer) => answer && "trouble" in answer);
  if (trouble && "trouble" in trouble)
    return [
      note(
        "Sender's domain",
        `DNS does not answer here (${trouble.trouble}): is this machine offline? SPF, DKIM and DMARC of ${domain} were not checked`,
      ),
    ];
  const nothing = [spf, ...keys].every((answer) => (answer as { records: string[] }).records.length === 0) && dmarc === null;
  if (nothing && !(await knowsAnything(lookup)))
    return [note("Sender's domain", `DNS knows no name here: is this machine offline? SPF, DKIM and DMARC of ${domain} were not checked`)];
  const found: Keys = Object.fromEntries(selectors.map((one, i) => [one, (keys[i] as { records: string[] }).records]));
  return [
    spfFinding(spfName, spf as { records: string[] }, carrier),
    dkimFinding(domain, found, carrier),
    dmarcFinding(domain, dmarc as { at: string; records: string[] } | null),
  ];
}

/** Where a network is cut off, its DNS may answer "no such name" to everything. */
async function knowsAnything(lookup: Lookup): Promise<boolean> {
  const answer = await lookup("_dmarc.gmail.com");
  return "records" in answer && answer.records.length > 0;
}

/** A domain without a policy of its own has that of the first domain above it. */
async function dmarcOf(domain: string, lookup: Lookup): Promise<{ at: string; records: string[] } | { trouble: string } | null> {
  for (let at = domain; at.includes("."); at = at.slice(at.indexOf(".") + 1)) {
    const answer = await lookup(`_dmarc.${at}`);
    if ("trouble" in answer) return answer;
    if (answer.records.length > 0) return { at, records: answer.records };
  }
  return null;
}

async function txtOf(name: string): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve({ trouble: "no answer in time" }), PATIENCE_MS);
  });
  const asked = resolveTxt(name).then(
    (records): Answer => ({ records: records.map((parts) => parts.join("")) }),
    ({ code = "unknown" }: { code?: string }): Answer => (code === "ENOTFOUND" || code === "ENODATA" ? { records: [] } : { trouble: code }),
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
