/**
 * The contract suites, through every connector: that each keeps every promise, and that they are the same about it. What
 * each answered while its tests ran (test/contracts/transcript.ts) is held against what the others did.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, toolEnv } from "../sandbox/set-up.mjs";
import type { Figure, Measured } from "./figure.ts";

const FILES = ["builtin", "dolibarr", "odoo", "hubspot", "vies"].map((name) => `test/connectors/${name}`);
const SUITE = /^(?<connector>.+) keeps the promise of a (?<port>CRM|VAT register)$/;

/** Where a CRM can do less than the others, and its connector says so or makes the best of it; nothing else may differ. */
const LESS: { promise: string; connectors: RegExp; why: string }[] = [
  { promise: "keeps several kinds at once", connectors: /Dolibarr|Odoo/, why: "no contractors: they come back as suppliers" },
  { promise: "adds nothing to a name that holds markup", connectors: /Dolibarr/, why: "takes tags out of a name" },
  { promise: "takes names of 200 characters", connectors: /Dolibarr/, why: "a name has 128 characters" },
  {
    promise: "keeps what people typed out of its error messages",
    connectors: /HubSpot/,
    why: "creates with one request: what fails before it at the others fails in it",
  },
];

export const contract: Figure = {
  id: "contract",
  counted: true,
  name: "the Crm suite through builtin, REST (Dolibarr, HubSpot) and RPC (Odoo); VIES against a strict SOAP server and npm soap",
  unit: "",
  goal: "every promise kept, identical results",
  async measure() {
    const kept = await runSuites();
    return [...measured(kept, "CRM", "crm"), ...measured(kept, "VAT register", "vies")];
  },
};

interface Kept {
  port: string;
  connector: string;
  promise: string;
  status: string;
  transcript: string[];
}

interface Report {
  testResults: { assertionResults: { ancestorTitles: string[]; title: string; status: string; meta?: { transcript?: string[] } }[] }[];
}

async function runSuites(): Promise<Kept[]> {
  const folder = mkdtempSync(join(tmpdir(), "passerelle-contract-"));
  const path = join(folder, "report.json");
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const child = spawn(process.execPath, [vitest, "run", "--reporter=json", `--outputFile=${path}`, ...FILES], {
    cwd: root,
    env: toolEnv({ NODE_NO_WARNINGS: "1", WRANGLER_LOG: "error" }),
    stdio: "ignore",
  });
  await new Promise((resolve) => child.on("exit", resolve));
  try {
    return keptIn(JSON.parse(readFileSync(path, "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keptIn({ testResults }: Report): Kept[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ ancestorTitles, title, status, meta }) => {
      const { connector = "", port = "" } = SUITE.exec(ancestorTitles.at(-1) ?? "")?.groups ?? {};
      return port ? [{ port, connector, promise: title, status, transcript: meta?.transcript ?? [] }] : [];
    }),
  );
}

function measured(all: Kept[], port: string, part: string): Measured[] {
  const ours = all.filter((one) => one.port === port);
  const promises = [...new Set(ours.map(({ promise }) => promise))];
  const connectors = new Set(ours.map(({ connector }) => connector));
  const broken = ours.filter(({ status }) => status === "failed");
  const differences = promises.flatMap((promise) => differing(ours.filter((one) => one.promise === promise && one.status === "passed")));
  for (const { connector, promise } of broken) console.error(`contract: ${connector} breaks: ${promise}`);
  for (const difference of differences) console.error(`contract: ${difference}`);
  const compared = ours.filter(({ transcript }) => transcript.length > 0).length;
  const enough = promises.length > 10 && connectors.size > 1;
  return [
    { part: `${part}-promises`, value: promises.length, goal: "(each is a test)", ok: enough },
    { part: `${part}-set-ups`, value: connectors.size, goal: "(connectors, and older or otherwise set-up vendors)", ok: enough },
    { part: `${part}-broken`, value: broken.length, goal: "0", ok: broken.length === 0 && enough },
    { part: `${part}-compared`, value: compared, goal: "(what was answered while a promise was kept)", ok: compared > 0 },
    { part: `${part}-different`, value: differences.length, goal: "0", ok: differences.length === 0 },
  ];
}

/** Against what most of those answered who have no excuse. */
function differing(kept: Kept[]): string[] {
  const excused = ({ promise, connector }: Kept) =>
    LESS.some((less) => promise.startsWith(less.promise) && less.connectors.test(connector));
  const strict = kept.filter((one) => !excused(one)).map((one) => ({ ...one, text: one.transcript.join("\n") }));
  const texts = strict.map(({ text }) => text);
  const most = [...texts].sort((a, b) => count(texts, b) - count(texts, a))[0];
  return strict.flatMap(({ connector, promise, transcript, text }) => {
    if (text === most) return [];
    const theirs = most?.split("\n") ?? [];
    const at = transcript.findIndex((line, n) => line !== theirs[n]);
    return [`${connector}, "${promise}": ${transcript[at]} where most say ${theirs[at]}`];
  });
}

const count = (texts: string[], wanted: string) => texts.filter((text) => text === wanted).length;
