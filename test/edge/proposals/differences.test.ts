/** What really differs from the register, and what is only written otherwise. */
import { describe, expect, it } from "vitest";
import type { Client } from "../../../edge/clients/client.ts";
import type { CrmRecord } from "../../../edge/clients/crm.ts";
import { activityCodes } from "../../../edge/companies/code-names.ts";
import type { Company } from "../../../edge/companies/company.ts";
import { differencesOf, factsAfter, heldOf, sameAddress } from "../../../edge/proposals/differences.ts";
import { aCompany } from "../carry.ts";

const ACME = aCompany("732829320", "ACME CONSEIL", {
  siret: "73282932000074",
  vatNumber: "FR44732829320",
  activity2025: "62.20G",
  address: { line: "18 RUE DES ENTREPRENEURS", postcode: "75015", city: "PARIS 15", country: "FR" },
});
const record = {
  name: ACME.name,
  siret: ACME.siret,
  vatNumber: ACME.vatNumber,
  address: ACME.address,
} as CrmRecord;
const client = { name: ACME.name, state: "active", siret: ACME.siret, vatNumber: ACME.vatNumber, country: "FR" } as Client;

const between = (company: Partial<Company>, { theirs = {}, facts = ACME as Company | null, state = "active" as Client["state"] } = {}) =>
  differencesOf(heldOf({ ...client, state }, facts, { ...record, ...theirs }), { ...ACME, ...company });
const fields = (...of: Parameters<typeof between>) => between(...of).map(({ field }) => field);

describe("a difference of each kind", () => {
  const moved = { line: "4 AVENUE DU PORT", postcode: "76600", city: "LE HAVRE", country: "FR" };
  it.each<[string, Partial<Company>, unknown, unknown]>([
    ["name", { name: "ACME PARTNERS" }, "ACME CONSEIL", "ACME PARTNERS"],
    ["legalForm", { legalForm: "5599" }, "5710", "5599"],
    ["address", { address: moved }, ACME.address, moved],
    ["activity", { activity: "70.22Z" }, "62.02A 62.20G", "70.22Z 62.20G"],
    ["activity", { activity2025: "70.20Y" }, "62.02A 62.20G", "62.02A 70.20Y"],
    ["siret", { siret: "73282932000082" }, "73282932000074", "73282932000082"],
    ["vatNumber", { vatNumber: "FR83404833048" }, "FR44732829320", "FR83404833048"],
    ["state", { state: "closed" }, "active", "closed"],
  ])("%s", (field, company, held, official) => {
    expect(between(company)).toEqual([{ field, held, official }]);
  });

  it("there is none when nothing changed", () => {
    expect(between({})).toEqual([]);
  });

  it("what the CRM was changed to by hand counts as what we hold; what it leaves empty says nothing", () => {
    expect(fields({}, { theirs: { address: moved, vatNumber: "" } })).toEqual(["address"]);
  });

  it("a company never read before: what the CRM has, and that it is closed; not what we never knew", () => {
    expect(fields({ state: "closed" }, { facts: null, state: "unknown" })).toEqual(["state"]);
    expect(fields({ name: "GARAGE MARTIN" }, { facts: null, state: "unknown" })).toEqual(["name"]);
  });
});

describe("no difference", () => {
  it("in case, accents, legal form, or where the CRM has its sign", () => {
    for (const name of ["Acme Conseil", "SAS ACME CONSEIL", "Acmé conseil"]) expect(fields({}, { theirs: { name } })).toEqual([]);
    expect(fields({ alias: "Chez Acmé" }, { theirs: { name: "chez acme" } })).toEqual([]);
  });

  it("in how an address is written", () => {
    const same = (line: string, city: string) => sameAddress({ line, postcode: "75015", city, country: "FR" }, ACME.address);
    expect(same("18, rue des Entrepreneurs", "Paris")).toBe(true);
    expect(same("18 r. des entrepreneurs", "Paris 15e arrondissement")).toBe(true);
    expect(same("18 rue des entrepreneurs", "PARIS CEDEX 15")).toBe(true);
    expect(same("19 rue des entrepreneurs", "Paris")).toBe(false);
  });

  it("where the register says nothing, as INSEE does of VAT numbers", () => {
    const silent = { vatNumber: null, siret: null, legalForm: null, activity: null, activity2025: null, name: "" };
    expect(fields({ ...silent, address: { line: "", postcode: "", city: "", country: "FR" } })).toEqual([]);
  });

  it("of a company that asked not to be published, whatever is left in its answer", () => {
    expect(fields({ partial: true, name: "[ND]", address: { line: "", postcode: "", city: "NIMES", country: "FR" } })).toEqual([]);
  });

  it("when another establishment is the one we deal with, until the head office moves from where we knew it", () => {
    const branch = { siret: "73282932000090" };
    expect(fields({}, { theirs: branch })).toEqual([]);
    expect(fields({ siret: "73282932000082" }, { theirs: branch })).toEqual([]);
    expect(fields({ siret: "73282932000082" })).toEqual(["siret"]);
  });

  it("on the day when the register gives NAF 2025 in both places", () => {
    expect(fields({ activity: "62.20G" })).toEqual([]);
    expect(fields({ activity: "70.20Y", activity2025: "70.20Y" })).toEqual(["activity"]);
  });
});

describe("what is kept of a reading", () => {
  it("is all of it but what is in dispute", () => {
    const read = { ...ACME, legalForm: "5599", activity: "70.22Z", alias: "A.C." };
    expect(factsAfter(ACME, read, ["activity"])).toEqual({ ...read, activity: "62.02A" });
    expect(factsAfter(null, ACME, ["siret"])).toEqual({ ...ACME, siret: null });
  });

  it("shows the code that is official on the day, the other one beside it", () => {
    const codes = (day: string) => activityCodes(ACME, Date.parse(day));
    expect(codes("2026-12-31T22:59:59Z")).toEqual(["62.02A", "62.20G"]);
    expect(codes("2026-12-31T23:00:00Z")).toEqual(["62.20G", "62.02A"]);
    expect(activityCodes({ activity: "62.02A", activity2025: null }, Date.parse("2027-06-01"))).toEqual(["62.02A"]);
  });
});
