/**
 * Forgetting and merging in Odoo. What hangs on a partner (an invoice, a user) keeps it from being deleted: then who it was is
 * taken away, and it is archived. Merging is Odoo's own wizard; for anybody but its administrator it wants one e-mail.
 * Source: odoo/addons/base/wizard/base_partner_merge.py of version 19 (read 2026-11)
 */
import * as z from "zod/mini";
import type { Crm, Erased } from "../../clients/crm.ts";
import { PasserelleError } from "../../errors.ts";
import type { Rpc } from "../../protocols/rpc.ts";
import { ContactRow, contactOf, contactRow, type Domain, fieldsOf, Row, wild } from "./odoo-map.ts";

type Care = Required<Pick<Crm, "privacy" | "merge" | "remove">>;

const ARCHIVED_TOO = { active_test: false };
const Person = z.lazy(() =>
  z.extend(contactRow(), {
    id: z.number(),
    parent_id: z.union([z.literal(false), z.array(z.union([z.number(), z.string()])), z.number()]),
  }),
);
const NOBODY = "Effacé (RGPD)";
const TEXTS = ["email", "phone", "street", "street2", "zip", "city", "vat", "company_registry", "comment", "ref"];
const EMPTY = { ...Object.fromEntries(TEXTS.map((name) => [name, false])), name: NOBODY, active: false };

export function odooCare(api: Rpc, idOf: (externalId: string) => number | null): Care {
  const search = <T>(shape: z.ZodMiniType<T>, fields: string[], domain: Domain, limit: number) =>
    api.read("res.partner/search_read", z.array(shape), { domain, fields, limit, order: "id asc", context: ARCHIVED_TOO });
  const mailOf = async (id: number) => (await search(ContactRow, fieldsOf(ContactRow), [["id", "=", id]], 1))[0]?.email;

  const unlink = async (ids: number[]) => void (ids.length > 0 && (await api.write("res.partner/unlink", z.literal(true), { ids })));
  async function erase(ids: number[]): Promise<Erased> {
    try {
      await unlink(ids);
      return "erased";
    } catch (thrown) {
      if (!(thrown instanceof PasserelleError) || thrown.code !== "vendor_refused") throw thrown;
      await api.write("res.partner/write", z.literal(true), { ids, vals: EMPTY });
      return "emptied";
    }
  }
  /** Contact persons first, then whom they belong to: all of them in one transaction, or none. */
  const household = async (id: number) => [...(await there([["parent_id", "=", id]])), ...(await there([["id", "=", id]]))];
  const there = async (domain: Domain) => (await search(Row, ["id"], domain, 100)).map(({ id }) => id);

  return {
    privacy: {
      async personsBy(email) {
        const domain: Domain = [
          ["parent_id", "!=", false],
          ["email", "=ilike", wild(email)],
        ];
        const found = await search(Person, fieldsOf(Person), domain, 20);
        return found
          .filter((person) => person.email.trim().toLowerCase() === email.trim().toLowerCase())
          .map((person) => {
            const parent = Array.isArray(person.parent_id) ? person.parent_id[0] : person.parent_id;
            return { ...contactOf(person), externalId: String(person.id), party: parent ? String(parent) : null };
          });
      },
      erasePerson: async (externalId) => erase(await there([["id", "=", idOf(externalId) ?? 0]])),
      eraseParty: async (externalId) => erase(await household(idOf(externalId) ?? 0)),
    },
    async remove(externalIds) {
      for (const one of externalIds) await unlink(await household(idOf(one) ?? 0));
    },
    async merge(survivor, other) {
      const [kept, gone] = [idOf(survivor) ?? 0, idOf(other) ?? 0];
      const mail = await mailOf(gone);
      if (mail === undefined) return { externalId: survivor };
      const own = (await mailOf(kept)) ?? "";
      if (mail !== own) await api.write("res.partner/write", z.literal(true), { ids: [gone], vals: { email: own || false } });
      const values = { state: "selection", partner_ids: [[6, 0, [kept, gone]]], dst_partner_id: kept };
      const [wizard] = await api.write("base.partner.merge.automatic.wizard/create", z.array(z.number()).check(z.length(1)), {
        vals_list: [values],
      });
      await api.write("base.partner.merge.automatic.wizard/action_merge", z.unknown(), { ids: [wizard] });
      return { externalId: survivor };
    },
  };
}
