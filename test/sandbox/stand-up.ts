/** The whole house on this machine: the Worker, the systems it is connected to (stand-ins), the minute cron, until somebody ends it. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { keepTime } from "./cron.ts";
import { prepareDatabase } from "./database.ts";
import { takeState } from "./lock.ts";
import { MAIL_IN, openSandbox } from "./server.ts";
import { readDevVars, say, stateFolder, Trouble } from "./set-up.mjs";
import { insistOnPort, type LocalWorker, startWorker } from "./worker.ts";

interface Wish {
  /** Begin afresh, with sample data. */
  reset: boolean;
  /** Open the Worker to the Internet, for the real Slack. */
  tunnel: boolean;
}

export async function standUp({ reset, tunnel }: Wish) {
  const started = performance.now();
  const port = readPort("PORT", 8787);
  const sandboxPort = readPort("SANDBOX_PORT", 8788);
  const end = untilAsked(); // from now on: a Ctrl-C while it starts must leave nothing behind either
  const lock = await takeState(stateFolder, `http://localhost:${port}`);
  const closing: (() => void | Promise<void>)[] = [lock.release];
  try {
    await insistOnPort(port, "PORT");
    await insistOnPort(sandboxPort, "SANDBOX_PORT");
    if (reset) startAfresh();
    const vars = varsOf(`http://127.0.0.1:${sandboxPort}`);
    let worker: LocalWorker | undefined;
    const kill = () => worker?.kill();
    // The stand-ins first: the sample data may go into one of them.
    const sandbox = await openSandbox({ port: sandboxPort, folder: stateFolder, workerUrl: `http://127.0.0.1:${port}`, vars, kill });
    closing.push(() => sandbox.close());
    if (!vars.SMTP_HOST) Object.assign(vars, { SMTP_HOST: "127.0.0.1", SMTP_PORT: String(sandbox.smtpPort), SMTP_USER: "sandbox" });
    await prepareDatabase(stateFolder, vars, end);
    if (end.aborted) return;
    worker = await startWorker({ port, folder: stateFolder, vars, tunnel });
    lock.note(worker.pid);
    closing.push(worker.stop);
    await worker.healthy(90_000, end);
    if (end.aborted) return;
    tellAddresses({ port, sandboxPort, vars });
    say(
      `Passerelle stands (${((performance.now() - started) / 1_000).toFixed(1)} s). Ctrl-C stops it; npm start -- --reset begins afresh.`,
    );
    await untilEnded(worker, end);
  } catch (error) {
    if (!end.aborted) throw error; // what was cut short may complain
  } finally {
    if (end.aborted) say("Stopping…");
    for (const close of closing.reverse()) await close();
  }
}

function untilAsked(): AbortSignal {
  const end = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end.abort());
  return end.signal;
}

/** .dev.vars, and for each service it does not name, the stand-in. */
function varsOf(sandbox: string): Record<string, string> {
  const vars = { ...readDevVars() } as Record<string, string>;
  if (process.env.CRM) vars.CRM = process.env.CRM;
  if (process.env.MAILER) vars.MAILER = process.env.MAILER;
  vars.MAILER ||= "brevo";
  vars.MAIL_FROM ||= "Atelier Lumière <bonjour@atelier-lumiere.example>";
  if (vars.BREVO_API_KEY?.startsWith("sandbox-")) vars.BREVO_URL ||= `${sandbox}/brevo/v3`;
  if (vars.SLACK_BOT_TOKEN?.startsWith("xoxb-sandbox-")) vars.SLACK_API_URL ||= `${sandbox}/api/`;
  if (vars.SLACK_CLIENT_SECRET?.startsWith("sandbox-")) vars.SLACK_CLIENT_ID ||= "sandbox-client";
  vars.SIRENE_URL ||= `${sandbox}/register`;
  // With the example number of the tax office as our own: each check brings back its proof.
  if (!vars.VIES_URL) Object.assign(vars, { VIES_URL: `${sandbox}/vies/services/checkVatService`, VIES_REQUESTER: "FR83404833048" });
  vars.DOLIBARR_URL ||= `${sandbox}/dolibarr`;
  if (!vars.ODOO_URL) Object.assign(vars, { ODOO_URL: `${sandbox}/odoo19`, ODOO_DB: "sandbox" });
  if (vars.HUBSPOT_KEY?.startsWith("sandbox-")) vars.HUBSPOT_URL ||= `${sandbox}/hubspot`;
  vars.MAIL_IN_ADDRESS ||= MAIL_IN;
  return vars;
}

async function untilEnded(worker: LocalWorker, end: AbortSignal) {
  const parent = process.ppid; // it changes when the npm that started us is killed
  const crash = worker.ended.then((last) => {
    if (end.aborted) return;
    throw new Trouble(`wrangler ended by itself:\n${last}\n\nIts log: ${join(stateFolder, "worker.log")}. Start again.`);
  });
  await Promise.race([keepTime(worker, end, () => process.ppid === parent), crash]);
}

function startAfresh() {
  for (const name of ["state", "sandbox", "database.json"]) rmSync(join(stateFolder, name), { recursive: true, force: true });
  say("Began afresh");
}

function readPort(name: string, otherwise: number): number {
  const port = Number(process.env[name] || otherwise);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Trouble(`${name}=${process.env[name]} is not a port (1 to 65535).`);
  return port;
}

interface Standing {
  port: number;
  sandboxPort: number;
  vars: Record<string, string>;
}

function tellAddresses({ port, sandboxPort, vars }: Standing) {
  const sandbox = `http://localhost:${sandboxPort}`;
  const ours = (url = "") => url.startsWith(`http://127.0.0.1:${sandboxPort}`);
  const slack = ours(vars.SLACK_API_URL)
    ? `${sandbox}/   open this one, and type /client`
    : "your workspace (npm start -- --tunnel lets it reach the Worker)";
  const use = (crm: string) => (vars.CRM === crm ? "the CRM of this start" : `CRM=${crm} npm start uses it`);
  const boxed = (vars.MAILER === "brevo" && ours(vars.BREVO_URL)) || (vars.MAILER === "smtp" && vars.SMTP_USER === "sandbox");
  const mail = boxed ? `${sandbox}/mailbox/   what was sent by ${vars.MAILER}` : `MAILER=${vars.MAILER} (${vars.MAIL_FROM})`;
  console.log(`
  Slack      ${slack}
  Register   ${ours(vars.SIRENE_URL) ? `${sandbox}/register/` : vars.SIRENE_URL}
  VIES       ${ours(vars.VIES_URL) ? `${sandbox}/vies/` : vars.VIES_URL}
  Dolibarr   ${ours(vars.DOLIBARR_URL) ? `${sandbox}/dolibarr/` : vars.DOLIBARR_URL}   ${use("dolibarr")}
  HubSpot    ${ours(vars.HUBSPOT_URL) ? `${sandbox}/hubspot/` : "your account"}   ${use("hubspot")}
  Odoo       ${ours(vars.ODOO_URL) ? `${sandbox}/odoo19/` : vars.ODOO_URL}   ${use("odoo")}
  Mail       ${mail}
  Mail in    ${sandbox}/mail-in/   write to the firm
  Shop       ${sandbox}/shop/   with the widgets in its pages; ${sandbox}/shop/essais/csp and others fight back
  Studio     http://localhost:${port}/studio   for who owns a web site
  Worker     http://localhost:${port}/health
`);
}
