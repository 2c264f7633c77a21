/**
 * Creates the client in the company's CRM, or returns the one that is already there.
 *
 * A French company is read again in the register; when the register does not answer, the client is created as "not
 * verified yet" and verified later by this same run. Result: {clientId, existing, by, contact}; contact is "refused" when
 * the CRM would not take the contact person: the client stands all the same.
 *
 * Refuses with `forbidden`, `bad_siren` · `unknown_company` · `closed_company` · `bad_vat_number` (field company).
 */
import { auditRow } from "../audit/audit.ts";
import { checkVatNumber, isSiren } from "../companies/company-numbers.ts";
import { readCompany } from "../companies/search-companies.ts";
import { asPasserelleError, mayPass, PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { referenceOf } from "../runs/intent.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { writeOnce } from "../runs/write-once.ts";
import type { NewClient } from "./client.ts";
import { insertClient, readClientByRecord, readClientByReference, verifyClient } from "./client-store.ts";
import { claimLikeness, claimNumbers, lookForTwin } from "./known-already.ts";
import { contactGiven, keptCompany, partyOf, rowOf } from "./new-client.ts";
import { useExisting } from "./use-existing.ts";
import { verifyLater } from "./verify-client.ts";

type Register = "read" | "unknown" | "closed" | "unavailable" | "not asked";

export async function createClient(work: Work<"crm" | "register">, input: NewClient): Promise<Outcome> {
  const { step, db, run } = work;
  const reference = await referenceOf("CL", run.id);
  // Killed behind its last write, a run must not take its own client for somebody else's.
  const earlier = await step("look for an earlier attempt's client", async () => (await readClientByReference(db, reference))?.id ?? null);
  const made = earlier ?? (await make(work, input, reference));
  if (typeof made !== "string") return made;
  const result = { clientId: made, existing: false, by: null };
  await work.note(result);
  const contact = contactGiven(input) ? await addContact(work, input, reference) : null;
  if (input.identity.type === "french") await verifyLater(work, input.identity.siren, made);
  return accept({ ...result, contact });
}

/** The id of the client that was made, or why none was: refused, or there already. */
async function make(work: Work, input: NewClient, reference: string): Promise<Outcome | string> {
  const { actor, step, db, run, ports } = work;
  if (!may(actor, "client.create")) return refuse("forbidden");
  const { identity } = input;
  if (identity.type === "french" && !isSiren(identity.siren)) return refuse("bad_siren", "company");
  if (identity.type === "foreign" && identity.vatNumber && !checkVatNumber(identity.vatNumber)?.ok)
    return refuse("bad_vat_number", "company");

  const register = await step("read the register", () => askRegister(work, input));
  if (register === "unknown") return refuse("unknown_company", "company");
  if (register === "closed" && !(input.closedReason && may(actor, "client.create/closed"))) return refuse("closed_company", "company");

  // Two people, one company: the second stands here until the first one's client is there to be shown.
  const winner = await step("claim the number", () => claimNumbers(work, input));
  if (winner) return useExisting(work, input, winner);
  const twin = await step("look for twins", () => lookForTwin(work, input));
  if (twin?.certain) return useExisting(work, input, twin);
  if (twin) {
    const { option, about } = await work.ask({
      name: "twin",
      options: ["existing", "new"],
      about: { clientId: twin.clientId, by: twin.by },
    });
    if (option === "existing") return useExisting(work, input, { clientId: String(about.clientId), by: String(about.by) });
  } else {
    // Who has just said that a likeness is none is not held up by one.
    const other = await step("claim", () => claimLikeness(work, input));
    if (other) return useExisting(work, input, other);
  }

  const externalId = await step("create in the CRM", async () => {
    const party = partyOf(input, await keptCompany(db, input));
    return writeOnce(db, run.id, {
      reference,
      find: () => ports.crm.findByReference(reference),
      write: () => ports.crm.create(party, reference),
    });
  });
  return step("link", () => link(work, input, { reference, externalId, register }));
}

async function askRegister({ db, ports }: Work<"register">, { identity }: Pick<NewClient, "identity">): Promise<Register> {
  if (identity.type !== "french") return "not asked";
  try {
    const company = await readCompany(db, ports.register, identity.siren);
    return company === null ? "unknown" : company.state === "closed" ? "closed" : "read";
  } catch (error) {
    if (!mayPass(asPasserelleError(error).code)) throw error;
    // What it said within the day still stands against a closed company.
    return (await keptCompany(db, { identity }))?.state === "closed" ? "closed" : "unavailable";
  }
}

interface Made {
  reference: string;
  externalId: string;
  register: Register;
}

/** Into the directory; answers the client's id. */
async function link({ db, run, actor, ports }: Work<"crm">, input: NewClient, { reference, externalId, register }: Made): Promise<string> {
  const now = Date.now();
  const clientId = `c${run.id}`;
  const company = await keptCompany(db, input);
  const pending = register === "unavailable";
  const row = rowOf(input, company, { clientId, reference, externalId, connector: ports.crm.id, createdBy: actor.id, pending, now });
  const [insert, ...spellings] = insertClient(db, row, now);
  const action = register === "closed" ? "client.create/closed" : "client.create";
  const audit = auditRow(db, { actor: actor.id, action, objectKind: "client", objectId: clientId, outcome: "done", runId: run.id }, now);
  await db.batch([insert as D1PreparedStatement, audit, ...spellings]);
  const linked = (await readClientByRecord(db, ports.crm.id, externalId))?.id ?? clientId;
  // Somebody who looked into the CRM in between has adopted our record: what we know of it is added there.
  if (linked !== clientId && company && !pending) await db.batch(verifyClient(db, linked, company, now));
  return linked;
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
