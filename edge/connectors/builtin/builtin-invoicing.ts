/** The books on D1 (migrations 0014, 0016): what is issued is frozen by the database itself, and each write is one transaction with its row of the trail. */
import { auditRow } from "../../audit/audit.ts";
import { PasserelleError } from "../../errors.ts";
import { attachCredit, changeDraft, deleteDraft, insertDraft, issueDraft } from "../../invoices/draft-store.ts";
import { readCreditOf, readInvoice, type StoredInvoice } from "../../invoices/invoice-store.ts";
import type { BookRecord, By, Invoicing, Issued } from "../../invoices/invoicing.ts";

export function builtinInvoicing(db: D1Database): Invoicing {
  const trail = (action: string, objectId: string, { actor, runId }: By) =>
    auditRow(db, { actor, action, objectKind: "invoice", objectId, outcome: "done", runId });
  /** Whether this very run has done it before, and was killed behind it. */
  const didIt = async (action: string, objectId: string, { runId }: By) =>
    (await db.prepare("SELECT 1 FROM audit WHERE run_id = ?1 AND action = ?2 AND object_id = ?3").bind(runId, action, objectId).first()) !==
    null;
  /** Nothing was changed: why. */
  const why = async (reference: string, version: number): Promise<PasserelleError> => {
    const found = await readInvoice(db, reference);
    if (!found) return new PasserelleError("not_found");
    if (found.state === "issued") return new PasserelleError("issued");
    return new PasserelleError(
      found.version === version ? "earlier_day" : "conflict",
      found.version === version ? { field: "issuedOn" } : {},
    );
  };

  return {
    id: "builtin",
    label: "",
    numbers: "ours",
    document: "ours",
    repeatable: true,
    async find(reference) {
      const found = await readInvoice(db, reference);
      return found && recordOf(found);
    },

    async draft(reference, draft, by) {
      const row = { ...draft, id: reference, kind: "invoice" as const, createdBy: by.actor, credits: null };
      await db.batch([insertDraft(db, row, Date.now()), trail("invoice.draft", reference, by)]);
    },

    async change(reference, version, draft, by) {
      if (await didIt("invoice.edit", reference, by)) return;
      const [changed] = await db.batch([
        changeDraft(db, { id: reference, version }, draft, Date.now()),
        trail("invoice.edit", reference, by),
      ]);
      if (changed?.meta.changes !== 1) throw await why(reference, version);
    },

    async discard(reference, version, by) {
      if (await didIt("invoice.delete", reference, by)) return;
      const [deleted] = await db.batch([deleteDraft(db, { id: reference, version }), trail("invoice.delete", reference, by)]);
      if (deleted?.meta.changes !== 1) throw await why(reference, version);
    },

    async issue(reference, { version, document, numbering }, by) {
      const wish = { id: reference, version, document, numbering, issuedBy: by.actor };
      await db.batch([...issueDraft(db, wish, Date.now()), trail("invoice.issue", reference, by)]);
      const found = await readInvoice(db, reference);
      return issuedOf(found) ?? Promise.reject(await why(reference, version));
    },

    async credit(reference, { of, draft, document, numbering }, by) {
      const now = Date.now();
      const row = { ...draft, quote: null, id: reference, kind: "credit-note" as const, createdBy: by.actor, credits: of };
      await db.batch([
        attachCredit(db, row, now),
        ...issueDraft(db, { id: reference, version: 1, document, numbering, issuedBy: by.actor }, now),
        trail("invoice.credit", of, by),
        // One without a number is none: the day was before the series' last.
        deleteDraft(db, { id: reference, version: 1 }),
      ]);
      const made = await readCreditOf(db, of);
      const issued = issuedOf(made);
      if (made && issued) return { ...issued, reference: made.id };
      const original = await readInvoice(db, of);
      throw original?.state === "issued" ? new PasserelleError("earlier_day", { field: "issuedOn" }) : new PasserelleError("not_found");
    },
  };
}

const issuedOf = (found: StoredInvoice | null): Issued | null =>
  found?.number && found.issuedOn ? { number: found.number, issuedOn: found.issuedOn } : null;

const recordOf = ({ id, kind, state, version, totalCents, number, issuedOn, credits }: StoredInvoice): BookRecord => ({
  reference: id,
  kind,
  state,
  version,
  totalCents,
  number,
  issuedOn,
  credits,
});
