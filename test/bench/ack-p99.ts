/** How soon Slack has its answer while every other system takes 2.5 s: commands and submissions in turn, each of which starts real work. */
import { openBenchHouse } from "./bench-house.ts";
import { runLoop } from "./closed-loop.ts";
import { type Figure, median, percentile } from "./figure.ts";
import { manyCompanies, manyPeople } from "./many-people.ts";
import { build } from "./raw-worker.ts";
import { slashCommand, toBytes } from "./slack-requests.ts";
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
      house.faults.add({ kind: "delay", delayMs: SLOW_MS, times: "always" });
      const requestOf = (i: number) => {
        const [person, company] = [people[i % people.length], companies[i]];
        if (!person || !company) throw new Error("too few people or companies");
        const command = { user_id: person.id, response_url: `${house.vendorsUrl}/slack/response/R0BENCH/${i}` };
        return i % 2 === 0
          ? slashCommand("/client", company.name, command)
          : submission(window, { viewId: `V0BENCH${i}`, userId: person.id, company });
      };
      const times = async (from: number, to: number) => {
        let i = from;
        const next = () => (i < to ? toBytes(requestOf(i++), house.worker.url.host) : undefined);
        return runLoop({ url: house.worker.url, connections: CONNECTIONS, next });
      };
      await times(0, WARM);
      const measured = await times(WARM, WARM + REQUESTS);
      const asked = await house.db.prepare("SELECT count(*) AS n FROM runs").first<{ n: number }>();
      if (asked?.n !== (WARM + REQUESTS) / 2) throw new Error(`${asked?.n} runs were written down, not ${(WARM + REQUESTS) / 2}`);
      if (process.env.BENCH_VERBOSE)
        console.error([50, 90, 95, 99, 100].map((p) => `p${p} ${percentile(measured, p).toFixed(1)}`).join(" "));
      return [
        { part: "p50", value: median(measured), ok: true },
        { part: "p99", value: percentile(measured, 99), ok: percentile(measured, 99) <= MOST_MS },
      ];
    } finally {
      await house.close();
      built.dispose();
    }
  },
};
