/**
 * The systems that a local Passerelle is connected to, on one port of 127.0.0.1: Slack and its console at `/`, the company
 * register under /register, VIES under /vies, Dolibarr under /dolibarr, Odoo under /odoo19, HubSpot under /hubspot, Brevo under
 * /brevo (and an SMTP server on a port of its own), the mail that they take under /mailbox, a page to write to the firm under
 * /mail-in, a shop with the widgets under /shop, and /faults, where the console's
 * panel and the tests make them fail.
 */
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type HttpBindings, serve } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { stop as endEsbuild } from "esbuild";
import { Hono } from "hono";
import { manifestFor } from "../../bot/manifest.ts";
import { companies, type SampleCompany } from "../fixtures/companies.ts";
import { brevoStandIn } from "./brevo/stand-in.ts";
import { type DolibarrStandIn, dolibarrStandIn } from "./dolibarr/stand-in.ts";
import { ConnectionLost, createFaults, type Faults, type NewFault } from "./faults.ts";
import { type HubspotStandIn, hubspotStandIn } from "./hubspot/stand-in.ts";
import { readBecame } from "./mail-in/became.ts";
import { mailInRoutes } from "./mail-in/routes.ts";
import { createMailbox, type Mailbox } from "./mailbox/mailbox.ts";
import { mailboxRoutes } from "./mailbox/routes.ts";
import { memoryIn } from "./memory.ts";
import { type OdooStandIn, odooStandIn } from "./odoo/stand-in.ts";
import { registerStandIn } from "./register/stand-in.ts";
import { SAMPLE_SITE } from "./sample-shop.ts";
import { shopRoutes } from "./shop/routes.ts";
import { buildConsole } from "./slack/console/build.ts";
import { type SlackPerson, sandboxPeople, sandboxTeam } from "./slack/people.ts";
import { sampleMessages } from "./slack/sample-messages.ts";
import { type SlackStandIn, slackStandIn } from "./slack/stand-in.ts";
import { openSmtp } from "./smtp/server.ts";
import { viesStandIn } from "./vies/stand-in.ts";

interface SandboxOptions {
  port: number;
  /** What the stand-ins remember is kept in its folder `sandbox`. */
  folder: string;
  workerUrl: string;
  vars: Record<string, string>;
  kill: () => unknown;
  /** In place of the sample company's people and the register's companies: the benchmark brings its own, and no console. */
  world?: { people: SlackPerson[]; companies: SampleCompany[] };
}

export interface Sandbox {
  url: string;
  faults: Faults;
  slack: SlackStandIn;
  dolibarr: DolibarrStandIn;
  hubspot: HubspotStandIn;
  odoo: OdooStandIn;
  mailbox: Mailbox;
  /** Where the SMTP stand-in listens. */
  smtpPort: number;
  close(): Promise<void>;
}

/** The services that a fault can name, for the console's panel. */
const SERVICES = [
  { id: "register", name: { fr: "Registre des entreprises", en: "Company register" } },
  { id: "vies", name: { fr: "VIES (TVA européenne)", en: "VIES (European VAT)" } },
  { id: "dolibarr", name: { fr: "Dolibarr", en: "Dolibarr" } },
  { id: "hubspot", name: { fr: "HubSpot", en: "HubSpot" } },
  { id: "odoo", name: { fr: "Odoo", en: "Odoo" } },
  { id: "brevo", name: { fr: "Brevo (e-mails)", en: "Brevo (mail)" } },
  { id: "smtp", name: { fr: "Serveur SMTP", en: "SMTP server" } },
  { id: "slack", name: { fr: "Slack", en: "Slack" } },
];

/** Where the sandbox's firm takes mail. */
export const MAIL_IN = "bonjour@in.atelier-lumiere.example";

/** As the real one was seen to be: its search is some seconds behind. */
const HUBSPOT_LAG_MS = 5_000;

