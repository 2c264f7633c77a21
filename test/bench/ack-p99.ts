/** How soon Slack has its answer while every other system takes 2.5 s: commands and submissions in turn, each of which starts real work. */
import type { SampleCompany } from "../fixtures/companies.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";
import type { View } from "../sandbox/slack/workspace.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";
import { runLoop } from "./closed-loop.ts";
import { type Figure, median, percentile } from "./figure.ts";
import { manyCompanies, manyPeople } from "./many-people.ts";
import { type BuiltWorker, build } from "./raw-worker.ts";
import { type SlackRequest, slashCommand, toBytes } from "./slack-requests.ts";
import { aWindow, submission } from "./submissions.ts";

const REQUESTS = 1_000;
/** Until the engine has compiled what it runs; from then on the first of these come back from their vendors, as they always do. */
const WARM = 1_000;
const LOOPS = 3;
const CONNECTIONS = 20;
const SLOW_MS = 2_500;
const MOST_MS = 100;

export const ackP99: Figure = {
  id: "ack-p99",
  name: `${REQUESTS} signed commands and submissions, ${CONNECTIONS} at a time, Slack, register and Dolibarr each ${SLOW_MS} ms late; median of ${LOOPS} loops`,
  unit: "ms",
  goal: `p99 ≤ ${MOST_MS}`,
  async measure() {
    const built = await build();
    try {
      const loops: number[][] = [];
      for (let i = 0; i < LOOPS; i++) loops.push(await oneLoop(built));
      const of = (percent: number) => median(loops.map((times) => percentile(times, percent)));
      if (process.env.BENCH_VERBOSE)
        for (const times of loops) console.error([50, 90, 95, 99, 100].map((p) => `p${p} ${percentile(times, p).toFixed(1)}`).join(" "));
      return [
        { part: "p50", value: of(50), ok: of(50) <= MOST_MS },
        { part: "p99", value: of(99), ok: of(99) <= MOST_MS },
      ];
    } finally {
      built.dispose();
    }
  },
};

/** Milliseconds to each acknowledgement, the warm-up's left out. */
async function oneLoop(built: BuiltWorker): Promise<number[]> {
  const companies = manyCompanies(REQUESTS + WARM);
  const people = manyPeople(CONNECTIONS);
  const house = await openBenchHouse(built, { crm: "dolibarr", people, companies });
  try {
    const window = await aWindow(house, people[0]?.id ?? "", companies[0]?.siren ?? "");
    house.faults.add({ kind: "delay", delayMs: SLOW_MS, times: "always" });
    let sent = 0;
    const next = () => {
      const [person, company] = [people[sent % people.length], companies[sent]];
      if (!person || !company) return undefined;
      const request = sent++ % 2 === 0 ? command(house, person, company) : form(person, company, window);
      return toBytes(request, house.worker.url.host);
    };
    // In one go, so that connections are open and code is compiled when what is measured begins.
    const times = await runLoop({ url: house.worker.url, connections: CONNECTIONS, next });
    const asked = await house.db.prepare("SELECT count(*) AS n FROM runs").first<{ n: number }>();
    if (asked?.n !== (WARM + REQUESTS) / 2) throw new Error(`${asked?.n} runs were written down, not ${(WARM + REQUESTS) / 2}`);
    return times.slice(WARM);
  } finally {
    await house.close();
  }
}

/** As people do who have the number at hand: `/client 552 100 554`, answered later through its response_url. */
function command(house: BenchHouse, { id }: SandboxPerson, { siren }: SampleCompany): SlackRequest {
  const channel = `D${id.slice(1)}`;
  const response = `R0BENCH/${siren}`;
  house.slack.workspace.state.responseUrls[response] = { channel, userId: id, expiresAt: Date.now() + 1_800_000, usesLeft: 5 };
  return slashCommand("/client", siren, {
    user_id: id,
    channel_id: channel,
    response_url: `${house.vendorsUrl}/slack/response/${response}`,
  });
}

function form({ id }: SandboxPerson, company: SampleCompany, window: View): SlackRequest {
  return submission(window, { viewId: `V0${company.siren}`, userId: id, company });
}
