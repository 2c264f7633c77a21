/** A house that can be killed, with everything around it: what figures of faults are played in. */
import type { SampleCompany } from "../../fixtures/companies.ts";
import type { ForeignCompany } from "../../fixtures/foreign-companies.ts";
import { type SandboxPerson, sandboxTeam } from "../../sandbox/slack/people.ts";
import { slackStandIn } from "../../sandbox/slack/stand-in.ts";
import type { Workspace } from "../../sandbox/slack/workspace.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { type CrmId, crmStandIn } from "./crm-stand-ins.ts";
import type { Holding } from "./holdings.ts";
import { type KillableHouse, openKillableHouse } from "./killable-house.ts";
import { type Breaks, openVendors, type Seen } from "./vendors.ts";

const SECRETS = { token: "xoxb-bench", signingSecret: "bench-signing-secret" };

export interface World {
  crm: CrmId;
  house: KillableHouse;
  slack: ReturnType<typeof slackStandIn>;
  /** Kills the Worker; one that has just been killed, as soon as it stands again. */
  kill(): Promise<void>;
  holdings(): Holding[];
  close(): Promise<void>;
}

interface WorldOptions {
  built: BuiltWorker;
  crm: CrmId;
  people: SandboxPerson[];
  companies: readonly SampleCompany[];
  abroad?: readonly ForeignCompany[];
  /** Whatever the house holds before it opens. */
  furnish?: (db: D1Database) => Promise<void>;
  breaks: Breaks;
  /** A request of Slack's on its way to the Worker. */
  door?: (request: Request) => Promise<Response>;
  onKill: () => void;
}

export async function openWorld({
  built,
  crm: id,
  people,
  companies,
  abroad = [],
  furnish,
  breaks,
  door,
  onKill,
}: WorldOptions): Promise<World> {
  const crm = crmStandIn(id);
  const vendors = await openVendors({ crm, companies, abroad, breaks });
  const house = await openKillableHouse({
    built,
    people,
    furnish,
    vars: {
      ...crm.vars(`${vendors.url}/crm`),
      SLACK_BOT_TOKEN: SECRETS.token,
      SLACK_SIGNING_SECRET: SECRETS.signingSecret,
      SLACK_API_URL: `${vendors.url}/slack/api/`,
      SIRENE_URL: `${vendors.url}/register`,
      VIES_URL: `${vendors.url}/vies/services/checkVatService`,
    },
  });
  const slack = slackStandIn({
    ...SECRETS,
    team: sandboxTeam,
    people,
    workerUrl: house.url,
    url: `${vendors.url}/slack`,
    faults: vendors.faults,
    ...(door && { send: door }),
  });
  vendors.join(slack, (seen) => whose(slack.workspace, seen));
  return {
    crm: id,
    house,
    slack,
    async kill() {
      do await house.standing();
      while (!house.kill());
      onKill();
    },
    holdings: () => crm.holdings((sql) => house.rows(sql)),
    async close() {
      await house.close();
      await vendors.close();
    },
  };
}

/** Some of what is asked of Slack names nobody: a trigger, a window or a response_url does. */
function whose({ state }: Workspace, { path, text }: Seen): string {
  const [, answering = ""] = /^\/response\/(.+)$/.exec(path) ?? [];
  if (answering) return state.responseUrls[answering]?.userId ?? "";
  const [, trigger = ""] = /trigger_id"?[=:]"?([\w.]+)/.exec(text) ?? [];
  if (trigger) return state.triggers[trigger]?.userId ?? "";
  const [, view = ""] = /view_id"?[=:]"?(\w+)/.exec(text) ?? [];
  return Object.entries(state.stacks).find(([, stack]) => stack.some(({ id }) => id === view))?.[0] ?? "";
}