export async function openSandbox({ port, folder, workerUrl, vars, kill, world }: SandboxOptions): Promise<Sandbox> {
  const url = `http://127.0.0.1:${port}`;
  const faults = createFaults({ onKill: () => void kill() });
  const memory = memoryIn(join(folder, "sandbox"));
  const register = registerStandIn({ companies: world?.companies ?? companies, faults });
  const edits = memory.recall<ReturnType<typeof register.dump>>("register");
  if (edits) register.restore(edits);
  memory.keep("register", register.dump);
  const dolibarr = dolibarrStandIn({ key: vars.DOLIBARR_API_KEY ?? "", faults, root: "/dolibarr" });
  const bookkeeping = memory.recall<ReturnType<typeof dolibarr.dump>>("dolibarr");
  if (bookkeeping) dolibarr.restore(bookkeeping);
  memory.keep("dolibarr", () => dolibarr.dump());
  const hubspot = hubspotStandIn({ key: vars.HUBSPOT_KEY ?? "", faults, site: `${url}/hubspot`, searchLagMs: HUBSPOT_LAG_MS });
  const relations = memory.recall<ReturnType<typeof hubspot.dump>>("hubspot");
  if (relations) hubspot.restore(relations);
  memory.keep("hubspot", () => hubspot.dump());
  const odoo = odooStandIn({ key: vars.ODOO_API_KEY ?? "", db: vars.ODOO_DB ?? "", faults, root: "/odoo19" });
  const partners = memory.recall<ReturnType<typeof odoo.dump>>("odoo");
  if (partners) odoo.restore(partners);
  memory.keep("odoo", () => odoo.dump());
  const mailbox = createMailbox();
  const mails = memory.recall<ReturnType<typeof mailbox.dump>>("mailbox");
  if (mails) mailbox.restore(mails);
  memory.keep("mailbox", () => mailbox.dump());
  const smtp = await openSmtp({ mailbox, faults, user: "sandbox", password: vars.SMTP_PASSWORD ?? "" });
  const { features, oauth_config } = manifestFor(workerUrl);
  const slack = slackStandIn({
    token: vars.SLACK_BOT_TOKEN ?? "",
    signingSecret: vars.SLACK_SIGNING_SECRET ?? "",
    team: sandboxTeam,
    people: world?.people ?? sandboxPeople,
    scopes: oauth_config.scopes.bot,
    openid: { id: vars.SLACK_CLIENT_ID ?? "", secret: vars.SLACK_CLIENT_SECRET ?? "", redirectUrls: oauth_config.redirect_urls },
    commands: features.slash_commands,
    shortcuts: features.shortcuts,
    workerUrl,
    url,
    faults,
    ...(world ? {} : { console: await consoleFiles() }),
    saved: memory.recall("slack"),
  });
  if (!world && !memory.recall("slack")) for (const { from, channel, text } of sampleMessages) slack.person(from).write(text, channel);
  memory.keep("slack", slack.dump);

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => {
    if (!(error instanceof ConnectionLost)) {
      console.error(error);
      return c.text("The sandbox itself failed: see the terminal.", 500);
    }
    c.env.incoming.socket.destroy(); // what a lost connection looks like from the other side
    return RESPONSE_ALREADY_SENT;
  });
  app.route("/faults", faultControl(faults));
  app.mount("/register", register.fetch);
  app.mount("/vies", viesStandIn({ faults }).fetch);
  app.mount("/dolibarr", dolibarr.fetch);
  app.mount("/hubspot", hubspot.fetch);
  app.mount("/odoo19", odoo.fetch); // not /odoo: that is where its own pages begin
  app.mount("/brevo", brevoStandIn({ key: vars.BREVO_API_KEY ?? "", mailbox, faults }).fetch);
  app.mount("/mailbox", mailboxRoutes({ mailbox, root: "/mailbox", mailIn: "/mail-in/" }).fetch);
  app.mount(
    "/mail-in",
    mailInRoutes({ root: "/mail-in", address: MAIL_IN, deliver: deliverTo(workerUrl), became: () => readBecame(folder) }).fetch,
  );
  const shop = shopRoutes({
    edge: workerUrl.replace("127.0.0.1", "localhost"),
    site: SAMPLE_SITE.publicKey,
    id: SAMPLE_SITE.id,
    root: "/shop",
  });
  app.mount("/shop", shop.fetch);
  app.mount("/", slack.fetch);

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const opened = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, (_: AddressInfo) => resolve(opened));
  });
  return {
    url,
    faults,
    slack,
    dolibarr,
    hubspot,
    odoo,
    mailbox,
    smtpPort: smtp.port,
    async close() {
      smtp.close();
      memory.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** As the local Worker takes mail. */
const deliverTo = (workerUrl: string) => (mail: Uint8Array, from: string, to: string) =>
  fetch(`${workerUrl}/cdn-cgi/handler/email?${new URLSearchParams({ from: from || "<>", to })}`, {
    method: "POST",
    body: mail as BodyInit,
  });

async function consoleFiles() {
  const files = await buildConsole();
  await endEsbuild(); // its process would outlive ours by seconds
  return files;
}

/** Faults as data: GET lists, POST adds, DELETE clears one (`/faults/3`) or all. */
function faultControl(faults: Faults) {
  return new Hono()
    .get("/", (c) => c.json({ services: SERVICES, faults: faults.list() }))
    .post("/", async (c) => {
      // A page of another site can post a form or plain text to localhost, but not JSON.
      if (!c.req.header("content-type")?.startsWith("application/json")) return c.json({ error: "JSON only" }, 415);
      return c.json(faults.add(await c.req.json<NewFault>()), 201);
    })
    .delete("/", (c) => {
      faults.clear();
      return c.body(null, 204);
    })
    .delete("/:id", (c) => {
      faults.clear(Number(c.req.param("id")));
      return c.body(null, 204);
    });
}
