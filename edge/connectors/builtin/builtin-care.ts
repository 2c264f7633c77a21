import type { Crm, CrmPerson } from "../../clients/crm.ts";

type Care = Required<Pick<Crm, "privacy" | "merge">>;

/** Forgetting and merging. Nothing of ours hangs on a party, so what is erased is gone. */
export function builtinCare(db: D1Database): Care {
  const run = (sql: string, ...values: unknown[]) => db.prepare(sql).bind(...values);
  return {
    privacy: {
      async personsBy(email) {
        const { results } = await run(
          "SELECT * FROM crm_contacts WHERE lower(email) = ?1 AND email <> '' LIMIT 20",
          email.toLowerCase(),
        ).all<Record<"id" | "party" | "name" | "email" | "phone", string>>();
        return results.map(
          ({ id, party, name, email: mail, phone }): CrmPerson => ({
            externalId: String(id),
            party: String(party),
            name,
            email: mail,
            phone,
          }),
        );
      },
      async eraseParty(externalId) {
        const id = Number(externalId);
        await db.batch([run("DELETE FROM crm_contacts WHERE party = ?1", id), run("DELETE FROM crm_parties WHERE id = ?1", id)]);
        return "erased";
      },
      async erasePerson(externalId) {
        await run("DELETE FROM crm_contacts WHERE id = ?1", Number(externalId)).run();
        return "erased";
      },
    },
    async merge(survivor, other) {
      const [kept, gone] = [Number(survivor), Number(other)];
      await db.batch([
        run("UPDATE crm_contacts SET party = ?1 WHERE party = ?2 AND EXISTS (SELECT 1 FROM crm_parties WHERE id = ?1)", kept, gone),
        run("DELETE FROM crm_parties WHERE id = ?2 AND EXISTS (SELECT 1 FROM crm_parties WHERE id = ?1)", kept, gone),
      ]);
      return { externalId: survivor };
    },
  };
}
