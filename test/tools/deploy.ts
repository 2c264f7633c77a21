/**
 * `npm run deploy`: checks the values, applies the migrations, uploads the Worker. `-- --dry-run` does all that can be done
 * without Cloudflare, offline. Values are read from .dev.vars.production; secrets that are already at Cloudflare stay.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { root, say, Trouble, toolEnv } from "../sandbox/set-up.mjs";
import { buildWorker, overBudget, sizeOf } from "./build.ts";
import { neededValues, problemsOf } from "./production-values.ts";

const VALUES_FILE = ".dev.vars.production";

export async function main(flags: string[]): Promise<number> {
  const stranger = flags.find((flag) => flag !== "--dry-run");
  if (stranger) throw new Trouble(`"${stranger}" is not known here: npm run deploy takes --dry-run, after "--".`);
  const config = readConfig({ config: join(root, "wrangler.toml") });
  const vars = config.vars as Record<string, string>;
  const written = existsSync(join(root, VALUES_FILE))
    ? (parseEnv(readFileSync(join(root, VALUES_FILE), "utf8")) as Record<string, string>)
    : {};
  const values = { ...vars, ...written };
  const problems = problemsOf(values);
  if (problems.length > 0)
    throw new Trouble(`Not deployed. In wrangler.toml or ${VALUES_FILE}:\n${problems.map((line) => `  ${line}`).join("\n")}`);
  const unwritten = neededValues(values.CRM || "builtin", values.MAILER).filter((name) => !values[name]);
  const folder = mkdtempSync(join(tmpdir(), "passerelle-deploy-"));
  try {
    const script = await buildWithin(folder);
    return flags.includes("--dry-run") ? dryRun(unwritten) : deploy(script, { vars, written, unwritten, config });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function dryRun(unwritten: string[]): number {
  say(
    unwritten.length === 0
      ? "Every value it needs is written"
      : `Not in ${VALUES_FILE}, so they must be at Cloudflare already: ${unwritten.join(", ")}`,
  );
  say("Nothing was uploaded (--dry-run)");
  return 0;
}

interface Deployment {
  vars: Record<string, string>;
  written: Record<string, string>;
  unwritten: string[];
  config: ReturnType<typeof readConfig>;
}

function deploy(script: string, { vars, written, unwritten, config }: Deployment): number {
  insistOnSecrets(unwritten);
  makeDatabase(String(config.d1_databases[0]?.database_name));
  wrangler("d1", "migrations", "apply", "DB", "--remote");
  upload(script, vars, written);
  say("Deployed. Next: npm run manifest -- https://<its address>, and paste it at api.slack.com/apps");
  return 0;
}

/** The very bundle that the tests and the figures run. @throws Trouble when it does not build, or is over its budget */
async function buildWithin(folder: string): Promise<string> {
  const built = await buildWorker(folder);
  say(`It builds: ${sizeOf(built)}`);
  if (overBudget(built)) throw new Trouble("That is over its budget.");
  return built.script;
}

/** What is not in the file must be at Cloudflare from an earlier deployment. */
function insistOnSecrets(names: string[]) {
  if (names.length === 0) return;
  const { status, stdout } = quietly("secret", "list");
  const there: { name: string }[] = status === 0 ? JSON.parse(stdout) : []; // a Worker that was never deployed has no list
  const missing = names.filter((name) => !there.some((secret) => secret.name === name));
  if (missing.length === 0) return;
  throw new Trouble(`Not deployed: ${missing.join(", ")} is needed. Write it to ${VALUES_FILE} (.dev.vars.example says where to get it).`);
}

function makeDatabase(name: string) {
  const { status, stdout, stderr } = quietly("d1", "list", "--json");
  if (status !== 0) throw new Trouble(`Cloudflare cannot be asked: ${stderr.trim() || stdout.trim()}\nSign in with: npx wrangler login`);
  const databases: { name: string }[] = JSON.parse(stdout);
  if (!databases.some((database) => database.name === name)) wrangler("d1", "create", name);
}

function upload(script: string, vars: Record<string, string>, written: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-secrets-"));
  const isVar = (name: string) => name in vars; // a name cannot be a variable and a secret at once
  const flags = Object.entries(written).flatMap(([name, value]) => (isVar(name) ? ["--var", `${name}:${value}`] : []));
  const secrets = Object.fromEntries(Object.entries(written).filter(([name]) => !isVar(name)));
  try {
    const file = join(folder, "secrets.json");
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
    // Beside the script there is no configuration: wrangler would look for it there.
    wrangler("deploy", script, "--config", join(root, "wrangler.toml"), "--no-bundle", "--secrets-file", file, ...flags);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const program = join(root, "node_modules/wrangler/bin/wrangler.js");
const quietly = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args], { cwd: root, env: toolEnv({ CI: "1" }), encoding: "utf8" });

function wrangler(...args: string[]) {
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, env: toolEnv(), stdio: "inherit" });
  if (status !== 0) throw new Trouble(`wrangler ${args[0]} did not succeed: see above.`);
}
