/**
 * `npm run doctor`: what is configured, what answers, what is missing, and what to do. Reads .dev.vars; with `-- --production`
 * .dev.vars.production. Secrets are named, never shown. Ends with 1 when something must be done.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { SCOPES } from "../../bot/manifest.ts";
import { readDevVars, root, stateFolder, Trouble } from "../sandbox/set-up.mjs";
import { neededValues, problemsOf } from "./production-values.ts";

type Values = Record<string, string | undefined>;

interface Finding {
  about: string;
  /** "todo" makes the doctor fail; "note" is for the reader. */
  state: "ok" | "note" | "todo";
  says: string;
}

const PATIENCE_MS = 5_000;
const MARKS = { ok: "✓", note: "·", todo: "✗" };

export async function main(flags: string[]): Promise<number> {
  const stranger = flags.find((flag) => flag !== "--production");
  if (stranger) throw new Trouble(`"${stranger}" is not known here: npm run doctor takes --production, after "--".`);
  const production = flags.includes("--production");
  const values = production ? readFile(".dev.vars.production") : (readDevVars() as Values);
  const findings = await examine(values, production);
  for (const { about, state, says } of findings) console.log(`${MARKS[state]} ${about.padEnd(18)} ${says}`);
  const todo = findings.filter(({ state }) => state === "todo").length;
  console.log(todo === 0 ? "\nNothing to do." : `\n${todo} to do.`);
  return todo === 0 ? 0 : 1;
}

export async function examine(values: Values, production: boolean): Promise<Finding[]> {
  const answers = await Promise.all([worker(), slack(values), register(values, production), crm(values)]);
  const local = production ? [] : [answers[0]];
  return [...local, ...valuesOf(values, production), answers[1], answers[2], answers[3], admins(values)];
}

/** Values that are missing or wrong, before anybody is asked. */
function valuesOf(values: Values, production: boolean): Finding[] {
  if (!production) return [];
  const missing = neededValues(values.CRM || "builtin").filter((name) => !values[name]);
  return [
    ...missing.map((name) => todo(name, "is not set. .dev.vars.example says where to get it; write it to .dev.vars.production")),
    ...problemsOf(values).map((line) => todo("values", line)),
  ];
}

async function worker(): Promise<Finding> {
  const running = join(stateFolder, "running.json");
  if (!existsSync(running)) return note("Worker", "does not run on this machine. npm start");
  const { url } = JSON.parse(readFileSync(running, "utf8")) as { url: string };
  const { answer, trouble } = await ask(`${url}/health`);
  if (!answer?.ok) return todo("Worker", `${url} does not answer (${trouble}). Stop it, and npm start`);
  const { cronRanAt } = (await answer.json()) as { cronRanAt: string | null };
  return ok("Worker", `${url} answers; its cron ran ${cronRanAt ? `at ${cronRanAt}` : "never"}`);
}

async function slack({ SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_API_URL }: Values): Promise<Finding> {
  if (!token || !secret) return note("Slack", "no workspace yet. npm start makes the sandbox's; README tells how to install it in yours");
  if (token.includes("sandbox-")) return ok("Slack", "the sandbox's console (npm start)");
  const { answer, trouble } = await ask(`${SLACK_API_URL || "https://slack.com/api/"}auth.test`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer) return todo("Slack", `cannot be asked (${trouble}). Is this machine offline, or behind a proxy?`);
  const said = (await answer.json().catch(() => ({}))) as { ok?: boolean; error?: string; team?: string };
  if (!said.ok)
    return todo(
      "Slack",
      `refuses SLACK_BOT_TOKEN (${said.error ?? answer.status}). Reinstall the app and copy the new Bot User OAuth Token`,
    );
  if (secret.includes("sandbox-")) return todo("Slack", "SLACK_SIGNING_SECRET is still the sandbox's. Basic Information → Signing Secret");
  const granted = answer.headers.get("x-oauth-scopes")?.split(",") ?? [...SCOPES];
  const lacking = SCOPES.filter((scope) => !granted.includes(scope));
  if (lacking.length > 0)
    return todo("Slack", `lacks ${lacking.join(", ")}. Paste the manifest again (npm run manifest -- https://…) and reinstall`);
  return ok("Slack", `workspace ${said.team}, every scope granted`);
}

