/** Ten thousand changes of the same reviews, many at once, in workerd that is killed (SIGKILL) in the middle of them: is the summary what the rows say? */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { CONSISTENT } from "../edge/reviews/churn.ts";
import { descendantsOf } from "../sandbox/processes.ts";
import { freePort } from "../sandbox/worker.ts";
import type { Figure } from "./figure.ts";
import { migrate } from "./migrate.ts";
import { build, open } from "./raw-worker.ts";

const COUNT = Number(process.env.BENCH_CHANGES ?? 10_000);
const KILLS = 8;
const IN_ONE_LIFE = 2_000;
const PATIENCE_MS = 60_000;

export const reviewsConsistent: Figure = {
  id: "reviews-consistent",
  counted: true,
  name: `${COUNT} times sent, published, refused, changed, erased, 16 at once, workerd killed ${KILLS} times in the middle`,
  unit: "differences",
  goal: "0: the summary is what the rows say",
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), "passerelle-bench-"));
    try {
      const kills = await play(folder);
      const database = open1(folder);
      const wrong = Object.entries(CONSISTENT).flatMap(([what, sql]) =>
        database
          .prepare(sql)
          .all()
          .map((row) => `${what}: ${JSON.stringify(row)}`),
      );
      const done = changesIn(database);
      database.close();
      for (const sentence of wrong.slice(0, 20)) console.error(`reviews-consistent: ${sentence}`);
      return [
        { value: wrong.length, ok: wrong.length === 0 },
        { part: "done", unit: "changes", goal: `≥ ${COUNT}`, value: done, ok: done >= COUNT },
        { part: "kills", unit: "kills", goal: `${KILLS}`, value: kills, ok: kills === KILLS },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  },
};

/** Each change that counted left its line in the log. */
const changesIn = (database: DatabaseSync) => (database.prepare("SELECT count(*) AS n FROM review_log").get() as { n: number }).n;

function open1(folder: string): DatabaseSync {
  const [name = ""] = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /d1.*[0-9a-f]{64}\.sqlite$/.test(path));
  return new DatabaseSync(join(folder, name), { readOnly: true, timeout: 5_000 });
}

async function play(folder: string): Promise<number> {
  const built = await build("churn.ts");
  const port = await freePort();
  let risen = () => {};
  const worker = await open(built, { whole: true, workflows: false, folder, port, onRestart: async () => risen() });
  try {
    await migrate((await worker.miniflare.getD1Database("DB")) as unknown as D1Database);
    const database = open1(folder);
    let kills = 0;
    for (let life = 0; changesIn(database) < COUNT && life < 100; life++) {
      const going = fetch(new URL(`/?count=${IN_ONE_LIFE}&mark=L${life}`, worker.entry)).then(
        (answer) => answer.ok,
        () => false,
      );
      if (kills === KILLS) {
        await going;
        continue;
      }
      await Promise.race([going, sleep(400 + Math.random() * 1_200)]);
      const again = new Promise<void>((resolve) => {
        risen = resolve;
      });
      const workerd = descendantsOf(process.pid).find(
        ({ command }) => command.includes("workerd") && command.includes(`127.0.0.1:${port} `),
      )?.pid;
      if (!workerd) throw new Error("no workerd to be killed");
      process.kill(workerd, "SIGKILL");
      kills++;
      await Promise.race([again, sleep(PATIENCE_MS)]);
    }
    database.close();
    return kills;
  } finally {
    await worker.close();
    built.dispose();
  }
}
