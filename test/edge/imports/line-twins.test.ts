/** What is taken for the same client, for perhaps the same, and for another one, by the hundred. */
import { beforeEach, describe, expect, it } from "vitest";
import { insertClients, type NewRow } from "../../../edge/clients/client-store.ts";
import { type Looked, twinsOf } from "../../../edge/imports/line-twins.ts";
import { emptyTables } from "../../bot/world.ts";
import { worker } from "../carry.ts";

const db = worker.DB;
const there = (id: string, name: string, more: Partial<NewRow> = {}): NewRow => ({
  ...{
    id,
    reference: id,
    connector: "builtin",
    externalId: id,
    name,
    kinds: ["client"],
    company: true,
    siren: null,
    siret: null,
    vatNumber: null,
    email: null,
  },
  ...{ postcode: null, city: null, country: "FR", state: "unknown", verification: "none", verifiedAt: null, facts: null, createdBy: null },
  ...more,
});
const looked = (line: number, name: string, more: Partial<Looked> = {}): Looked => ({
  ...{ line, name, company: true, siren: null, vatNumber: null, email: null, postcode: null },
  ...more,
});

beforeEach(async () => {
  await emptyTables();
  await db.batch(
    insertClients(db, [
      there("acme", "ACME Distribution SARL", { siren: "732829320", email: "contact@acme.example", postcode: "38000" }),
      there("chenes", "Menuiserie Les Trois Chênes", { postcode: "69001" }),
      there("agence", "Agence 1204"),
      there("jeanne", "Jeanne Durand", { company: false, email: "jeanne@laposte.net" }),
      there("muller", "Müller GmbH", { vatNumber: "DE136695976" }),
    ]),
  );
});

async function twin(name: string, more: Partial<Looked> = {}) {
  const found = (await twinsOf(db, [looked(2, name, more)], { importId: "i", earlierLines: true })).get(2);
  return found && `${found.clientId} ${found.by}${found.certain ? " for certain" : ""}`;
}

describe("twinsOf", () => {
  it.each([
    ["another name, same SIREN", "Tout autre chose", { siren: "732829320" }, "acme siren for certain"],
    ["another name, same VAT number", "Tout autre chose", { vatNumber: "DE136695976" }, "muller vat for certain"],
    ["same name and mailbox", "Acme distribution", { email: "contact@acme.example" }, "acme email for certain"],
    ["same mailbox, another name", "Garage du Lac", { email: "contact@acme.example" }, "acme email"],
    ["same mailbox, another SIREN", "Acme Distribution", { email: "contact@acme.example", siren: "002012599" }, undefined],
    ["same name and place", "acme distribution", { postcode: "38000" }, "acme name for certain"],
    ["same name", "ACME DISTRIBUTION SAS", {}, "acme name"],
    ["same name, another town", "Acme Distribution", { postcode: "75001" }, undefined],
    ["words in another order", "Les trois chênes menuiserie", {}, "chenes name"],
    ["a slip", "Menuisserie les Trois Chenes", {}, "chenes name"],
    ["another number", "Agence 1205", {}, undefined],
    ["nobody", "Boulangerie du Port", {}, undefined],
  ] as const)("%s", async (_what, name, more, expected) => {
    expect(await twin(name, more)).toBe(expected);
  });

  it("compares the lines of a file with those before them", async () => {
    const lines = [
      looked(2, "Garage du Lac"),
      looked(3, "garage du lac"),
      looked(4, "Garage du Lac", { siren: "002012599" }),
      looked(5, "Autre", { siren: "002012599" }),
    ];
    const twins = await twinsOf(db, lines, { importId: "i", earlierLines: true });
    expect([...twins].map(([line, { twinLine, by, certain }]) => [line, twinLine, by, certain])).toEqual([
      [3, 2, "name", false],
      [4, 2, "name", false],
      [5, 4, "siren", true],
    ]);
  });
});
