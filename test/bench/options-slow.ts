/** The live company search while the register is slow, refuses connections, or takes them and says nothing: when the list comes, and that known clients are in it. */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { COMPANY } from "../../bot/clients/new-client/new-client-form.ts";
import { SHORTCUTS } from "../../bot/manifest.ts";
import { insertClient, type NewRow } from "../../edge/clients/client-store.ts";
import type { SlackStandIn } from "../sandbox/slack/stand-in.ts";
import type { View } from "../sandbox/slack/workspace.ts";
import { freePort } from "../sandbox/worker.ts";
import { type BenchHouse, openBenchHouse } from "./bench-house.ts";
import { type Figure, type Measured, median } from "./figure.ts";
import { manyPeople } from "./many-people.ts";
import { type BuiltWorker, build } from "./raw-worker.ts";

const SLOW_MS = 2_500;
const MOST_MS = { slow: 2_000, refused: 1_000, silent: 1_000 };
const LISTS = 20;
const AT_ONCE = 4;

type Register = keyof typeof MOST_MS;

export const optionsSlow: Figure = {
  id: "options-slow",
  name: `slowest of ${LISTS} company lists, ${AT_ONCE} at a time, with a known client in each: register at ${SLOW_MS} ms, refused, silent`,
  unit: "ms",
  goal: `≤ ${MOST_MS.slow} slow, ≤ ${MOST_MS.refused} dead`,
  async measure() {
    const built = await build();
    try {
      const results: Measured[] = [];
      for (const register of ["slow", "refused", "silent"] as const) {
        const times = await listsWith(built, register);
        if (process.env.BENCH_VERBOSE) console.error(register, "median", median(times).toFixed(0), "max", Math.max(...times).toFixed(0));
        results.push({ part: register, value: Math.max(...times), ok: Math.max(...times) <= MOST_MS[register] });
      }
      return results;
    } finally {
      built.dispose();
    }
  },
};

async function listsWith(built: BuiltWorker, register: Register): Promise<number[]> {
  const people = manyPeople(AT_ONCE);
  const silent = register === "silent" ? await silentServer() : undefined;
  const registerUrl = silent?.url ?? (register === "refused" ? `http://127.0.0.1:${await freePort()}` : undefined);
  const house = await openBenchHouse(built, { crm: "builtin", people, companies: [], ...(registerUrl && { registerUrl }) });
  try {
    await house.db.batch(insertClient(house.db, KNOWN));
    if (register === "slow") house.faults.add({ kind: "delay", delayMs: SLOW_MS, times: "always", match: { service: "register" } });
    const windows = await Promise.all(people.map(({ id }) => openEmptyWindow(house.slack, id)));
    await oneList(house, people[0]?.id ?? "", windows[0] as View, KNOWN.name); // warm
    const times: number[] = [];
    for (let from = 0; from < LISTS; from += AT_ONCE) {
      // Forget that the register was down: every list is to find it out anew.
      await house.db.prepare("DELETE FROM register_answers").run();
      const typed = (i: number) => KNOWN.name.slice(0, KNOWN.name.length - from - i - 1);
      times.push(...(await Promise.all(people.map(({ id }, i) => oneList(house, id, windows[i] as View, typed(i))))));
    }
    return times;
  } finally {
    await house.close();
    await silent?.close();
  }
}

async function openEmptyWindow(slack: SlackStandIn, userId: string): Promise<View> {
  const person = slack.person(userId);
  await person.shortcut(SHORTCUTS.newClient.callback);
  return slack.eventually(() => person.modal());
}

/** @throws when the known client is not in the list */
async function oneList({ slack }: BenchHouse, userId: string, window: View, typed: string): Promise<number> {
  const started = performance.now();
  const { options, notice } = await slack.person(userId).suggest(window, COMPANY, typed);
  const took = performance.now() - started;
  if (!options.some(({ value }) => value === `known:${KNOWN.id}`))
    throw new Error(`"${typed}": the known client is not in the list of ${options.length} (${notice ?? "no notice"})`);
  return took;
}

/** Takes every connection and never answers: what a firewall that drops packets looks like from here. */
async function silentServer() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

const KNOWN: NewRow = {
  id: "c0benchknown",
  reference: "BENCH-KNOWN",
  connector: "builtin",
  externalId: null,
  name: "Atelier sonore de la rivière enchantée",
  kinds: ["client"],
  company: true,
  siren: null,
  siret: null,
  vatNumber: null,
  email: null,
  postcode: "75001",
  city: "Paris",
  country: "FR",
  state: "active",
  verification: "none",
  verifiedAt: null,
  facts: null,
  createdBy: null,
};
