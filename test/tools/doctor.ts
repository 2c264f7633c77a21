/**
 * `npm run doctor`: what is configured, what answers, what is missing, and what to do. Reads .dev.vars; with `-- --production`
 * .dev.vars.production. Secrets are named, never shown. Ends with 1 when something must be done.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { SCOPES } from "../../bot/manifest.ts";
import { readDevVars, root, stateFolder, Trouble } from "../sandbox/set-up.mjs";
import { crm } from "./doctor-crm.ts";
import { inseeFinding } from "./doctor-insee.ts";
import { mailFindings } from "./doctor-mail.ts";
import { mailInFinding } from "./doctor-mail-in.ts";
import { studioFinding } from "./doctor-studio.ts";
import { viesFinding } from "./doctor-vies.ts";
import { ask, type Finding, note, ok, todo, type Values } from "./finding.ts";
import { neededValues, problemsOf } from "./production-values.ts";

const MARKS = { ok: "✓", note: "·", todo: "✗" };

export async function main(flags: string[]): Promise<number> {
  const stranger = flags.find((flag) => flag !== "--production");
  if (stranger) throw new Trouble(`"${stranger}" is not known here: npm run doctor takes --production, after "--".`);
  const production = flags.includes("--production");
  const values = production ? await productionValues() : (readDevVars() as Values);
  const findings = await examine(values, production);
  for (const { about, state, says } of findings) console.log(`${MARKS[state]} ${about.padEnd(18)} ${says}`);
  const todo = findings.filter(({ state }) => state === "todo").length;
  console.log(todo === 0 ? "\nNothing to do." : `\n${todo} to do.`);
  return todo === 0 ? 0 : 1;
}

export async function examine(values: Values, production: boolean): Promise<Finding[]> {
  const [ours, mail, ...others] = await Promise.all([
    worker(),
    mailFindings(values, production),
    slack(values),
    studioFinding(values, production),
    register(values, production),
    inseeFinding(values),
    viesFinding(values, production),
    crm(values),
    mailInFinding(values, production),
  ]);
  return [...(production ? [] : [ours]), ...valuesOf(values, production), ...others, ...mail, admins(values)];
}

/** Values that are missing or wrong, before anybody is asked. */
function valuesOf(values: Values, production: boolean): Finding[] {
  if (!production) return [];
  const missing = neededValues(values.CRM || "builtin", values.MAILER).filter((name) => !values[name]);
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

function admins({ ADMIN_EMAILS }: Values): Finding {
  if (ADMIN_EMAILS) return ok("Admins", `${ADMIN_EMAILS.split(",").length} by ADMIN_EMAILS`);
  return note("Admins", "ADMIN_EMAILS is not set: a workspace owner may claim the place once (/passerelle claim)");
}

/** As `npm run deploy` sees them: what the file says wins over [vars] of wrangler.toml. */
async function productionValues(): Promise<Values> {
  const { unstable_readConfig: readConfig } = await import("wrangler");
  return { ...(readConfig({ config: join(root, "wrangler.toml") }).vars as Values), ...readFile(".dev.vars.production") };
}

function readFile(name: string): Values {
  const path = join(root, name);
  if (!existsSync(path)) throw new Trouble(`There is no ${name}. Copy .dev.vars.example to it and fill in what you need.`);
  return parseEnv(readFileSync(path, "utf8"));
}
