/** How soon Slack has its answer while every other system takes 2.5 s: commands and submissions in turn, each of which starts real work. */
import type { SampleCompany } from "../fixtures/companies.ts";
import type { SandboxPerson } from "../sandbox/slack/people.ts";
import type { View } from "../sandbox/slack/workspace.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";
import { runLoop } from "./closed-loop.ts";
import { type Figure, median, percentile } from "./figure.ts";
import { manyCompanies, manyPeople } from "./many-people.ts";
import { build } from "./raw-worker.ts";
import { type SlackRequest, slashCommand, toBytes } from "./slack-requests.ts";
import { aWindow, submission } from "./submissions.ts";

const REQUESTS = 1_000;
const WARM = 60;
const CONNECTIONS = 20;
const SLOW_MS = 2_500;
const MOST_MS = 100;

export const ackP99: Figure = {
  id: "ack-p99",
  name: `${REQUESTS} signed commands and submissions, ${CONNECTIONS} at a time, Slack, register and Dolibarr each ${SLOW_MS} ms late`,
  unit: "ms",
  goal: `p99 ≤ ${MOST_MS}`,
  async measure() {
    const built = await build();
    const companies = manyCompanies(REQUESTS + WARM);
    const people = manyPeople(CONNECTIONS);
    const house = await openBenchHouse(built, { crm: "dolibarr", people, companies });
    try {
      const window = await aWindow(house, people[0]?.id ?? "", companies[0]?.siren ?? "");
      const requestOf = (i: number) =>
        (i % 2 === 0 ? command : form)(house, people[i % people.length] as SandboxPerson, companies[i] as SampleCompany, window);
      const times = async (from: number, to: number) => {
        let i = from;
        const next = () => (i < to ? toBytes(requestOf(i++), house.worker.url.host) : undefined);
        return runLoop({ url: house.worker.url, connections: CONNECTIONS, next });
      };
      await times(0, WARM);
      await house.allTold();
      house.faults.add({ kind: "delay", delayMs: SLOW_MS, times: "always" });
      const measured = await times(WARM, WARM + REQUESTS);
      const asked = await house.db.prepare("SELECT count(*) AS n FROM runs").first<{ n: number }>();
      if (asked?.n !== (WARM + REQUESTS) / 2) throw new Error(`${asked?.n} runs were written down, not ${(WARM + REQUESTS) / 2}`);
      if (process.env.BENCH_VERBOSE)
        console.error([50, 90, 95, 99, 100].map((p) => `p${p} ${percentile(measured, p).toFixed(1)}`).join(" "));
      return [
        { part: "p50", value: median(measured), ok: median(measured) <= MOST_MS },
        { part: "p99", value: percentile(measured, 99), ok: percentile(measured, 99) <= MOST_MS },
      ];
    } finally {
      await house.close();
      built.dispose();
    }
  },
};

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

function form(_house: BenchHouse, { id }: SandboxPerson, company: SampleCompany, window: View): SlackRequest {
  return submission(window, { viewId: `V0${company.siren}`, userId: id, company });
}
