/** Deleting and merging in Dolibarr: what hangs on a record (`invoices`) keeps it, and a merge hands everything over. */
import { Hono } from "hono";
import { failed, partyAnswer } from "./answers.ts";
import type { Row } from "./filters.ts";
import type { DolibarrSnapshot } from "./stand-in.ts";

/** Filled in on the party that stays, where it has none. */
const FILLED = [
  "address",
  "zip",
  "town",
  "fk_pays",
  "phone",
  "email",
  "siren",
  "siret",
  "tva_intra",
  "ref_ext",
  "code_client",
  "code_fournisseur",
];

const at = (rows: Row[], id: string) => rows.findIndex(({ rowid }) => String(rowid) === id);

export function removal(state: DolibarrSnapshot) {
  return new Hono()
    .delete("/thirdparties/:id", (c) => {
      const index = at(state.parties, c.req.param("id"));
      if (index < 0) return failed(c, 404, "Thirdparty not found");
      if (state.parties[index]?.invoices) return c.json(0);
      state.parties.splice(index, 1);
      state.contacts = state.contacts.filter(({ fk_soc }) => String(fk_soc) !== c.req.param("id"));
      return c.json(1);
    })
    .put("/thirdparties/:id/merge/:other", (c) => {
      const [kept, index] = [state.parties[at(state.parties, c.req.param("id"))], at(state.parties, c.req.param("other"))];
      const gone = state.parties[index];
      if (!kept || !gone) return failed(c, 404, "Thirdparty not found");
      if (kept === gone) return failed(c, 400, "Try to merge a thirdparty into itself");
      for (const column of FILLED) kept[column] ||= gone[column] ?? null;
      kept.note_private = [kept.note_private, gone.note_private].filter(Boolean).join("\n") || null;
      kept.client = Number(kept.client) | Number(gone.client);
      kept.fournisseur = Number(kept.fournisseur) | Number(gone.fournisseur);
      if (gone.invoices) kept.invoices = Number(kept.invoices ?? 0) + Number(gone.invoices);
      for (const contact of state.contacts) if (String(contact.fk_soc) === String(gone.rowid)) contact.fk_soc = String(kept.rowid);
      state.parties.splice(index, 1);
      return c.json(partyAnswer(kept));
    })
    .delete("/contacts/:id", (c) => {
      const index = at(state.contacts, c.req.param("id"));
      if (index < 0) return failed(c, 404, "Contact not found");
      if (state.contacts[index]?.invoices) return c.json(-1);
      state.contacts.splice(index, 1);
      return c.json(1);
    })
    .put("/contacts/:id", async (c) => {
      const found = state.contacts[at(state.contacts, c.req.param("id"))];
      if (!found) return failed(c, 404, "Contact not found");
      const { phone_pro: phone, ...body } = await c.req.json<Record<string, string>>();
      const known = Object.entries({ ...body, ...(phone !== undefined && { phone }) }).filter(([name]) => name in found);
      Object.assign(found, Object.fromEntries(known.map(([name, value]) => [name, value || null])));
      return c.json({ id: String(found.rowid) });
    });
}
