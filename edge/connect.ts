/** env → ports: which connector fills which port, and where its secrets come from. */
import { connect as dial } from "cloudflare:sockets";
import type { CompanyRegister } from "./companies/company-register.ts";
import { registerWithSpare } from "./companies/register-with-spare.ts";
import { connectors } from "./connectors/index.ts";
import { PasserelleError } from "./errors.ts";
import { type Mailer, noMailer } from "./mail/mailer.ts";
import type { Ports } from "./ports.ts";
import type { Env, Settings } from "./settings.ts";

/** @throws PasserelleError `misconfigured`, naming the connector or the secret */
export function connect(env: Env, settings: Settings): Ports {
  const { crm } = open(env, settings.crm);
  const register = registerOf(env);
  const { vat } = open(env, "vies");
  if (!crm) throw new PasserelleError("misconfigured", { message: `CRM=${settings.crm} is no CRM` });
  if (!register) throw new PasserelleError("misconfigured", { message: "no connector fills the company register" });
  if (!vat) throw new PasserelleError("misconfigured", { message: "no connector fills the VAT register" });
  const { invoicing } = open(env, settings.invoicing);
  if (!invoicing) throw new PasserelleError("misconfigured", { message: `INVOICING=${settings.invoicing} keeps no books` });
  return { crm, register, vat, mailer: mailerOf(env, settings.mailer), invoicing };
}

function mailerOf(env: Env, id: string): Mailer {
  if (id === noMailer.id) return noMailer;
  const { mailer } = open(env, id);
  if (!mailer) throw new PasserelleError("misconfigured", { message: `MAILER=${id} carries no mail` });
  return mailer;
}

/** The open search, which needs no key; with a key INSEE itself, and the open search when INSEE has had enough of us. */
function registerOf(env: Env): CompanyRegister | undefined {
  const { register: search } = open(env, "sirene");
  if (!search || !env.INSEE_API_KEY) return search;
  const { register: insee } = open(env, "insee");
  return insee && registerWithSpare(insee, search);
}

function open(env: Env, id: string): Partial<Ports> {
  const connector = connectors.find((one) => one.id === id);
  if (!connector) throw new PasserelleError("misconfigured", { message: `there is no connector "${id}"` });
  const secret: Record<string, string> = {};
  for (const name of connector.secrets) {
    const value = env[name] || connector.defaults?.[name];
    if (typeof value !== "string" || !value)
      throw new PasserelleError("misconfigured", { message: `${name} is not set (connector ${id})` });
    secret[name] = value;
  }
  for (const name of connector.optional ?? []) secret[name] = typeof env[name] === "string" ? env[name] : "";
  return connector.open({
    secret,
    fetch: (input, init) => fetch(input, init),
    db: env.DB,
    dial,
    email: env.EMAIL,
    mayCall: async () => (await env.REGISTER_LIMIT.limit({ key: id })).success,
  });
}
