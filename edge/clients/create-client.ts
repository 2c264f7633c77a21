/**
 * Creates the client in the company's CRM, or returns the one that is already there.
 *
 * A French company is read again in the register, a foreign one's VAT number is checked by VIES; when they do not answer,
 * the client is created as "not verified yet" and verified later by this same run. Result: {clientId, existing, by,
 * contact}; contact is "refused" when the CRM would not take the contact person: the client stands all the same.
 *
 * Refuses with `forbidden`, `bad_siren` · `unknown_company` · `closed_company` · `bad_vat_number` ·
 * `unknown_vat_number` (field company).
 */
import { auditRow } from "../audit/audit.ts";
import type { Company } from "../companies/company.ts";
import { checkVatNumber, isSiren } from "../companies/company-numbers.ts";
import { latestVatCheck } from "../companies/vat-check-store.ts";
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { referenceOf } from "../runs/intent.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { writeOnce } from "../runs/write-once.ts";
import { askRegister, askVies } from "./ask-registers.ts";
import type { Client, NewClient } from "./client.ts";
import { insertClient, verifyByVat, verifyClient } from "./client-store.ts";
import { readClientByRecord, readClientByReference } from "./find-record.ts";
import { claimLikeness, claimNumbers, lookForTwin } from "./known-already.ts";
import { contactGiven, foreignVatNumber, keptOnce, partyOf, rowOf } from "./new-client.ts";
import { useExisting } from "./use-existing.ts";
import { verifyLater } from "./verify-client.ts";

export async function createClient(work: Work<"crm" | "register" | "vat">, input: NewClient): Promise<Outcome> {
  const { step, db, run } = work;
  const reference = await referenceOf("CL", run.id);
  // Killed behind its last write, a run must not take its own client for somebody else's.
  const earlier = await step("look for an earlier attempt's client", async () => madeOf(await readClientByReference(db, reference)));
  const made = earlier ?? (await make(work, input, reference));
  if ("ok" in made) return made;
  const result = { clientId: made.clientId, existing: false, by: null };
  await work.note(result);
  const contact = contactGiven(input) ? await addContact(work, input, reference) : null;
  if (made.pending) await verifyLater(work, input, made.clientId);
  return accept({ ...result, contact });
}

type Linked = { clientId: string; pending: boolean };

const madeOf = (client: Client | null): Linked | null => client && { clientId: client.id, pending: client.verification === "pending" };

/** The client that was made, or why none was: refused, or there already. */
async function make(work: Work<"crm" | "register" | "vat">, input: NewClient, reference: string): Promise<Outcome | Linked> {
  const { actor, step, db, run, ports } = work;
  if (!may(actor, "client.create")) return refuse("forbidden");
  const { identity } = input;
  if (identity.type === "french" && !isSiren(identity.siren)) return refuse("bad_siren", "company");
  if (identity.type === "foreign" && identity.vatNumber && !checkVatNumber(identity.vatNumber)?.ok)
    return refuse("bad_vat_number", "company");

  const register = await step("read the register", () => askRegister(work, input));
  if (register === "unknown") return refuse("unknown_company", "company");
  if (register === "closed" && !(input.closedReason && may(actor, "client.create/closed"))) return refuse("closed_company", "company");

  const vatNumber = foreignVatNumber(input);
  const vies = vatNumber ? await step("check the VAT number", () => askVies(work, vatNumber)) : null;
  if (vies === "invalid") return refuse("unknown_vat_number", "company");

  const kept = keptOnce(db, input);
  // Two people, one company: the second stands here until the first one's client is there to be shown.
  const winner = await step("claim the number", () => claimNumbers(work, input, kept));
  if (winner) return useExisting(work, input, winner);
  const twin = await step("look for twins", () => lookForTwin(work, input, kept));
  if (twin?.certain) return useExisting(work, input, twin);
  if (twin) {
    const { option, about } = await work.ask({
      name: "twin",
      options: ["existing", "new"],
      about: { clientId: twin.clientId, by: twin.by },
    });
    if (option === "existing") return useExisting(work, input, { clientId: String(about.clientId), by: String(about.by) });
  } else if (identity.type !== "french") {
    // A SIREN says who it is; who has just said that a likeness is none is not held up by one either.
    const other = await step("claim", () => claimLikeness(work, input, kept));
    if (other) return useExisting(work, input, other);
  }

  const externalId = await step("create in the CRM", async () => {
    const party = partyOf(input, await kept());
    return writeOnce(db, run.id, {
      reference,
      find: () => ports.crm.findByReference(reference),
      write: () => ports.crm.create(party, reference),
    });
  });
  return step("link", async () =>
    link(work, input, await kept(), {
      reference,
      externalId,
      closed: register === "closed",
      pending: [register, vies].includes("unavailable"),
    }),
  );
}

interface Made {
  reference: string;
  externalId: string;
  /** The register says so. */
  closed: boolean;
  /** Who should confirm it did not answer. */
  pending: boolean;
}

/** Into the directory. */
async function link(
  { db, run, actor, ports }: Work<"crm">,
  input: NewClient,
  company: Company | null,
  { reference, externalId, closed, pending }: Made,
): Promise<Linked> {
  const now = Date.now();
  const clientId = `c${run.id}`;
  const vatNumber = foreignVatNumber(input);
  const vatCheckedAt = vatNumber && !pending ? await validSince(db, vatNumber) : null;
  const link = { clientId, reference, externalId, connector: ports.crm.id, createdBy: actor.id, pending, vatCheckedAt, now };
  const row = rowOf(input, company, link);
  const [insert, ...spellings] = insertClient(db, row, now);
  const action = closed ? "client.create/closed" : "client.create";
  const audit = auditRow(db, { actor: actor.id, action, objectKind: "client", objectId: clientId, outcome: "done", runId: run.id }, now);
  await db.batch([insert as D1PreparedStatement, audit, ...spellings]);
  const linked = (await readClientByRecord(db, ports.crm.id, externalId))?.id ?? clientId;
  // Somebody who looked into the CRM in between has adopted our record: what we know of it is added there.
  if (linked !== clientId && company && !pending) await db.batch(verifyClient(db, linked, company, now));
  if (linked !== clientId && vatCheckedAt !== null) await verifyByVat(db, linked, vatCheckedAt).run();
  return { clientId: linked, pending };
}

async function validSince(db: D1Database, vatNumber: string): Promise<number | null> {
  const check = await latestVatCheck(db, vatNumber);
  return check?.state === "valid" ? check.checkedAt : null;
}

/** Null = added. A contact that the CRM will not take does not undo the client. */
async function addContact(
  { db, run, step, ports }: Work<"crm">,
  { contact }: NewClient,
  clientReference: string,
): Promise<"refused" | null> {
  const reference = await referenceOf("CO", run.id);
  try {
    await step("add the contact", async () => {
      const { externalId } = (await readClientByReference(db, clientReference)) ?? {};
      if (!externalId) throw new PasserelleError("not_found", { message: "the client is gone from the directory" });
      return writeOnce(db, run.id, {
        reference,
        find: () => ports.crm.findContact(externalId, reference),
        write: () => ports.crm.createContact(externalId, contact, reference),
      });
    });
    return null;
  } catch (error) {
    if (error instanceof PasserelleError) return "refused";
    throw error;
  }
}
