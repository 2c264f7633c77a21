/** Who may be one client is found by the rules of twins, a few at a time, and forgotten with either of the two. */
import { beforeEach, describe, expect, it } from "vitest";
import { dismissPair, listDuplicates, lookForDuplicates } from "../../../edge/clients/merge/find-duplicates.ts";
import { worker } from "../carry.ts";

const db = worker.DB;

beforeEach(async () => {
  await db.batch(["likely_duplicates", "clients", "settings"].map((table) => db.prepare(`DELETE FROM ${table}`)));
});

describe("likely duplicates", () => {
  const pairs = async () =>
    (await listDuplicates(db, null, 20)).map(({ a, b, why }) => `${[a.name, b.name].sort().join(" + ")}: ${why}`).sort();
  const row = (id: string, name: string, more: Record<string, unknown> = {}) => {
    const { siren = null, email = null, company = 1 } = more;
    const key = name.toLowerCase();
    return db
      .prepare(
        "INSERT INTO clients (id, reference, connector, name, name_key, words, kinds, company, siren, email, created_at, updated_at) VALUES (?1, ?1, 'builtin', ?2, ?3, ?3, '[]', ?4, ?5, ?6, 1, 1)",
      )
      .bind(id, name, key, company, siren, email);
  };

  it("are found by number, e-mail or name, not between those who are two, and leave the list with one of them", async () => {
    await db.batch([
      row("c1", "Boulangerie Martin", { siren: "732829320" }),
      row("c2", "Boulangerie Martin et Fils", { siren: "732829320" }),
      row("c3", "Café du Port", { email: "port@cafe.example" }),
      row("c4", "Bar du Port", { email: "port@cafe.example" }),
      row("c5", "Menuiserie Grandclément", { siren: "552032534" }),
      row("c6", "Menuiserie Grandclément", { siren: "356000000" }),
      row("c7", "Imprimerie Delacroix"),
      row("c8", "Imprimerie Delacroix"),
      row("c9", "Camille Duval", { company: 0, email: "c@laposte.example" }),
      row("d1", "Camille Duval", { company: 1 }),
    ]);
    await lookForDuplicates(db);
    const found = [
      "Bar du Port + Café du Port: email",
      "Boulangerie Martin + Boulangerie Martin et Fils: siren",
      "Imprimerie Delacroix + Imprimerie Delacroix: name",
    ];
    expect(await pairs()).toEqual(found);
    await lookForDuplicates(db);
    expect(await pairs()).toEqual(found);
    await dismissPair(db, { a: "c3", b: "c4" }, "p1");
    await lookForDuplicates(db);
    expect(await pairs()).toEqual(found.slice(1));
    await db.prepare("DELETE FROM clients WHERE id = 'c8'").run();
    expect(await pairs()).toEqual(found.slice(1, 2));
    await db.prepare("UPDATE clients SET siren = '444608442' WHERE id = 'c2'").run();
    await lookForDuplicates(db);
    expect(await pairs()).toEqual([]);
  });

  it("are looked for a few at a time, and listed page by page", async () => {
    const names = Array.from({ length: 50 }, (_, i) => `Société ${"abcdefghij"[i % 10]}${"klmnopqrst"[Math.floor(i / 10)]}zzzzzz`);
    await db.batch(
      names.flatMap((name, i) => [row(`c${String(i).padStart(2, "0")}a`, name), row(`c${String(i).padStart(2, "0")}b`, name)]),
    );
    const turns = [];
    for (let i = 0; i < 6; i++) turns.push(await lookForDuplicates(db));
    expect(turns).toEqual([20, 20, 20, 20, 20, 0]);
    const seen: string[] = [];
    for (let after: { a: string; b: string } | null = null; ; ) {
      const page = await listDuplicates(db, after, 15);
      seen.push(...page.map(({ a }) => a.id));
      const last = page.at(-1);
      if (!last) break;
      after = { a: last.a.id, b: last.b.id };
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(50);
  });
});