async function register({ SIRENE_URL }: Values, production: boolean): Promise<Finding> {
  if (!SIRENE_URL && !production)
    return ok("Company register", "the sandbox's stand-in (npm start). SIRENE_URL puts the real one in its place");
  const url = SIRENE_URL || "https://recherche-entreprises.api.gouv.fr";
  const { answer, trouble } = await ask(`${url}/search?q=356000000&per_page=1`);
  if (answer?.ok) return ok("Company register", `${url} answers`);
  const means = answer?.status === 429 ? "says it is asked too often: it will pass" : `does not answer (${trouble})`;
  return note("Company register", `${url} ${means}. Clients are created as "not verified yet" meanwhile`);
}

async function crm(values: Values): Promise<Finding> {
  const { CRM = "builtin", DOLIBARR_URL, DOLIBARR_API_KEY } = values;
  const about = `CRM (${CRM})`;
  if (CRM === "hubspot") return hubspot(about, values);
  if (CRM !== "dolibarr") return ok(about, CRM === "builtin" ? "Passerelle's own, in D1" : "is no connector we know");
  if (!DOLIBARR_URL) return ok(about, "the sandbox's stand-in (npm start). DOLIBARR_URL and DOLIBARR_API_KEY put yours in its place");
  if (!DOLIBARR_API_KEY) return todo(about, "DOLIBARR_API_KEY is not set: Dolibarr → the user's card → API key");
  const { answer, trouble } = await ask(`${DOLIBARR_URL}/api/index.php/status`, { headers: { DOLAPIKEY: DOLIBARR_API_KEY } });
  if (answer?.ok) return ok(about, `${DOLIBARR_URL} answers`);
  if (answer?.status === 401 || answer?.status === 403)
    return todo(about, "refuses DOLIBARR_API_KEY. Dolibarr → the user's card → API key, and the module API/REST");
  return todo(
    about,
    `${DOLIBARR_URL} does not answer (${trouble}). Is the address right (without /api/index.php), and the module API/REST switched on?`,
  );
}

/** What the connector reads, one question for each scope; those to write are seen at the first client only. */
async function hubspot(about: string, { HUBSPOT_KEY: key, HUBSPOT_URL = "https://api.hubapi.com" }: Values): Promise<Finding> {
  const where = "HubSpot → Development → Keys → Service keys";
  if (!key) return todo(about, `HUBSPOT_KEY is not set: ${where}`);
  if (key.startsWith("sandbox-")) return ok(about, "the sandbox's stand-in (npm start). HUBSPOT_KEY puts yours in its place");
  const headers = { Authorization: `Bearer ${key}` };
  const paths = [
    "objects/2026-03/companies?limit=1",
    "objects/2026-03/contacts?limit=1",
    "properties/2026-03/companies/name",
    "properties/2026-03/contacts/email",
  ];
  const asked = await Promise.all(paths.map((path) => ask(`${HUBSPOT_URL}/crm/${path}`, { headers })));
  const lost = asked.find(({ answer }) => !answer?.ok);
  if (!lost) return ok(about, `${HUBSPOT_URL} answers`);
  if (lost.answer?.status === 401) return todo(about, `refuses HUBSPOT_KEY. ${where}`);
  if (lost.answer?.status === 403) return todo(about, `HUBSPOT_KEY lacks a scope: companies and contacts, objects and schemas. ${where}`);
  return todo(about, `${HUBSPOT_URL} does not answer (${lost.trouble}). Is this machine offline, or behind a proxy?`);
}

function admins({ ADMIN_EMAILS }: Values): Finding {
  if (ADMIN_EMAILS) return ok("Admins", `${ADMIN_EMAILS.split(",").length} by ADMIN_EMAILS`);
  return note("Admins", "ADMIN_EMAILS is not set: a workspace owner may claim the place once (/passerelle claim)");
}

async function ask(url: string, init: RequestInit = {}): Promise<{ answer?: Response; trouble: string }> {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    return { answer, trouble: String(answer.status) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : undefined;
    return { trouble: cause ?? (error instanceof Error ? error.name : "unknown") };
  }
}

function readFile(name: string): Values {
  const path = join(root, name);
  if (!existsSync(path)) throw new Trouble(`There is no ${name}. Copy .dev.vars.example to it and fill in what you need.`);
  return parseEnv(readFileSync(path, "utf8"));
}

const ok = (about: string, says: string): Finding => ({ about, state: "ok", says });
const note = (about: string, says: string): Finding => ({ about, state: "note", says });
const todo = (about: string, says: string): Finding => ({ about, state: "todo", says });
