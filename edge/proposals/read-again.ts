/** One client is read again in the register or VIES and held against what the CRM and the directory have. Nothing is written over. */
import type { Client } from "../clients/client.ts";
import { closedOn, markUnknown, READ_AT_2 } from "../clients/client-store.ts";
import type { CrmRecord } from "../clients/crm.ts";
import { verifyByCron } from "../clients/verify-client.ts";
import type { Company } from "../companies/company.ts";
import { isSiren } from "../companies/company-numbers.ts";
import { nameKey } from "../companies/names.ts";
import { readCompany } from "../companies/search-companies.ts";
import { keepVatCheck, latestVatCheck } from "../companies/vat-check-store.ts";
import { asPasserelleError } from "../errors.ts";
import type { House } from "../house.ts";
import { showAgain } from "../runs/run-turns.ts";
import { askAnew, settle } from "../runs/start-run.ts";
import { differencesOf, factsAfter, heldOf } from "./differences.ts";
import { type Difference, isChoice, markOf, type Proposal, questionName, questionOf } from "./proposal.ts";
import { dropProposal, hashOf, type Kept, putProposal, readKept, rewriteProposal } from "./proposal-store.ts";
import { reviewerOf } from "./reviewer.ts";

type Desk = Pick<House, "db" | "ports">;

/** What somebody else asked within the hour will do: no number is asked twice for nothing. */
const FRESH_MS = 3_600_000;
const A_DAY_MS = 86_400_000;
/** Its run is being answered this moment. */
const SOON_MS = 600_000;

export type Seen = "gone" | "same" | "unknown" | "differs";

interface Reading {
  differences: Difference[];
  company: Company | null;
  statements: D1PreparedStatement[];
  seen: "same" | "unknown";
}

/** @throws PasserelleError as the reads of Crm, CompanyRegister and VatRegister: nothing was noted then */
export async function readAgain(desk: Desk, clientId: string, freshMs = FRESH_MS): Promise<Seen> {
  const { db, ports } = desk;
  const kept = await readKept(db, clientId);
  if (!kept) return "gone";
  const { client } = kept;
  if (client.verification === "pending") {
    await verifyByCron(desk, clientId);
    return "same";
  }
  // The CRM first: when it is away, the register is not asked for nothing.
  const ours = client.externalId !== null && client.connector === ports.crm.id;
  const record = ours ? await ports.crm.read(client.externalId as string) : null;
  if (ours && !record) {
    await noteRead(db, client).run();
    return "gone";
  }
  const reading = client.siren ? await inRegister(desk, kept, record, freshMs) : await inVies(desk, kept, record);
  const proposed = await propose(db, kept, reading);
  return proposed ? "differs" : reading.seen;
}

const noteRead = (db: D1Database, { id }: Client, now = Date.now()) =>
  db.prepare(`UPDATE clients SET ${READ_AT_2} WHERE id = ?1`).bind(id, now);

async function inRegister({ db, ports }: Desk, { client, facts }: Kept, record: CrmRecord | null, freshMs: number): Promise<Reading> {
  const siren = client.siren as string;
  const company = isSiren(siren) ? await readCompany(db, ports.register, siren, freshMs) : null;
  if (!company) return unknown(db, client);
  const now = Date.now();
  const differences = differencesOf(heldOf(client, facts, record), company);
  const disputed = differences.map(({ field }) => field);
  // Under another name it may be another company: whoever decides says that it is this one.
  const isIt = !disputed.includes("name");
  const note = db
    .prepare(
      `UPDATE clients SET company_facts = ?3, state = ?4, closed_on = ?5, verification = iif(?6, 'verified', verification),
         verified_at = iif(?6, ?2, verified_at), ${READ_AT_2} WHERE id = ?1 AND siren = ?7`,
    )
    .bind(client.id, now, JSON.stringify(factsAfter(facts, company, disputed)), company.state, closedOn(company), isIt ? 1 : 0, siren);
  // The card of its creation says so too.
  const shown = disputed.includes("state") ? [showAgain(db, client.id.slice(1))] : [];
  return { differences, company, statements: [note, ...shown], seen: "same" };
}

const unknown = (db: D1Database, client: Client): Reading => ({
  differences: [],
  company: null,
  statements: [client.verification === "verified" || client.state !== "unknown" ? markUnknown(db, client.id) : noteRead(db, client)],
  seen: "unknown",
});

