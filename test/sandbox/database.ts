/** The local D1 database: every migration applied, sample data on the first start. Skipped when nothing changed: it costs seconds. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, say, Trouble, toolEnv } from "./set-up.mjs";

const MIGRATIONS = join(root, "edge/store/migrations");

interface Done {
  /** Hash of all migrations applied so far. */
  migrations?: string;
  sampled?: boolean;
}

/** @throws Trouble when a migration does not apply */
export async function prepareDatabase(folder: string, vars: Record<string, string>, end?: AbortSignal) {
  const note = join(folder, "database.json");
  const done: Done = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : {};
  const migrations = hashOfMigrations();
  if (done.migrations !== migrations) {
    say("Preparing the database…");
    await migrate(join(folder, "state"), end);
    done.migrations = migrations;
    mkdirSync(folder, { recursive: true });
    writeFileSync(note, JSON.stringify(done));
  }
  if (!done.sampled && isSandbox(vars)) {
    say("Adding sample data…");
    await addSampleData(folder, vars, end);
    writeFileSync(note, JSON.stringify({ ...done, sampled: true }));
  }
}

/** Every migration that it lacks. `persist` is wrangler's folder. @throws Trouble */
export async function migrate(persist: string, end?: AbortSignal) {
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  const trouble = await fails([wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", persist], {}, end);
  if (trouble)
    throw new Trouble(
      `The migrations do not apply to this clone's database:\n${trouble}\n\nnpm start -- --reset begins with an empty one.`,
    );
}

/** Invented people and clients have no place in a real workspace or a real CRM. */
function isSandbox({ SLACK_BOT_TOKEN, CRM, ...vars }: Record<string, string>): boolean {
  const keyOfCrm = vars[CRM_KEYS[CRM ?? ""] ?? ""];
  const ourCrm = !CRM || CRM === "builtin" || keyOfCrm?.startsWith("sandbox-");
  return Boolean(SLACK_BOT_TOKEN?.includes("sandbox-") && ourCrm);
}

/** The value that tells our stand-in of a CRM from a real one. */
const CRM_KEYS: Record<string, string> = { dolibarr: "DOLIBARR_API_KEY", hubspot: "HUBSPOT_KEY", odoo: "ODOO_API_KEY" };

/** In a process of its own: it brings wrangler along, and what that starts must end with it. */
async function addSampleData(folder: string, vars: Record<string, string>, end?: AbortSignal) {
  const trouble = await fails([join(root, "test/sandbox/sample-data.ts"), folder], vars, end);
  if (trouble) throw new Trouble(`The sample data cannot be added:\n${trouble}\n\nnpm start -- --reset begins with an empty database.`);
}

/** What a program of ours said when it failed, else undefined. */
async function fails(command: string[], vars: Record<string, string>, end?: AbortSignal): Promise<string | undefined> {
  // Without CI wrangler asks for a yes; its warnings on what a local database lacks do not concern us.
  const env = toolEnv({ ...vars, CI: "1", NO_COLOR: "1", WRANGLER_LOG: "error", NODE_NO_WARNINGS: "1" });
  try {
    await promisify(execFile)(process.execPath, command, { cwd: root, env, ...(end && { signal: end }) });
    return undefined;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`.trim() || String(error);
  }
}

function hashOfMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).sort()) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest("hex");
}
