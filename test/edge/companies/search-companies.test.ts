import { beforeEach, describe, expect, it } from "vitest";
import { readCompany, recallCompany, searchCompanies } from "../../../edge/companies/search-companies.ts";
import { PasserelleError } from "../../../edge/errors.ts";
import type { House } from "../../../edge/house.ts";
import { aCompany, aHouse, aRegister, worker } from "../carry.ts";

const ACME = aCompany("732829320", "ACME CONSEIL");
let register: ReturnType<typeof aRegister>;
let house: House;
let late: Promise<unknown>[];

beforeEach(async () => {
  await worker.DB.prepare("DELETE FROM register_answers").run();
  register = aRegister([ACME]);
  late = [];
  house = { ...aHouse({ register }), later: (work) => void late.push(work) };
});

const search = (text: string, budgetMs = 500) => searchCompanies(house, text, { limit: 5, budgetMs });

describe("searchCompanies", () => {
  it("asks once a day for the same words, whatever their accents and case", async () => {
    expect(await search("ACME")).toMatchObject({ register: "ok", companies: [{ siren: "732829320" }] });
    await search("acmé");
    expect(register.asked).toBe(1);
  });

  it("answers within its budget, and keeps what comes too late for the next key stroke", async () => {
    const quick = register.search;
    let answer = () => {};
    register.search = async (...asked) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return quick(...asked);
    };
    expect(await search("ACME", 20)).toEqual({ companies: [], register: "slow" });
    answer();
    await Promise.all(late);
    expect(await search("ACME", 20)).toMatchObject({ register: "ok", companies: [{ siren: "732829320" }] });
  });

  it("leaves a register alone that is down or says 429, and says which", async () => {
    register.down = true;
    expect((await search("ACME")).register).toBe("down");
    expect((await search("AUTRE")).register).toBe("down");
    expect(register.asked).toBe(1);
    await worker.DB.prepare("DELETE FROM register_answers").run();
    register.search = async () => {
      throw new PasserelleError("rate_limited", { retryAfterSeconds: 3 });
    };
    expect((await search("ACME")).register).toBe("limited");
    expect((await search("AUTRE")).register).toBe("limited");
  });

  it("asks for the SIREN within a French VAT number, and never for an address", async () => {
    const asked: string[] = [];
    register.search = async (text) => {
      asked.push(text);
      return [];
    };
    await search("FR 44 732829320");
    await search("zoe@acme.example");
    expect(asked).toEqual(["732829320"]);
  });

  it("does not trouble the register with two letters", async () => {
    expect(await search("ac")).toEqual({ companies: [], register: "too_short" });
    expect(register.asked).toBe(0);
  });
});

describe("readCompany", () => {
  it("reads again for a run, and recalls what a search has seen when the register is down", async () => {
    await search("ACME");
    expect(await recallCompany(worker.DB, "732829320")).toMatchObject({ name: "ACME CONSEIL" });
    expect(await readCompany(worker.DB, register, "732829320")).toMatchObject({ name: "ACME CONSEIL" });
    expect(register.asked).toBe(2);
    register.down = true;
    await worker.DB.prepare("UPDATE register_answers SET fetched_at = fetched_at - 120000").run();
    await expect(readCompany(worker.DB, register, "732829320")).rejects.toMatchObject({ code: "vendor_unavailable" });
  });

  it("refuses what is no SIREN before it asks", async () => {
    await expect(readCompany(worker.DB, register, "732829321")).rejects.toMatchObject({ code: "bad_siren" });
  });
});
