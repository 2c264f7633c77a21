/** The same wish again and again makes one client: one signed request 100 times, one window sent twice at once, two people with one company. */
import type { SampleCompany } from "../fixtures/companies.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";
import type { Figure, Measured } from "./figure.ts";
import { manyCompanies, manyPeople } from "./many-people.ts";
import { type BuiltWorker, build } from "./raw-worker.ts";
import type { SlackRequest } from "./slack-requests.ts";
import { aWindow, submission } from "./submissions.ts";

const TIMES = 100;

export const replay: Figure = {
  id: "replay",
  counted: true,
  name: `clients made by one request ${TIMES} times (one by one, and at once), a window sent twice at once, two people and one company; on both CRMs`,
  unit: "client",
  goal: "1 each",
  async measure() {
    const built = await build();
    try {
      const counts = [...(await countsWith(built, "builtin")), ...(await countsWith(built, "dolibarr"))];
      return counts.map(({ part, clients }): Measured => ({ part, value: clients, ok: clients === 1 }));
    } finally {
      built.dispose();
    }
  },
};

interface Count {
  part: string;
  clients: number;
}

async function countsWith(built: BuiltWorker, crm: "builtin" | "dolibarr"): Promise<Count[]> {
  const people = manyPeople(2);
  const companies = manyCompanies(4);
  const house = await openBenchHouse(built, { crm, people, companies });
  const [one = "", other = ""] = people.map(({ id }) => id);
  try {
    const window = await aWindow(house, one, companies[0]?.siren ?? "");
    const wish = (viewId: string, userId: string, company: number) =>
      submission(window, { viewId, userId, company: companies[company] as SampleCompany });
    const counts: Count[] = [];
    const count = async (part: string, company: number, work: () => Promise<unknown>) => {
      await work();
      await house.allTold();
      counts.push({ part: `${crm}/${part}`, clients: await clientsOf(house, crm, companies[company] as SampleCompany) });
    };

    await count("one-by-one", 0, async () => {
      const request = wish("V0REPLAY1", one, 0);
      for (let i = 0; i < TIMES; i++) await send(house, request);
    });
    await count("at-once", 1, () => {
      const request = wish("V0REPLAY2", one, 1);
      return Promise.all(Array.from({ length: TIMES }, () => send(house, request)));
    });
    await count("twice-at-once", 2, () => Promise.all([send(house, wish("V0TWICE", one, 2)), send(house, wish("V0TWICE", one, 2))]));
    await count("two-people", 3, () => Promise.all([send(house, wish("V0FIRST", one, 3)), send(house, wish("V0SECOND", other, 3))]));
    return counts;
  } finally {
    await house.close();
  }
}

/** @throws when Slack would show an error */
async function send({ worker }: BenchHouse, { headers, body }: SlackRequest): Promise<void> {
  const answer = await fetch(new URL("/slack/events", worker.url), { method: "POST", headers, body });
  const text = await answer.text();
  if (answer.status !== 200 || text !== "") throw new Error(`the submission was answered ${answer.status} ${text.slice(0, 200)}`);
}

/** In the CRM; and the directory and the cards are to agree. */
async function clientsOf({ db, dolibarr }: BenchHouse, crm: string, { siren }: SampleCompany): Promise<number> {
  const count = async (sql: string) => (await db.prepare(sql).bind(siren).first<{ n: number }>())?.n ?? 0;
  const known = await count("SELECT count(*) AS n FROM clients WHERE siren = ?1");
  const made =
    crm === "builtin"
      ? await count("SELECT count(*) AS n FROM crm_parties WHERE siren = ?1")
      : dolibarr.dump().parties.filter((party) => party.siren === siren).length;
  if (known !== made) throw new Error(`${made} in the CRM, ${known} in the directory`);
  return made;
}
