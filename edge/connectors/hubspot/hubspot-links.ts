/** The page of a record, for people: as HubSpot gives it, else put together from the account's own address. */
import * as z from "zod/mini";
import type { Rest } from "../../protocols/rest.ts";
import type { HubObject, ObjectType } from "./hubspot-map.ts";

const Account = z.lazy(() => z.object({ portalId: z.int(), uiDomain: z.string().check(z.regex(/^[\w.-]+$/)) }));
const TYPE_IDS: Record<ObjectType, string> = { contacts: "0-1", companies: "0-2" };

/** Null rather than an error: a record without its link is still worth reading. */
export function linksOf(api: Rest) {
  let account: Promise<z.infer<typeof Account> | null> | undefined;
  return async (type: ObjectType, { id, url }: HubObject): Promise<string | null> => {
    if (url && /^https?:\/\//.test(url)) return url;
    account ??= api.get("/account-info/2026-03/details", Account).catch(() => null);
    const known = await account;
    return known && `https://${known.uiDomain}/contacts/${known.portalId}/record/${TYPE_IDS[type]}/${id}`;
  };
}
