/** Requests that nobody of good will sends, on every route of the built Worker in workerd, made by the generator of test/edge/fuzz.test.ts. */
import fc from "fast-check";
import { knock, requestOf } from "../edge/fuzz/knocks.ts";
import { type HostileMail, hostileMail } from "../edge/fuzz/mails.ts";
import { watch, wrongAnswer } from "../edge/fuzz/oracle.ts";
import { sandboxPeople, sandboxTeam } from "../sandbox/slack/people.ts";
import { openBenchHouse } from "./bench-house.ts";
import type { Figure } from "./figure.ts";
import { build, type RawWorker, SECRET } from "./raw-worker.ts";

const REQUESTS = 10_000;
const MAILS = 1_000;
const AT_ONCE = 8;
const SEED = 20_261_122;

export const fuzz: Figure = {
  id: "fuzz",
  counted: true,
  name: `${REQUESTS} malformed, oversized, mis-signed and mistyped requests on every route, ${MAILS} such mails`,
  unit: "failures",
  goal: "0: no 5xx, nothing written",
  async measure() {
    const built = await build();
    // Runs are written down and not begun: what a valid submission leads to is the figure "exactly-once".
    const house = await openBenchHouse(built, { crm: "builtin", people: sandboxPeople, companies: [], carryOut: false });
    try {
      await house.db.prepare("INSERT INTO settings (key, value) VALUES ('slack_team', ?1)").bind(sandboxTeam.id).run();
      const changes = await watch(house.db);
      const wrong = await knockAt(house.worker.url.origin, house.vendorsUrl);
      const written = await changes();
      const thrown = await mailAt(house.worker.miniflare);
      const taken = await house.db.prepare("SELECT count(*) AS n FROM mails_in").first<number>("n");
      for (const sentence of [...wrong.slice(0, 20), ...written, ...thrown.slice(0, 20)]) console.error(`fuzz: ${sentence}`);
      const runs = await house.db.prepare("SELECT count(*) AS n FROM runs").first<number>("n");
      return [
        { part: "answers", value: wrong.length, ok: wrong.length === 0 },
        { part: "written", value: written.length, ok: written.length === 0 },
        { part: "mails", value: thrown.length, ok: thrown.length === 0 && (taken ?? 0) > 0 },
        // Some mutated ones stay valid: were there none, the mutations would reach nothing behind the door.
        { part: "valid", unit: "runs", goal: "≥ 1", value: runs ?? 0, ok: (runs ?? 0) > 0 },
      ];
    } finally {
      await house.close();
      built.dispose();
    }
  },
};

async function knockAt(worker: string, vendors: string): Promise<string[]> {
  const knocks = fc.sample(knock, { numRuns: REQUESTS, seed: SEED });
  const wrong: string[] = [];
  const somebody = async () => {
    for (let one = knocks.pop(); one; one = knocks.pop()) {
      // Answers go to the stand-in, not to a name that nobody resolves.
      const sent = { ...one, body: one.body.replaceAll(encodeURIComponent("http://slack.test"), encodeURIComponent(`${vendors}/slack`)) };
      const failure = await fetch(await requestOf(sent, worker, SECRET)).then(
        async (response) => {
          await response.arrayBuffer();
          return wrongAnswer(sent, response.status);
        },
        (error: Error) => `no answer: ${error.message}`,
      );
      if (failure) wrong.push(`${failure}: ${JSON.stringify(sent).slice(0, 2_000)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, somebody));
  return wrong;
}

/** Into the Worker's entrance for mail. Where Miniflare stumbles over one itself it answers without JSON, and the Worker never saw it. */
async function mailAt(miniflare: RawWorker["miniflare"]): Promise<string[]> {
  const mails = fc.sample(hostileMail, { numRuns: MAILS, seed: SEED });
  const thrown: string[] = [];
  const somebody = async () => {
    for (let one = mails.pop(); one; one = mails.pop()) {
      const outcome = await post(miniflare, one);
      if (outcome === "exception") thrown.push(`mail: ${JSON.stringify(new TextDecoder().decode(one.raw)).slice(0, 2_000)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, somebody));
  return thrown;
}

/** What the Worker made of it: "ok" or "exception"; nothing when it never had it. */
async function post(miniflare: RawWorker["miniflare"], { raw, from, to }: HostileMail): Promise<string | undefined> {
  const query = new URLSearchParams({ from: from || "<>", to: to || "a@b.example", format: "json" });
  const answer = await miniflare.dispatchFetch(`http://bench/cdn-cgi/local/email?${query}`, { method: "POST", body: raw });
  const told = await answer.text();
  return told.startsWith("{") ? (JSON.parse(told) as { outcome: string }).outcome : undefined;
}
