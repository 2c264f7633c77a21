/**
 * Asks whether what the register says is taken over, and does so: in the CRM first, which owns the record, then in the
 * directory. Result: {clientId, how: "taken" | "ignored" | "later" | "moot", fields}.
 *
 * Refuses with `forbidden`, `not_found`, `conflict` (somebody changed one of these fields since it was asked).
 */
import { auditRow } from "../audit/audit.ts";
import type { Address } from "../clients/client.ts";
import { insertSpellings, readClient } from "../clients/client-store.ts";
import type { CrmParty } from "../clients/crm.ts";
import { reserve } from "../clients/update-client.ts";
import { fold, nameKey } from "../companies/names.ts";
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { accept, type Outcome, refuse, type Work } from "../runs/run.ts";
import { showAgain } from "../runs/run-turns.ts";
import { speakUp } from "../runs/start-run.ts";
import { overwrite } from "../runs/write-once.ts";
import { factsAfter, heldOf } from "./differences.ts";
import { CHOICES, type Choice, choicesOf, isChoice, markOf, type Proposal, questionOf, takenBy } from "./proposal.ts";
import { dropProposal } from "./proposal-store.ts";

export interface Review extends Proposal {
  /** What was decided before it began, in the window; absent = its card asks. */
  decided?: number;
}

/** Only what the CRM has a field for. */
const IN_THE_CRM: readonly Choice[] = ["name", "address", "siret", "vatNumber"];

export async function reviewClient(work: Work<"crm">, review: Review): Promise<Outcome> {
  const { clientId } = review;
  const choices = choicesOf(review);
  const option = review.decided === undefined ? (await work.ask(questionOf(review))).option : String(review.decided);
  const mask = Number(option);
  if (Number.isNaN(mask)) {
    await letGo(work, clientId, false);
    return accept({ clientId, how: option });
  }
  const taken = takenBy(choices, mask);
  try {
    const code = may(work.actor, "client.update") ? await carryOut(work, review, taken) : "forbidden";
    // Somebody else decides, or about what stands there now.
    await letGo(work, clientId, code !== null);
    if (code === null) return accept({ clientId, how: taken.length > 0 ? "taken" : "ignored", fields: taken.join(",") });
    await speakUp(work.db, work.run.id).run();
    return refuse(code);
  } catch (error) {
    if (error instanceof PasserelleError)
      await work.db.batch([dropProposal(work.db, clientId, work.run.id), speakUp(work.db, work.run.id)]);
    throw error;
  }
}

/** It stands open no more. `again` = it is read again at once. */
const letGo = ({ db, run, step }: Work<"crm">, clientId: string, again: boolean) =>
  step("put aside", async () => {
    await db.batch([
      dropProposal(db, clientId, run.id),
      ...(again ? [db.prepare("UPDATE clients SET due_at = 0 WHERE id = ?1").bind(clientId)] : []),
    ]);
    return null;
  });

async function carryOut(work: Work<"crm">, review: Review, taken: Choice[]): Promise<"not_found" | "conflict" | null> {
  const { db, run, step } = work;
  if (taken.length > 0) {
    const version = await step("look again", () => lookAgain(work, review, taken));
    if (typeof version === "string") return version;
    const state = await step("reserve the change", () => reserve(db, run.id, review.clientId, version));
    if (state === "done") return null;
    if (state !== "reserved") return "conflict";
  }
  await step(taken.length > 0 ? "change it in the CRM" : "ignore", async () => {
    await write(work, review, taken);
    return null;
  });
  return null;
}

/** The version to change, as long as the fields are what the card showed, or what they are to become. */
async function lookAgain(
  { db, ports }: Work<"crm">,
  { clientId, differences }: Review,
  taken: Choice[],
): Promise<number | "not_found" | "conflict"> {
  const found = await readClient(db, clientId);
  if (!found) return "not_found";
  const ours = inCrm(found.client, ports);
  const record = ours ? await ports.crm.read(ours) : null;
  if (ours && !record) return "not_found";
  const held = heldOf(found.client, found.facts, record);
  const asShown = differences
    .filter(isChoice)
    .filter(({ field }) => taken.includes(field))
    .every((one) => [one.held, one.official].some((value) => JSON.stringify(value) === JSON.stringify(held[one.field])));
  return asShown ? found.client.version : "conflict";
}

const inCrm = ({ externalId, connector }: { externalId: string | null; connector: string }, { crm }: Work<"crm">["ports"]) =>
  connector === crm.id ? externalId : null;

async function write({ db, ports, run, actor }: Work<"crm">, { clientId, differences, company }: Review, taken: Choice[]): Promise<void> {
  const found = await readClient(db, clientId);
  if (!found) return;
  const values = new Map(differences.map(({ field, official }) => [field, official]));
  const changes: Partial<CrmParty> = Object.fromEntries(
    taken.filter((field) => IN_THE_CRM.includes(field)).map((field) => [field, values.get(field)]),
  );
  const externalId = inCrm(found.client, ports);
  if (externalId && Object.keys(changes).length > 0) await overwrite(() => ports.crm.update(externalId, changes));
  const marks = differences
    .filter(isChoice)
    .map(async (one) => [one.field, taken.includes(one.field) ? null : await markOf(one.official)] as const);
  const name = changes.name ?? "";
  const address = changes.address as Address | undefined;
  const facts =
    company && taken.length > 0
      ? JSON.stringify(
          factsAfter(
            found.facts,
            company,
            CHOICES.filter((field) => !taken.includes(field)),
          ),
        )
      : null;
  const now = Date.now();
  const action = taken.length > 0 ? "client.update" : "proposal.ignore";
  // Once: the step is done again when its answer was lost, and its trail says that it was done.
  const change = db
    .prepare(
      `UPDATE clients SET name = coalesce(nullif(?3, ''), name), name_key = coalesce(nullif(?4, ''), name_key), words = coalesce(nullif(?5, ''), words),
         siret = coalesce(?6, siret), vat_number = coalesce(?7, vat_number), postcode = coalesce(?8, postcode), city = coalesce(?9, city),
         country = coalesce(?10, country), company_facts = coalesce(?11, company_facts), ignored = json_patch(ignored, ?12),
         verification = iif(?3 = '', verification, 'verified'), verified_at = iif(?3 = '', verified_at, ?2), active_at = ?2, dormant = 0,
         updated_at = ?2, version = version + 1
       WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM audit WHERE run_id = ?13 AND action = ?14)`,
    )
    .bind(
      clientId,
      now,
      name,
      nameKey(name),
      fold(name),
      changes.siret ?? null,
      changes.vatNumber ?? null,
      address?.postcode ?? null,
      address?.city ?? null,
      address?.country ?? null,
      facts,
      JSON.stringify(Object.fromEntries(await Promise.all(marks))),
      run.id,
      action,
    );
  const audit = auditRow(db, { actor: actor.id, action, objectKind: "client", objectId: clientId, outcome: "done", runId: run.id }, now);
  await db.batch([change, audit, ...insertSpellings(db, name), showAgain(db, clientId.slice(1))]);
}
