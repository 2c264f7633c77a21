/** Who is asked about strangers: whoever forwarded the mail, else the owner whom the admins named, else an admin. */
import { auditRefusal, auditRow } from "../audit/audit.ts";
import { PasserelleError } from "../errors.ts";
import { may } from "../people/may.ts";
import { listAdmins, readPerson } from "../people/people-store.ts";
import type { Person } from "../people/person.ts";

const OWNER = "mail_in_owner";

/** Null when nobody may create clients. */
export async function whomToAsk(db: D1Database, forwarder: string): Promise<Person | null> {
  const able = (person: Person | null) => (person && may(person, "client.create") ? person : null);
  const asked = able(forwarder ? await readPerson(db, forwarder) : null) ?? able(await mailOwner(db));
  return asked ?? (await listAdmins(db))[0] ?? null;
}

/** Null = nobody was named, or they have left. */
export async function mailOwner(db: D1Database): Promise<Person | null> {
  const row = await db.prepare("SELECT value FROM settings WHERE key = ?1").bind(OWNER).first<{ value: string }>();
  return row ? readPerson(db, row.value) : null;
}

/** @param owner null = the admins again. @throws PasserelleError `forbidden`; `invalid_input` (field owner: they may not create clients) */
export async function setMailOwner(db: D1Database, actor: Person, owner: Person | null): Promise<void> {
  const entry = { actor: actor.id, action: "mail-in.owner", objectKind: "person", objectId: owner?.id ?? null };
  if (!may(actor, "mail-in.owner")) {
    await auditRefusal(db, { ...entry, code: "forbidden" });
    throw new PasserelleError("forbidden");
  }
  if (owner && !may(owner, "client.create")) throw new PasserelleError("invalid_input", { field: "owner" });
  await db.batch([
    owner
      ? db.prepare("INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2").bind(OWNER, owner.id)
      : db.prepare("DELETE FROM settings WHERE key = ?1").bind(OWNER),
    auditRow(db, { ...entry, outcome: "done" }),
  ]);
}
