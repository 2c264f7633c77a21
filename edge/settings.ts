/**
 * What the environment says, read once per request and checked: `npm run doctor` prints the same list.
 * A value that the Worker cannot do without is `misconfigured`, naming it.
 */
import { PasserelleError } from "./errors.ts";
import type { Locale } from "./people/person.ts";

export interface Env {
  DB: D1Database;
  FILES: R2Bucket;
  /** The built widgets; a test does without. */
  ASSETS?: Fetcher;
  RUNS: Workflow<{ runId: string; generation: number }>;
  REGISTER_LIMIT: RateLimit;
  /** Of one visitor at one site: what they read, what they send. Unset = none. */
  SITE_LIMIT?: RateLimit;
  SITE_WRITE_LIMIT?: RateLimit;
  EMAIL?: SendEmail;
  /** `builtin` or a connector's id. */
  CRM?: string;
  /** `builtin` or a connector's id. */
  INVOICING?: string;
  /** `none` or a connector's id. */
  MAILER?: string;
  /** `Name <address>`. */
  MAIL_FROM?: string;
  /** `fr` or `en`: for people we do not know yet, and for channels. */
  LANGUAGE?: string;
  /** Comma separated. Unset = a workspace owner may claim the first admin's place once. */
  ADMIN_EMAILS?: string;
  /** Comma separated: domains that seal (ARC) or stamp what they forward to us, as "google.com". */
  MAIL_IN_TRUSTED_RELAY?: string;
  /** Where mail for Passerelle goes; told to admins. */
  MAIL_IN_ADDRESS?: string;
  /** Unset = GET /health/connectors is not there. */
  HEALTH_KEY?: string;
  /** Signs the links to documents; without it none can be made. */
  LINK_SECRET?: string;
  SLACK_SIGNING_SECRET?: string;
  /** The former secret, while it is being rotated. */
  SLACK_SIGNING_SECRET_PREVIOUS?: string;
  SLACK_BOT_TOKEN?: string;
  SLACK_API_URL?: string;
  [name: string]: unknown;
}

export interface Settings {
  crm: string;
  invoicing: string;
  mailer: string;
  /** As written; "" = nobody writes mail. */
  mailFrom: string;
  language: Locale;
  adminEmails: string[];
  mailRelays: string[];
  /** "" = not said. */
  mailAddress: string;
  /** Opens GET /health/connectors; "" = nobody may. */
  healthKey: string;
  /** "" = no document can be linked to. */
  linkSecret: string;
  slack: { signingSecrets: string[]; botToken: string; apiUrl: string };
}

const list = (env: Env, name: string): string[] =>
  text(env, name)
    .toLowerCase()
    .split(/[,;\s]+/)
    .filter(Boolean);

const text = (env: Env, name: string): string => (typeof env[name] === "string" ? (env[name] as string).trim() : "");

function needed(env: Env, name: string): string {
  const value = text(env, name);
  if (!value) throw new PasserelleError("misconfigured", { message: `${name} is not set` });
  return value;
}

/** @throws PasserelleError `misconfigured`, naming what is missing */
export function settingsOf(env: Env): Settings {
  return {
    crm: text(env, "CRM") || "builtin",
    invoicing: text(env, "INVOICING") || "builtin",
    mailer: text(env, "MAILER") || "none",
    mailFrom: text(env, "MAIL_FROM"),
    language: text(env, "LANGUAGE") === "en" ? "en" : "fr",
    adminEmails: list(env, "ADMIN_EMAILS"),
    mailRelays: list(env, "MAIL_IN_TRUSTED_RELAY"),
    mailAddress: text(env, "MAIL_IN_ADDRESS"),
    healthKey: text(env, "HEALTH_KEY"),
    linkSecret: text(env, "LINK_SECRET"),
    slack: {
      signingSecrets: [needed(env, "SLACK_SIGNING_SECRET"), text(env, "SLACK_SIGNING_SECRET_PREVIOUS")].filter(Boolean),
      botToken: needed(env, "SLACK_BOT_TOKEN"),
      apiUrl: text(env, "SLACK_API_URL") || "https://slack.com/api/",
    },
  };
}
