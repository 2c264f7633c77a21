/**
 * `npm run audit:verify`: goes through the whole audit trail and its chain and says what does not fit. Reads this clone's
 * database, also while its Worker runs; with `-- --remote` the deployed Worker's, through wrangler. `--head <position>:<hash>`, as often as you like, checks
 * seals that the admins were told. Ends with 1 when something was tampered with.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs, promisify } from "node:util";
import { type AuditReport, type Finding, type KnownHead, type Query, verifyAudit } from "../../edge/audit/verify-audit.ts";
import { root, say, stateFolder, Trouble, toolEnv } from "../sandbox/set-up.mjs";

/** A call of wrangler takes seconds, so few large pages. */
const PAGE = 5_000;

export async function main(flags: string[]): Promise<number> {
  const { remote, heads } = readFlags(flags);
  const report = remote ? await verifyRemote(heads) : await verifyLocal(join(stateFolder, "state"), heads);
  for (const line of linesOf(report)) console.log(line);
  return report.findings.length === 0 ? 0 : 1;
}

function readFlags(flags: string[]): { remote: boolean; heads: KnownHead[] } {
  try {
    const { values } = parseArgs({ args: flags, options: { remote: { type: "boolean" }, head: { type: "string", multiple: true } } });
    return { remote: values.remote ?? false, heads: (values.head ?? []).map(headOf) };
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(`${(error as Error).message}\nnpm run audit:verify takes --remote and --head <position>:<hash>, after "--".`);
  }
}

function headOf(text: string): KnownHead {
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  if (!position || !hash) throw new Trouble(`"${text}" is not a seal: it looks like 1234:, then 64 hexadecimal digits.`);
  return { day: "given", position: Number(position), hash };
}

async function verifyLocal(state: string, heads: KnownHead[]): Promise<AuditReport> {
  const files = existsSync(state) ? readdirSync(state, { recursive: true, encoding: "utf8" }) : [];
  const name = files.find((path) => /d1.*[0-9a-f]{64}\.sqlite$/.test(path));
  if (!name) throw new Trouble(`There is no database in ${state}: npm start makes one.`);
  say(`Reading the audit trail in ${join(state, name)}`);
  const database = new DatabaseSync(join(state, name), { readOnly: true, timeout: 5_000 });
  try {
    return await verifyAudit(async <Row>(sql: string) => database.prepare(sql).all() as Row[], heads, PAGE);
  } catch (error) {
    throw new Trouble(`The trail cannot be read: ${(error as Error).message}`);
  } finally {
    database.close();
  }
}

async function verifyRemote(heads: KnownHead[]): Promise<AuditReport> {
  say("Reading the audit trail of the deployed Worker's database…");
  const wrangler = join(root, "node_modules/wrangler/bin/wrangler.js");
  // Not quiet: at its quieter levels wrangler keeps the answer to itself as well.
  const options = { cwd: root, env: toolEnv({ CI: "1", NO_COLOR: "1", NODE_NO_WARNINGS: "1" }), maxBuffer: 64 * 1024 * 1024 };
  const query: Query = async <Row>(sql: string) => {
    try {
      const args = [wrangler, "d1", "execute", "DB", "--remote", "--json", "--command", sql];
      const { stdout } = await promisify(execFile)(process.execPath, args, options);
      return (JSON.parse(stdout) as { results: Row[] }[])[0]?.results ?? [];
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Trouble(`The trail cannot be read:\n${`${stdout}${stderr}`.trim() || String(error)}`);
    }
  };
  return verifyAudit(query, heads, PAGE);
}

export function linesOf({ rows, sealed, unsealed, heads, head, findings }: AuditReport): string[] {
  const read = `rows ${rows}, seals ${sealed}, heads ${heads}`;
  const waiting =
    unsealed > 0 ? [`· Not sealed yet: ${unsealed}. The cron does it each minute, so a number that stays means that it has stopped`] : [];
  const last = head.position > 0 ? [`· Last seal: ${head.position}:${head.hash}`] : [];
  if (findings.length === 0) return [`✓ Unbroken: ${read}`, ...waiting, ...last];
  return [`✗ Tampered with: ${read}`, ...findings.map((finding) => `  ${sentenceOf(finding)}`), ...waiting, ...last];
}

function sentenceOf(finding: Finding): string {
  switch (finding.what) {
    case "changed":
      return `row ${finding.auditId}, or its seal ${finding.position}, was changed`;
    case "removed":
      return `row ${finding.auditId}, sealed as ${finding.position}, was removed`;
    case "missing":
      return `rows ${finding.auditId} to ${finding.upTo}: at least one was removed before it was sealed`;
    case "slipped in":
      return `row ${finding.auditId} has no seal, though later ones have: it was slipped in, or its seal was removed`;
    case "seal missing":
      return `seal ${finding.position} was removed`;
    case "head":
      return `seal ${finding.position} is not the one that was told (${finding.day}): everything up to it may have been rewritten or cut off`;
  }
}
