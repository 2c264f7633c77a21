/** The command itself, on a database that wrangler made. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuditRow, BEGINNING, type Seal, sealOf } from "../../edge/audit/audit-chain.ts";
import { migrate } from "../sandbox/database.ts";
import { root, toolEnv } from "../sandbox/set-up.mjs";

const folder = mkdtempSync(join(tmpdir(), "passerelle-audit-"));
const seals: Seal[] = [];
let database: DatabaseSync;

beforeAll(async () => {
  const state = join(folder, "state");
  await migrate(state);
  const name = readdirSync(state, { recursive: true, encoding: "utf8" }).find((path) => /d1.*[0-9a-f]{64}\.sqlite$/.test(path));
  database = new DatabaseSync(join(state, name ?? "none"), { timeout: 5_000 });
  const add = database.prepare(
    "INSERT INTO audit (at, actor, action, object_kind, outcome) VALUES (?, 'p1', 'client.create', 'client', 'done') RETURNING *",
  );
  const seal = database.prepare("INSERT INTO audit_seals (position, audit_id, hash) VALUES (?, ?, ?)");
  for (let i = 0; i < 10; i++) {
    seals.push(await sealOf(seals.at(-1) ?? BEGINNING, add.get(i) as unknown as AuditRow));
    seal.run(seals[i]!.position, seals[i]!.auditId, seals[i]!.hash);
  }
}, 60_000);

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

function auditVerify(...flags: string[]) {
  const env = toolEnv({ PASSERELLE_STATE: folder });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "test/tools/run.mjs"), "audit-verify.ts", ...flags], {
    env,
    encoding: "utf8",
  });
  return { status, said: `${stdout}${stderr}` };
}

describe("npm run audit:verify", () => {
  it("says what it read, and that it is unbroken", () => {
    const { status, said } = auditVerify("--head", `10:${seals[9]?.hash}`);
    expect(said).toContain("✓ Unbroken: rows 10, seals 10, heads 1");
    expect(said).toContain(`Last seal: 10:${seals[9]?.hash}`);
    expect(status).toBe(0);
  });

  it("names the row that was changed, and fails", () => {
    database.exec("UPDATE audit SET actor = 'p2' WHERE id = 4");
    const { status, said } = auditVerify("--head", `9:${"0".repeat(64)}`);
    database.exec("UPDATE audit SET actor = 'p1' WHERE id = 4");
    expect(said).toContain("row 4, or its seal 4, was changed");
    expect(said).toContain("seal 9 is not the one that was told");
    expect(status).toBe(1);
  });

  it("refuses what it does not know", () => {
    expect(auditVerify("--head", "tomorrow")).toMatchObject({ status: 1, said: expect.stringContaining("is not a seal") });
    expect(auditVerify("--everything")).toMatchObject({ status: 1, said: expect.stringContaining("takes --remote and --head") });
  });
});
