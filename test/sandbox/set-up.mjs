/**
 * What a fresh clone lacks, done and said in a line each: dependencies, Node 24, secrets of this clone.
 * No dependency and nothing newer than Node 20: it runs before any install.
 */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import util from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** Where a running house keeps everything it makes. Another folder is another house, with secrets of its own. */
export const stateFolder = process.env.PASSERELLE_STATE ?? join(root, ".wrangler");

/** Something the person at the keyboard can mend: the message says what happened and what to do. */
export class Trouble extends Error {}

export const say = (line) => console.log(`· ${line}`);

/** Runs `main` and, when it fails, says so without a stack that helps nobody. */
export async function run(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    console.error(error instanceof Trouble ? `\n✗ ${error.message}` : error);
    process.exitCode = 1;
  }
}

const node24 = () => {
  const path = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(path) ? path : undefined;
};

/**
 * True when what is installed is what package-lock.json says. npm writes its own copy of the lock last,
 * so an install that was interrupted is seen too.
 */
function installed() {
  const wanted = join(root, "package-lock.json");
  const present = join(root, "node_modules/.package-lock.json");
  if (!existsSync(present) || !node24()) return false;
  const have = JSON.parse(readFileSync(present, "utf8")).packages;
  const want = Object.entries(JSON.parse(readFileSync(wanted, "utf8")).packages);
  // Optional ones differ from one platform to the next.
  return want.every(([path, entry]) => path === "" || entry.optional || entry.link || have[path]?.version === entry.version);
}

function installDependencies() {
  if (installed()) return;
  say("Installing the dependencies (about a minute)…");
  const npm = process.env.npm_execpath?.endsWith(".js") ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const [command, ...before] = npm;
  const { status, stdout, stderr } = spawnSync(command, [...before, "ci", "--no-audit", "--no-fund"], {
    cwd: root,
    encoding: "utf8",
    shell: npm.length === 1 && process.platform === "win32",
  });
  if (status === 0 && node24()) return;
  const told = `${stdout ?? ""}${stderr ?? ""}`.trim().split("\n").slice(-12).join("\n");
  throw new Trouble(`npm ci did not succeed:\n${told}\n\nCheck the network (or npm's proxy and registry settings), then start again.`);
}

/**
 * Goes on under Node 24, which reads TypeScript and which wrangler and vitest need.
 * Resolves to true in the process that is to go on; the first one becomes a shell around it.
 */
async function underNode24() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return true;
  const child = spawn(node24(), process.argv.slice(1), { stdio: "inherit", env: toolEnv() });
  process.on("SIGINT", () => {}); // the terminal sends it to both: the child decides
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.exitCode = await new Promise((done) => child.on("exit", (code) => done(code ?? 1)));
  return false;
}

/** The environment of the tools we call: our own Node and tools first, and nothing sent home. */
export function toolEnv(more = {}) {
  const path = [join(root, "node_modules/.bin"), join(root, "node_modules/node/bin"), process.env.PATH].join(
    process.platform === "win32" ? ";" : ":",
  );
  return { ...process.env, PATH: path, WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false", ...more };
}

const devVarsPath = join(process.env.PASSERELLE_STATE ?? root, ".dev.vars");

/** What the person wrote for this clone, and what makeSecrets added. */
export const readDevVars = () => (existsSync(devVarsPath) ? util.parseEnv(readFileSync(devVarsPath, "utf8")) : {});

/** Values that are ours to make; one that is there already is kept. `sandbox` in it is what `npm run deploy` refuses. */
function makeSecrets() {
  const secret = () => `sandbox-${randomBytes(24).toString("hex")}`;
  const made = {
    SLACK_SIGNING_SECRET: secret(),
    SLACK_BOT_TOKEN: `xoxb-${secret()}`,
    SLACK_CLIENT_SECRET: secret(),
    DOLIBARR_API_KEY: secret(),
    ODOO_API_KEY: secret(),
    HUBSPOT_KEY: secret(),
    LINK_SECRET: secret(),
    BREVO_API_KEY: secret(),
    SMTP_PASSWORD: secret(),
  };
  const there = readDevVars();
  const missing = Object.entries(made).filter(([name]) => !there[name]);
  if (missing.length === 0) return;
  const lines = missing.map(([name, value]) => `${name}=${value}`).join("\n");
  const head = existsSync(devVarsPath) ? "" : "# This clone's own values (see .dev.vars.example). Git ignores this file.";
  mkdirSync(dirname(devVarsPath), { recursive: true });
  appendFileSync(devVarsPath, `${head}\n${lines}\n`);
  chmodSync(devVarsPath, 0o600);
  say("Made the secrets of this clone (.dev.vars)");
}

/** What is loaded only when it is needed, on its own, and what shops load; wrangler and the tests keep it up to date. */
async function makeParts() {
  if (existsSync(join(root, "edge/built/pdf.mjs")) && existsSync(join(root, "widgets/built/_headers"))) return;
  const { buildParts } = await import("../tools/build-parts.mjs");
  const { buildWidgets } = await import("../tools/build-widgets.mjs");
  await Promise.all([buildParts(), buildWidgets()]);
  say("Built what is loaded only when it is needed (edge/built/) and the widgets (widgets/built/)");
}

/** Everything above, in order. False in the process that only wraps the one under Node 24. */
export async function setUp() {
  installDependencies();
  if (!(await underNode24())) return false;
  makeSecrets();
  await makeParts();
  return true;
}
