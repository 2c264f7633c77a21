/** What the routes of the part share: what they are given, and how a page of a site comes in. */
import type { Context } from "hono";
import type { House } from "../house.ts";
import { enter, type Visit } from "./site-door.ts";

export interface Shop {
  Bindings: House;
  /** The origin that may read the answer. */
  Variables: { allow: string | undefined };
}

export type Call = Context<Shop>;

/** Who comes by a public key; see site-door.ts. */
export const visit = (c: Call, reads?: (siteN: number) => D1PreparedStatement[], writes = false): Promise<Visit> =>
  enter({ request: c.req.raw, house: c.env, writes, allow: (origin) => c.set("allow", origin) }, reads);

export const originOf = (c: Call) => new URL(c.req.url).origin;
