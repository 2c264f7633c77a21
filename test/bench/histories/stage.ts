/** Many histories in one CRM's world: each request is known by its marks, and breaks as its own history says. */
import { sandboxTeam } from "../../sandbox/slack/people.ts";
import type { BuiltWorker } from "../raw-worker.ts";
import { breakFor, type Place, shaken } from "../world/breaks.ts";
import type { CrmId } from "../world/crm-stand-ins.ts";
import { Marks, throughTheDoor } from "../world/marks.ts";
import type { Seen } from "../world/vendors.ts";
import { openWorld, type World } from "../world/world.ts";
import { castOf } from "./cast.ts";
import type { History } from "./plan.ts";
import { type Played, playedOf } from "./played.ts";

export const PATIENCE_MS = 120_000;

/** A run's row, as far as its end is concerned. */
export interface Row {
  id: string;
  state: string;
  step: string | null;
  code: string | null;
  existing: number | null;
}

export interface Stage extends World {
  histories: Played[];
  /** From now on this reference is that history's. */
  mark(reference: string, played: Played): void;
  /** As `look` last saw them. */
  rows: Map<string, Row>;
  look(): void;
}

const ROWS = "SELECT id, state, step, code, outcome ->> 'existing' AS existing FROM runs";

export async function openStage(built: BuiltWorker, crm: CrmId, histories: History[]): Promise<Stage> {
  const { cast, people, companies, abroad } = castOf(histories);
  const played = cast.map((one) => playedOf(one, () => world.kill()));
  const marks = new Marks<Played>();
  for (const one of played) {
    for (const mark of [one.party.siren, one.party.vatNumber, ...one.people.map(({ id }) => id)]) if (mark) marks.add(mark, one);
  }
  const world: World = await openWorld({
    built,
    crm,
    people,
    companies,
    abroad,
    breaks(seen) {
      const whose = marks.find(seen.text, seen.behind) ?? (seen.service === "crm" ? whoWaits(played) : undefined);
      return whose && breakFor(whose, placesOf(seen), { twiceIsTwo: twiceIsTwo(crm, seen) });
    },
    door: (request) =>
      throughTheDoor(request, marks, (whose, sent, text) => {
        if (text.includes('"type":"view_submission"')) whose.lastSubmission = sent;
      }),
    onKill: () => shaken(played),
  });
  const stage: Stage = {
    ...world,
    histories: played,
    mark: (reference, one) => marks.add(reference, one),
    rows: new Map(),
    look() {
      stage.rows = new Map(world.house.rows<Row>(ROWS).map((row) => [row.id, row]));
    },
  };
  return stage;
}

const placesOf = (seen: Seen): Place[] => (seen.service === "crm" && isWrite(seen) ? ["crm", "crm-write"] : [seen.service]);
/** Odoo and HubSpot search by POST too. */
const isWrite = ({ method, path }: Seen) => method !== "GET" && !/\/(search|search_read)$/.test(path);

/** A dictionary is read for nobody in particular: for whoever has something left to break there. */
const whoWaits = (played: Played[]) => played.find((one) => one.startedAt && !one.endedAt && one.left.some(({ at }) => at === "crm"));

/**
 * What has no key that we could give it is done as often as it arrives: Slack's post, whatever Odoo creates, Dolibarr's
 * contacts. No client can keep a network from that, so it is not asked of ours. Their answers get lost, and their work is
 * done late, like everybody's.
 */
function twiceIsTwo(crm: CrmId, { service, method, path }: Seen): boolean {
  if (service === "slack") return path === "/api/chat.postMessage";
  if (service !== "crm" || method !== "POST") return false;
  return (crm === "odoo" && path.endsWith("/res.partner/create")) || (crm === "dolibarr" && path.endsWith("/contacts"));
}

export const TEAM = sandboxTeam.id;
