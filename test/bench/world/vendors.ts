/**
 * Every system around the Worker as a stand-in, on one port. Which request breaks, and how, is for the figure to say; it
 * breaks in the vendor's own words, for the stand-in itself is told.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { SampleCompany } from "../../fixtures/companies.ts";
import type { ForeignCompany } from "../../fixtures/foreign-companies.ts";
import { createFaults, type Faults } from "../../sandbox/faults.ts";
import { registerStandIn } from "../../sandbox/register/stand-in.ts";
import { viesStandIn } from "../../sandbox/vies/stand-in.ts";
import { served } from "../served.ts";
import type { CrmStandIn } from "./crm-stand-ins.ts";

export interface Seen {
  service: "slack" | "register" | "vies" | "crm";
  method: string;
  /** The request's own path, below the service's address. */
  path: string;
  /** Address and body, decoded. */
  text: string;
  /** What stands behind an id that it names: whose window, what a record was created with. */
  behind: string;
}

type Around = Faults["around"];
type Options = Parameters<Around>[2];
/** What happens to a request in place of its being answered; undefined = nothing. */
export type Breaks = (seen: Seen) => ((apply: () => Promise<Response>, options: Options) => Promise<Response>) | undefined;

interface VendorOptions {
  crm: CrmStandIn;
  companies: readonly SampleCompany[];
  abroad: readonly ForeignCompany[];
  breaks: Breaks;
}

interface Answering {
  fetch(request: Request): Response | Promise<Response>;
}

export async function openVendors({ crm, companies, abroad, breaks }: VendorOptions) {
  /** The request that is being answered: the stand-ins know nothing of each other's. */
  const current = new AsyncLocalStorage<{ seen: Seen }>();
  const faults: Faults = {
    ...createFaults(),
    around(_target, apply, options) {
      const seen = current.getStore()?.seen;
      if (!seen) return apply();
      const applied = seen.service === "crm" ? () => crm.noting(seen, apply) : apply;
      return breaks(seen)?.(applied, options) ?? applied();
    },
  };
  const answering: Record<Seen["service"], Answering | undefined> = {
    slack: undefined,
    register: registerStandIn({ companies, faults }),
    vies: viesStandIn({ companies: abroad, faults }),
    crm: crm.open(faults),
  };

  let whose: (seen: Seen) => string = () => "";
  const vendors = await served(async (request) => {
    const url = new URL(request.url);
    const [, service = "", ...rest] = url.pathname.split("/");
    const standIn = answering[service as Seen["service"]];
    if (!standIn) return new Response(null, { status: 503 });
    const path = `/${rest.join("/")}`;
    const body = request.method === "GET" ? undefined : await request.text();
    const seen = { service, method: request.method, path, text: plain(`${path}${url.search} ${body ?? ""}`), behind: "" } as Seen;
    seen.behind = service === "crm" ? crm.knownAs(seen) : service === "slack" ? whose(seen) : "";
    const { method, headers, signal } = request;
    const inner = new Request(`http://${service}.bench${path}${url.search}`, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return current.run({ seen }, async () => standIn.fetch(inner));
  });
  return {
    url: vendors.url,
    close: vendors.close,
    faults,
    /** Slack speaks to the Worker, so it stands last. */
    join(slack: Answering, behind: typeof whose) {
      answering.slack = slack;
      whose = behind;
    },
  };
}

/** Percent signs and pluses off: ids and addresses are looked for, nothing else. */
export const plain = (text: string): string =>
  text.replaceAll("+", " ").replace(/%[0-9A-F]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
