/** `npm run bench [id…]`: the figures of the issues, one line each; `--json` prints only a JSON array. Fails when a goal is missed. */
import { spawn } from "node:child_process";
import { constants, setPriority } from "node:os";
import { createInterface } from "node:readline";
import { Trouble } from "../sandbox/set-up.mjs";
import { ackP99 } from "./ack-p99.ts";
import { alerts } from "./alerts.ts";
import { audit } from "./audit.ts";
import { coldStart } from "./cold-start.ts";
import { contract } from "./contract.ts";
import { doorThroughput } from "./door-throughput.ts";
import { exactlyOnce } from "./exactly-once.ts";
import type { Figure, Measured, Wish } from "./figure.ts";
import { fuzz } from "./fuzz.ts";
import { histories } from "./histories.ts";
import { hostileReviews } from "./hostile-reviews.ts";
import { importFigure } from "./import.ts";
import { invoiceFigures } from "./invoice-figures.ts";
import { keptTrue } from "./kept-true.ts";
import { optionsSlow } from "./options-slow.ts";
import { pdfClean } from "./pdf-clean.ts";
import { pdfTime } from "./pdf-time.ts";
import { replay } from "./replay.ts";
import { reviews1m } from "./reviews-1m.ts";
import { reviewsConsistent } from "./reviews-consistent.ts";
import { search100k } from "./search-100k.ts";
import { widgetFigures } from "./widget-figures.ts";
import { workerSize } from "./worker-size.ts";

const FIGURES: Figure[] = [
  workerSize,
  coldStart,
  doorThroughput,
  ackP99,
  optionsSlow,
  search100k,
  replay,
  exactlyOnce,
  histories,
  contract,
  importFigure,
  audit,
  alerts,
  fuzz,
  keptTrue,
  pdfTime,
  pdfClean,
  ...invoiceFigures,
  reviews1m,
  ...widgetFigures,
  reviewsConsistent,
  hostileReviews,
];

export async function main(args: string[]): Promise<number> {
  const json = args.includes("--json");
  const seedAt = args.indexOf("--seed");
  const seed = seedAt < 0 ? undefined : args[seedAt + 1];
  const ids = args.filter((arg, i) => arg !== "--json" && (seedAt < 0 || (i !== seedAt && i !== seedAt + 1)));
  const stranger = ids.find((id) => !FIGURES.some((figure) => figure.id === id));
  if (stranger) throw new Trouble(`There is no figure "${stranger}". There are: ${FIGURES.map(({ id }) => id).join(", ")}.`);
  const rows: Row[] = [];
  const tell = (row: Row) => {
    rows.push(row);
    if (process.env[BESIDE]) console.log(JSON.stringify(row));
    else if (!json) console.log(lineOf(row));
  };
  const tellOf = async (figure: Figure) => {
    for (const measured of await measure(figure, { seed })) tell(rowOf(figure, measured));
  };
  const wished = FIGURES.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const patient = wished.filter((figure) => figure.patient);
  // Alone, there is nothing to wait for.
  const counted = patient.length > 0 ? wished.filter((figure) => figure.counted) : [];
  for (const figure of wished.filter((one) => !patient.includes(one) && !counted.includes(one))) await tellOf(figure);
  // Every second one: neighbours of the list weigh alike.
  const beside = [0, 1].map((lane) => counted.filter((_, i) => i % 2 === lane)).filter(({ length }) => length > 0);
  await Promise.all([...patient.map(tellOf), ...beside.map((lane) => tellBeside(lane, seed, tell))]);
  if (json) console.log(JSON.stringify(rows, null, 2));
  return rows.every(({ ok }) => ok) ? 0 : 1;
}

/** In a process of their own: they work hard, and the stand-ins of those that wait live in this one. Told as they come. */
async function tellBeside(figures: Figure[], seed: string | undefined, tell: (row: Row) => void): Promise<void> {
  const args = [...figures.map(({ id }) => id), ...(seed === undefined ? [] : ["--seed", seed])];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? "", ...process.argv.slice(2, 3), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, [BESIDE]: "1" },
  });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL); // the patient ones have time-outs
  const told = new Set<string>();
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("{")) continue;
    const row = JSON.parse(line) as Row;
    told.add(row.id.split("/")[0] ?? "");
    tell(row);
  }
  for (const figure of figures) if (!told.has(figure.id)) tell(rowOf(figure, { value: Number.NaN, ok: false }));
}

/** Set for a process beside: it tells each row as a line of JSON. */
const BESIDE = "BENCH_BESIDE";

type Row = ReturnType<typeof rowOf>;

/** A figure that cannot be measured is a figure missed: the others are still told. */
async function measure(figure: Figure, wish: Wish): Promise<Measured[]> {
  try {
    const began = Date.now();
    const measured = await figure.measure(wish);
    if (process.env.BENCH_VERBOSE) console.error(`${figure.id}: ${Math.round((Date.now() - began) / 1_000)} s`);
    return measured;
  } catch (error) {
    console.error(`${figure.id}: ${error instanceof Error ? error.message : error}`);
    return [{ value: Number.NaN, ok: false }];
  }
}

function rowOf(figure: Figure, { part, value, peer, ratio, ok, unit = figure.unit, goal = figure.goal }: Measured) {
  const { id, name } = figure;
  return { id: part ? `${id}/${part}` : id, name, value: round(value), unit, peer: round(peer), ratio: round(ratio), goal, ok };
}

function lineOf({ id, name, value, unit, peer, ratio, goal, ok }: ReturnType<typeof rowOf>): string {
  const against = peer === null ? "" : ` against ${peer} ${unit}${ratio === null ? "" : ` (${ratio} ×)`}`;
  return `${ok ? "✓" : "✗"} ${id}: ${value ?? "not measured"} ${unit}${against}, asked ${goal} · ${name}`;
}

/** Three significant decimals; null where there is none, as JSON has it. */
const round = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : Math.round(value * 1_000) / 1_000);
