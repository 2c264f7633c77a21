/**
 * Creates the client in the company's CRM, or returns the one that is already there.
 *
 * A French company is read again in the register; when the register does not answer, the client is created as "not
 * verified yet" and verified later by this same run. Result: {clientId, existing, by}.
 *
 * Refuses with `forbidden`, `bad_siren` · `unknown_company` · `closed_company` · `bad_vat_number` (field company).
 */
import { auditRow } from "../audit/audit.ts";
import { asPasserelleError, mayPass, PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { claimOrTwin, takeOver } from "../runs/claims.ts";
import { referenceOf } from "../runs/intent.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { writeOnce } from "../runs/write-once.ts";
import { adoptFromCrm } from "./adopt-client.ts";
import type { NewClient } from "./client.ts";
import { changeClient, insertClient, readClient } from "./client-store.ts";
import { checkVatNumber, isSiren } from "./company-numbers.ts";
import { findTwin } from "./find-twins.ts";
import { candidateOf, claimsOf, contactGiven, keptCompany, partyOf, rowOf } from "./new-client.ts";
import { readCompany } from "./search-companies.ts";
import { verifyLater } from "./verify-client.ts";

type Register = "read" | "unknown" | "closed" | "unavailable" | "not asked";

export async function createClient(work: Work<"crm" | "register">, input: NewClient): Promise<Outcome> {
  const clientId = `c${work.run.id}`;
  // Killed behind its last write, a run must not take its own client for somebody else's.
  const made = await work.step(
    "look for an earlier attempt's client",
    async () => (await readClient(work.db, clientId))?.client.verification ?? null,
  );
  if (!made) {
    const otherwise = await make(work, input, clientId);
    if (otherwise) return otherwise;
  }
  await work.note({ clientId, existing: false, by: null });
  if (input.identity.type === "french") await verifyLater(work, input.identity.siren, clientId);
  return accept({ clientId, existing: false, by: null });
}

/** Null = made. Else why not: refused, or there already. */
async function make(work: Work, input: NewClient, clientId: string): Promise<Outcome | null> {
  const { actor, step, db, run, ports } = work;
  if (!may(actor, "client.create")) return refuse("forbidden");
  const { identity } = input;
  if (identity.type === "french" && !isSiren(identity.siren)) return refuse("bad_siren", "company");
  if (identity.type === "foreign" && identity.vatNumber && !checkVatNumber(identity.vatNumber)?.ok)
    return refuse("bad_vat_number", "company");

  const register = await step("read the register", () => askRegister(work, input));
  if (register === "unknown") return refuse("unknown_company", "company");
  if (register === "closed" && !(input.closedReason && may(actor, "client.create/closed"))) return refuse("closed_company", "company");

  const twin = await step("look for twins", () => lookForTwin(work, input));
  if (twin?.certain) return useExisting(work, input, twin.clientId, twin.by);
  if (twin) {
    const choice = await work.ask({ name: "twin", options: ["existing", "new"], about: { clientId: twin.clientId, by: twin.by } });
    if (choice === "existing") return useExisting(work, input, twin.clientId, twin.by);
  }

  // Who chose "another one all the same" is held up by official numbers only, not by the likeness just dismissed.
  const winner = await step("claim", () => claimAll(work, input, twin !== null));
  if (winner) return useExisting(work, input, winner, "claim");

  const reference = await referenceOf("CL", run.id);
  const externalId = await step("create in the CRM", async () => {
    const party = partyOf(input, await keptCompany(db, input));
    return writeOnce(db, run.id, {
      reference,
      find: () => ports.crm.findByReference(reference),
      write: () => ports.crm.create(party, reference),
    });
  });
  if (contactGiven(input)) await step("add the contact", () => addContact(work, input, externalId));
  await step("link", () => link(work, input, { clientId, reference, externalId, register }));
  return null;
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

/** In the directory, then in the CRM, which may know parties that we have never seen: those are adopted. */
async function lookForTwin(work: Work<"crm">, input: NewClient) {
  const candidate = candidateOf(input, await keptCompany(work.db, input));
  const known = await findTwin(work.db, candidate);
  if (known?.certain) return { ...known };
  const own = await referenceOf("CL", work.run.id);
  const query = {
    ...(candidate.siren && { siren: candidate.siren }),
    ...(candidate.vatNumber && { vatNumber: candidate.vatNumber }),
    ...(candidate.email && { email: candidate.email }),
  };
  const records = Object.keys(query).length > 0 ? await work.ports.crm.findTwins(query) : [];
  // Our own record, written by an attempt of this run that died before it was linked, is no twin.
  const others = records.filter((record) => record.reference !== own);
  for (const record of others) await adoptFromCrm(work.db, work.ports.crm.id, record);
  if (others.length === 0) return known && { ...known };
  const adopted = await findTwin(work.db, candidate);
  return adopted && { ...adopted };
}

/** Every key that this client would be known by; another run that holds one of them has made it. */
async function claimAll({ db, run }: Work, input: NewClient, numbersOnly: boolean): Promise<string | null> {
  const claims = claimsOf(input, await keptCompany(db, input)).filter(({ kind }) => !numbersOnly || kind === "siren" || kind === "vat");
  for (const { kind, key } of claims) {
    const twin = await claimOrTwin(db, run.id, kind, key);
    if (!twin) continue;
    const clientId = String(twin.result.clientId);
    if (await readClient(db, clientId)) return clientId;
    if (!(await takeOver(db, run.id, kind, key, twin.runId))) throw new PasserelleError("taken", { retryAfterSeconds: 1 });
  }
  return null;
}

async function addContact({ db, run, ports }: Work<"crm">, { contact }: NewClient, externalId: string): Promise<string> {
  const reference = await referenceOf("CO", run.id);
  return writeOnce(db, run.id, {
    reference,
    find: () => ports.crm.findContact(externalId, reference),
    write: () => ports.crm.createContact(externalId, contact, reference),
  });
}

interface Made {
  clientId: string;
  reference: string;
  externalId: string;
  register: Register;
}

async function link({ db, run, actor, ports }: Work<"crm">, input: NewClient, made: Made): Promise<null> {
  const now = Date.now();
  const row = rowOf(input, await keptCompany(db, input), {
    ...made,
    connector: ports.crm.id,
    createdBy: actor.id,
    pending: made.register === "unavailable",
    now,
  });
  const [insert, ...spellings] = insertClient(db, row, now);
  const audit = auditRow(
    db,
    { actor: actor.id, action: "client.create", objectKind: "client", objectId: made.clientId, outcome: "done", runId: run.id },
    now,
  );
  await db.batch([insert as D1PreparedStatement, audit, ...spellings]);
  return null;
}

/** Nothing is created; a kind that is new (also a supplier now) is added to what is there. */
async function useExisting(work: Work<"crm">, input: NewClient, clientId: string, by: string): Promise<Outcome> {
  await work.step("use the existing one", async () => {
    const found = await readClient(work.db, clientId);
    if (!found) return null;
    const kinds = [...new Set([...found.client.kinds, ...input.kinds])];
    if (kinds.length === found.client.kinds.length || !found.client.externalId) return null;
    await work.ports.crm.update(found.client.externalId, { kinds });
    const [change, ...rest] = changeClient(work.db, clientId, { kinds });
    const audit = auditRow(work.db, {
      actor: work.actor.id,
      action: "client.update",
      objectKind: "client",
      objectId: clientId,
      outcome: "done",
      runId: work.run.id,
    });
    await work.db.batch([change as D1PreparedStatement, audit, ...rest]);
    return null;
  });
  return accept({ clientId, existing: true, by });
}
