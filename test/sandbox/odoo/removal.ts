/** Deleting partners, which an invoice (`invoices`) prevents, and Odoo's wizard that merges them. */
import { Exception, missingError } from "./answers.ts";
import type { Row } from "./domains.ts";
import type { OdooSnapshot } from "./stand-in.ts";

type Arguments = Record<string, unknown>;

const userError = (message: string) => new Exception(422, "odoo.exceptions.UserError", message);

export function unlink(state: OdooSnapshot, { ids = [] }: Arguments): true {
  const rows = (ids as number[]).map((id) => partnerOf(state, id));
  if (rows.some(({ invoices }) => invoices)) throw userError("You cannot delete a partner that is linked to journal entries.");
  state.partners = state.partners.filter((row) => !rows.includes(row));
  for (const row of state.partners) if (rows.some(({ id }) => id === row.parent_id)) row.parent_id = false;
  return true;
}

interface Wizard {
  partners: number[];
  kept: number;
}

/** A transient model: what it holds is forgotten with the process. */
export function mergeWizard(state: OdooSnapshot) {
  const wizards: Wizard[] = [];
  return {
    create: ({ vals_list: list }: Arguments) =>
      (list as { partner_ids: [6, 0, number[]][]; dst_partner_id: number }[]).map(({ partner_ids: [command], dst_partner_id: kept }) =>
        wizards.push({ partners: command?.[2] ?? [], kept }),
      ),
    action_merge({ ids = [] }: Arguments) {
      const wizard = wizards[Number((ids as number[])[0]) - 1];
      if (!wizard) throw missingError(Number((ids as number[])[0]));
      const rows = wizard.partners.map((id) => partnerOf(state, id));
      if (new Set(rows.map(({ email }) => email)).size > 1)
        throw userError("All contacts must have the same email. Only the Administrator can merge contacts with different emails.");
      const kept = partnerOf(state, wizard.kept);
      for (const gone of rows.filter((row) => row !== kept)) {
        for (const [field, value] of Object.entries(gone)) if (!kept[field] && value) kept[field] = value;
        for (const child of state.partners) if (child.parent_id === gone.id) child.parent_id = kept.id as number;
        state.partners = state.partners.filter((row) => row !== gone);
      }
      return { type: "ir.actions.act_window", res_model: "base.partner.merge.automatic.wizard", target: "new" };
    },
  };
}

function partnerOf(state: OdooSnapshot, id: number): Row {
  const found = state.partners.find((row) => row.id === id);
  if (!found) throw missingError(id);
  return found;
}
