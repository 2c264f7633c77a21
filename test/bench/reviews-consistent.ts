/** Ten thousand changes of the same reviews at once, in workerd that is killed (SIGKILL) again and again: is the summary what the rows say? */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from "miniflare";
import type { House } from "../../edge/house.ts";
import type { Actor } from "../../edge/people/person.ts";
import { SiteRules } from "../../edge/sites/site.ts";
import { CONSISTENT, churn, type Ground } from "../edge/reviews/churn.ts";
import { descendantsOf } from "../sandbox/processes.ts";
import { freePort } from "../sandbox/worker.ts";
import type { Figure } from "./figure.ts";
import { migrate } from "./migrate.ts";

const COUNT = Number(process.env.BENCH_CHANGES ?? 10_000);
const AT_ONCE = 16;
const KILL_EVERY_MS = 3_000;

export const reviewsConsistent: Figure = {
  id: "reviews-consistent",
  name: `${COUNT} times published, refused, changed, erased, ${AT_ONCE} at once, workerd killed every ${KILL_EVERY_MS / 1000} s`,
  unit: "differences",
  goal: "0: the summary is what the rows say",
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
    try {
      const { kills, done } = await play(folder);
      const [name = ""] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /[0-9a-f]{64}\.sqlite$/.test(path));
      const database = new DatabaseSync(join(folder, name), { readOnly: true });
      const wrong = Object.entries(CONSISTENT).flatMap(([what, sql]) =>
        database
          .prepare(sql)
          .all()
          .map((row) => `${what}: ${JSON.stringify(row)}`),
      );
      database.close();
      for (const sentence of wrong.slice(0, 20)) console.error(`reviews-consistent: ${sentence}`);
      return [
        { value: wrong.length, ok: wrong.length === 0 },
        // Were there none, nothing would have been tried.
        { part: "done", unit: "changes", goal: `≥ ${COUNT / 3}`, value: done, ok: done >= COUNT / 3 },
        { part: "kills", unit: "kills", goal: "≥ 3", value: kills, ok: kills >= 3 },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
};

async function play(folder: string): Promise<{ kills: number; done: number }> {
  const port = await freePort();
  let risen = true; // one that is killed while it starts is not started again
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: "export default {}",
      compatibilityDate: "2026-10-23",
      d1Databases: ["DB"],
      resourcePersistencePath: folder,
      port,
      unsafeHandleRuntimeRestart: async () => {
        risen = true;
      },
      log: new NoOpLog(),
    }),
  );
  const database = async () => (await miniflare.getD1Database("DB")) as unknown as D1Database;
  let kills = 0;
  await migrate(await database());
  const timer = setInterval(() => {
    if (!risen) return;
    const workerd = descendantsOf(process.pid).find(
      ({ command }) => command.includes("workerd") && command.includes(`127.0.0.1:${port} `),
    )?.pid;
    if (!workerd) return;
    risen = false;
    process.kill(workerd, "SIGKILL");
    kills++;
  }, KILL_EVERY_MS);
  try {
    const { done } = await churn(ground(database), COUNT, AT_ONCE, Math.random);
    return { kills, done };
  } finally {
    clearInterval(timer);
    await miniflare.dispose();
  }
}

function ground(database: () => Promise<D1Database>): Ground {
  const settings = { linkSecret: "bench", slack: { signingSecrets: ["bench"] } };
  const house = async () => {
    const db = await database();
    return { db, settings, later: () => undefined, ports: {}, env: {} } as unknown as House;
  };
  const site = {
    ...{ n: 1, id: "bench", name: "Bench", home: "https://shop.example", origins: [], locale: "fr", platform: "html", channel: null },
    ...{ rules: SiteRules.parse({ openToAll: true }), createdBy: "P1", version: 1 },
  } as Ground["site"];
  const actor: Actor = { id: "P1", standing: "member", roles: ["admin"], locale: "fr", workspaceOwner: false };
  return { house, site, actor, pause: () => sleep(150) };
}
