/** The local D1 database: every migration applied, sample data on the first start. Skipped when nothing changed: it costs seconds. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { addSampleData } from "./sample-data.ts";
import { root, say, Trouble, toolEnv } from "./set-up.mjs";

const MIGRATIONS = join(root, "edge/store/migrations");

interface Done {
  /** Hash of all migrations applied so far. */
  migrations?: string;
  sampled?: boolean;
}

/** @throws Trouble when a migration does not apply */
export async function prepareDatabase(folder: string) {
  const note = join(folder, "database.json");
  const done: Done = existsSync(note) ? JSON.parse(readFileSync(note, "utf8")) : {};
  const migrations = hashOfMigrations();
  if (done.migrations !== migrations) {
    say("Preparing the database…");
    await migrate(join(folder, "state"));
    done.migrations = migrations;
    mkdirSync(folder, { recursive: true });
    writeFileSync(note, JSON.stringify(done));
  }
  if (!done.sampled) {
    say("Adding sample data…");
    await addSampleData(folder);
    writeFileSync(note, JSON.stringify({ ...done, sampled: true }));
  }
}

async function migrate(persist: string) {
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  try {
    await promisify(execFile)(process.execPath, [wrangler, "d1", "migrations", "apply", "DB", "--local", "--persist-to", persist], {
      cwd: root,
      env: toolEnv({ CI: "1", NO_COLOR: "1" }), // without CI it asks for a yes
    });
  } catch (error) {
    const told = error instanceof Error && "stderr" in error ? `${error.message}\n${String(error.stderr)}` : String(error);
    throw new Trouble(`The migrations do not apply to this clone's database:\n${told}\n\nnpm start -- --reset begins with an empty one.`);
  }
}

function hashOfMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).sort()) hash.update(name).update(readFileSync(join(MIGRATIONS, name)));
  return hash.digest("hex");
}
