/** The four CRMs a house may have, as a bench sees them: the Worker's settings, whose record a request names, what stands there in the end. */
import { dolibarrStandIn } from "../../sandbox/dolibarr/stand-in.ts";
import type { Faults } from "../../sandbox/faults.ts";
import { hubspotStandIn } from "../../sandbox/hubspot/stand-in.ts";
import { odooStandIn } from "../../sandbox/odoo/stand-in.ts";
import { type Holding, holdings, type Sql } from "./holdings.ts";
import type { Seen } from "./vendors.ts";

export const CRMS = ["builtin", "dolibarr", "odoo", "hubspot"] as const;
export type CrmId = (typeof CRMS)[number];

const KEY = "bench-crm-key";
/** As the real one was seen to be: its search is some seconds behind. */
const HUBSPOT_LAG_MS = 5_000;

export type StandIns = {
  builtin: undefined;
  dolibarr: ReturnType<typeof dolibarrStandIn>;
  odoo: ReturnType<typeof odooStandIn>;
  hubspot: ReturnType<typeof hubspotStandIn>;
};

const OPEN: { [id in CrmId]: (faults: Faults) => StandIns[id] } = {
  builtin: () => undefined,
  dolibarr: (faults) => dolibarrStandIn({ key: KEY, faults }),
  odoo: (faults) => odooStandIn({ key: KEY, db: "bench", faults }),
  hubspot: (faults) => hubspotStandIn({ key: KEY, faults, searchLagMs: HUBSPOT_LAG_MS }),
};

const VARS: { [id in CrmId]: (url: string) => Record<string, string> } = {
  builtin: () => ({}),
  dolibarr: (url) => ({ DOLIBARR_URL: url, DOLIBARR_API_KEY: KEY }),
  odoo: (url) => ({ ODOO_URL: url, ODOO_DB: "bench", ODOO_API_KEY: KEY }),
  hubspot: (url) => ({ HUBSPOT_URL: url, HUBSPOT_KEY: KEY }),
};

/** How a request names a record: in its path, or in what it carries. */
const BY_ID: { [id in CrmId]?: RegExp } = {
  dolibarr: /\/thirdparties\/(\d+)|thirdparty_ids=(\d+)/,
  odoo: /"ids":\[(\d+)\]|\["(?:id|parent_id)","=",(\d+)\]/,
  hubspot: /\/(?:companies|contacts)\/(\d+)/,
};
/** The new record's id in the answer to a create. */
const NEW_ID: { [id in CrmId]?: RegExp } = { dolibarr: /^(\d+)$/, odoo: /^\[(\d+)\]$/, hubspot: /^\{"id":"(\d+)"/ };

export type CrmStandIn = ReturnType<typeof crmStandIn>;

export function crmStandIn(id: CrmId) {
  let standIn: StandIns[CrmId];
  /** The CRM's own id → the text of the request that created it. */
  const born = new Map<string, string>();
  return {
    id,
    vars: (url: string) => ({ CRM: id, ...VARS[id](url) }),
    open(faults: Faults) {
      standIn = OPEN[id](faults);
      return standIn;
    },
    /** What the record that this request names was created with; "" when it names none. */
    knownAs({ text }: Seen): string {
      const [, ...ids] = BY_ID[id]?.exec(text) ?? [];
      return born.get(ids.find(Boolean) ?? "") ?? "";
    },
    async noting(seen: Seen, apply: () => Promise<Response>): Promise<Response> {
      const response = await apply();
      if (seen.method !== "POST" || !response.ok) return response;
      const [, made] = NEW_ID[id]?.exec(await response.clone().text()) ?? [];
      if (made) born.set(made, seen.text);
      return response;
    },
    holdings: (sql: Sql): Holding[] => holdings(id, standIn, sql),
  };
}