/** VIES writes names and addresses as each member state likes: only what it has changed itself is worth a question. */
async function inVies({ db, ports }: Desk, { client }: Kept, record: CrmRecord | null): Promise<Reading> {
  const number = client.vatNumber as string;
  const before = await latestVatCheck(db, number);
  const check = await ports.vat.check(number).catch((error) => {
    // The member state's own rule is stricter than the key.
    if (asPasserelleError(error).code === "bad_vat_number") return null;
    throw error;
  });
  if (!check) return unknown(db, client);
  const kept = keepVatCheck(db, number, check, null);
  const held = record?.name || client.name;
  const isNew = check.name && before?.name && check.name !== before.name && nameKey(check.name) !== nameKey(held);
  const differences: Difference[] = isNew ? [{ field: "name", held, official: check.name as string }] : [];
  const now = check.checkedAt;
  if (check.state === "valid") {
    const verified = db
      .prepare(`UPDATE clients SET verification = 'verified', verified_at = ?2, ${READ_AT_2} WHERE id = ?1 AND vat_number = ?3`)
      .bind(client.id, now, number);
    return { differences, company: null, statements: [kept, verified], seen: "same" };
  }
  if (before?.state !== "invalid") differences.push({ field: "vat", held: before?.state ?? "", official: "invalid" });
  return { ...unknown(db, client), differences, statements: [kept, ...unknown(db, client).statements] };
}

/** True when something stands open for somebody after this. */
async function propose(db: D1Database, kept: Kept, { differences: all, company, statements }: Reading): Promise<boolean> {
  const { client, open } = kept;
  const now = Date.now();
  const { differences, ignored } = await notIgnored(kept, withWarnings(open, all, company));
  const remembered = db.prepare("UPDATE clients SET ignored = ?2 WHERE id = ?1 AND ignored <> ?2").bind(client.id, JSON.stringify(ignored));
  const noted = [...statements, remembered];
  if (differences.length === 0) {
    await db.batch([
      ...noted,
      ...(open ? [open.runId ? settle(db, open.runId, questionName(open), "moot") : dropProposal(db, client.id, null)] : []),
    ]);
    return false;
  }
  const proposal: Proposal = { clientId: client.id, edition: open ? open.edition + 1 : 1, differences, company };
  const hash = await hashOf(proposal);
  if (open?.hash === hash) {
    await db.batch(noted);
  } else if (open?.runId) {
    const answers = await db.batch([
      ...noted,
      askAnew(db, open.runId, proposal, questionOf(proposal)),
      rewriteProposal(db, proposal, hash),
    ]);
    if (answers.at(-1)?.meta.changes === 0) await dueIn(db, client.id, SOON_MS);
  } else {
    const person = open?.person ?? (await reviewerOf(db, kept.owner))?.id;
    await db.batch([...noted, ...(person ? [putProposal(db, proposal, hash, person, open?.foundAt ?? now)] : [])]);
    if (!person) await dueIn(db, client.id, A_DAY_MS);
  }
  return true;
}

/** A mark is set at once, so the next reading sees no difference any more: as long as nobody has seen the warning, it stands. */
function withWarnings(open: Kept["open"], found: Difference[], company: Company | null): Difference[] {
  const standing = open?.differences.filter(
    (one) => !isChoice(one) && !found.some(({ field }) => field === one.field) && (one.field === "vat" || one.official === company?.state),
  );
  return [...(standing ?? []), ...found];
}

async function notIgnored({ ignored }: Kept, all: Difference[]): Promise<{ differences: Difference[]; ignored: Kept["ignored"] }> {
  const still: Kept["ignored"] = {};
  const differences: Difference[] = [];
  for (const one of all) {
    const mark = await markOf(one.official);
    if (ignored[one.field] === mark) still[one.field] = mark;
    else differences.push(one);
  }
  return { differences, ignored: still };
}

/** Not before then; what it said so far stays. */
export async function dueIn(db: D1Database, clientId: string, ms: number): Promise<void> {
  await db
    .prepare("UPDATE clients SET due_at = ?2 WHERE id = ?1")
    .bind(clientId, Date.now() + ms)
    .run();
}
