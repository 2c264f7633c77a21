/**
 * Forgetting and merging in Dolibarr. A delete answers 1, and 0 or less when something hangs on the record (an invoice, an
 * order): then who it was is taken away and the record stays. A merge is one transaction: a 500 undid it.
 */
import * as z from "zod/mini";
import type { Crm, CrmParty, Erased } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import { type Rest, whenFound } from "../../protocols/rest.ts";
import { byContactMail, ContactRow, NOBODY, personOf, toThirdParty } from "./dolibarr-map.ts";

type Care = Required<Pick<Crm, "privacy" | "merge" | "remove">>;

/** Versions differ: a bare number, or an object that says success. */
const Deleted = z.lazy(() =>
  z.union([
    z.number(),
    z.pipe(z.string(), z.transform(Number)),
    z.pipe(
      z.looseObject({}),
      z.transform(() => 1),
    ),
  ]),
);
const EMPTY: Partial<CrmParty> = { name: NOBODY, email: "", phone: "", note: "", siren: "", siret: "", vatNumber: "" };
const NO_ADDRESS = { address: "", zip: "", town: "" };

/** @param update of the party, in our words */
export function dolibarrCare(api: Rest, now: (id: string) => Promise<object | null>, update: Crm["update"]): Care {
  const contacts = (query: Record<string, string | number>) => whenFound(api.get("/contacts", z.array(ContactRow), { query }), []);
  const gone = async (path: "/thirdparties/{id}" | "/contacts/{id}", id: string) =>
    (await whenFound(api.delete(path, Deleted, { path: { id } }), 1)) > 0;

  async function erasePerson(externalId: string): Promise<Erased> {
    if (await gone("/contacts/{id}", externalId)) return "erased";
    const body = { lastname: NOBODY, firstname: "", email: "", phone_pro: "", phone_perso: "", phone_mobile: "", ...NO_ADDRESS };
    await api.put("/contacts/{id}", z.unknown(), { path: { id: externalId }, body });
    return "emptied";
  }

  return {
    privacy: {
      erasePerson,
      async personsBy(email) {
        const found = (await contacts({ sqlfilters: byContactMail(email), limit: 20 })).map(personOf);
        return found.filter((person) => person.email.trim().toLowerCase() === email.trim().toLowerCase());
      },
      async eraseParty(externalId) {
        for (const { id } of await contacts({ thirdparty_ids: externalId, limit: 100 })) await erasePerson(id);
        if (await gone("/thirdparties/{id}", externalId)) return "erased";
        await api.put("/thirdparties/{id}", z.unknown(), { path: { id: externalId }, body: { ...toThirdParty(EMPTY), ...NO_ADDRESS } });
        return "emptied";
      },
    },
    async remove(externalIds) {
      for (const id of externalIds)
        if (!(await gone("/thirdparties/{id}", id)))
          throw new PasserelleError("vendor_refused", { message: "dolibarr: the party is in use" });
    },
    async merge(survivor, other) {
      if (await now(other)) {
        // Dolibarr would write one note behind the other; the survivor has what it should have.
        await update(other, { note: "" });
        const path = { survivor, other };
        await whenFound(api.put("/thirdparties/{survivor}/merge/{other}", z.unknown(), { path }), null);
      }
      return { externalId: survivor };
    },
  };
}
