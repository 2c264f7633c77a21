/** The values that a deployed Worker runs with, and what is wrong with them. Pure: `npm run deploy` and its test read the same list. */
import { connectors } from "../../edge/connectors/index.ts";

type Values = Record<string, string | undefined>;

const OURS = ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "LINK_SECRET"];

/** What the Worker cannot do without: Slack's two, the one that signs links, and those of the connectors in use that have no default. */
export function neededValues(crm: string, mailer = "none"): string[] {
  const used = connectors.filter(({ id }) => id === crm || id === mailer || id === "sirene" || id === "vies");
  return [...OURS, ...used.flatMap((one) => one.secrets.filter((name) => !one.defaults?.[name]))];
}

/** One sentence per value that must not be deployed. Values are named, never shown. */
export function problemsOf(values: Values): string[] {
  const crm = values.CRM || "builtin";
  const unknownCrm = connectors.some(({ id }) => id === crm)
    ? []
    : [`CRM=${crm} is no connector: ${connectors.map(({ id }) => id).join(", ")}.`];
  const mailer = values.MAILER || "none";
  const unknownMailer = ["none", "brevo", "cloudflare", "smtp"].includes(mailer)
    ? []
    : [`MAILER=${mailer} carries no mail: brevo, cloudflare, smtp, or none.`];
  const wrong = Object.entries(values).flatMap(([name, value]) => {
    const reason = value && reasonAgainst(name, value);
    return reason ? [`${name} ${reason}`] : [];
  });
  const nearby =
    values.SMTP_HOST && isLocal(values.SMTP_HOST) ? ["SMTP_HOST is a machine of this network, which Cloudflare cannot reach."] : [];
  return [...unknownCrm, ...unknownMailer, ...wrong, ...nearby];
}

function reasonAgainst(name: string, value: string): string | undefined {
  if (name === "LINK_SECRET" && value.length < 32) return "is too short: 32 characters at least (openssl rand -hex 32).";
  if (value.includes("sandbox-")) return "is a secret of the sandbox. Put the real one there.";
  if (!/^[a-z]+:\/\//i.test(value)) return undefined;
  if (!URL.canParse(value)) return "is not an address.";
  const { protocol, hostname } = new URL(value);
  if (isLocal(hostname)) return "is an address of this machine or network, which Cloudflare cannot reach.";
  if (protocol !== "https:") return "must be https: keys travel there.";
  return undefined;
}

function isLocal(hostname: string): boolean {
  if (/(^|\.)(localhost|local|test|internal|home\.arpa)$/.test(hostname)) return true;
  if (/^\[(::1?|f[cd].*|fe80.*)\]$/.test(hostname)) return true;
  return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}
