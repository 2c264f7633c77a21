/** What every connector to a register of companies must do. `open` serves the sample companies of test/fixtures. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Company } from "../../edge/companies/company.ts";
import type { CompanyRegister } from "../../edge/companies/company-register.ts";
import { companies, companyNamed } from "../fixtures/companies.ts";
import type { Faults } from "../sandbox/faults.ts";

export interface RegisterUnderTest {
  register: CompanyRegister;
  faults: Faults;
}

/** @param listsVat false for a register without the tax office's list: it must then say null, not guess. */
export function keepsTheRegisterPromise(name: string, open: () => Promise<RegisterUnderTest>, { listsVat = true } = {}) {
  describe(`${name} keeps the promise of a register`, () => {
    it("finds every company by its SIREN, in our shape", async () => {
      const { register } = await open();
      for (const sample of companies) {
        const company = await register.find(sample.siren);
        expect(() => Company.parse(company)).not.toThrow();
        expect(company).toMatchObject({
          siren: sample.siren,
          siret: sample.siret,
          legalForm: sample.legalForm,
          activity: sample.activity,
          activity2025: sample.activity2025,
          vatNumber: listsVat ? sample.vatNumber : null,
          state: sample.closedOn ? "closed" : "active",
          partial: sample.partial,
          name: sample.partial ? "" : sample.name,
        });
        expect(JSON.stringify(company)).not.toContain("NON-DIFFUSIBLE");
      }
    });

    it("answers null for a SIREN that the register does not know, and for what is none", async () => {
      const { register } = await open();
      expect(await register.find("999999998")).toBeNull();
      expect(await register.find("")).toBeNull();
      expect(await register.find("73282932")).toBeNull();
    });

    it("gives the head office's address in its parts", async () => {
      const { register } = await open();
      expect((await register.find(companyNamed("CAFÉ DE L'ÉTOILE").siren))?.address).toEqual({
        line: "2 BIS PLACE DE L'ÉTOILE",
        postcode: "44000",
        city: "NANTES",
        country: "FR",
      });
    });

    it("keeps the address of who asked not to be published to itself", async () => {
      const { register } = await open();
      expect((await register.find(companyNamed("DUVAL CAMILLE").siren))?.address).toEqual({
        line: "",
        postcode: "",
        city: "",
        country: "FR",
      });
    });

    it.each([
      ["cafe de l'etoile", "CAFÉ DE L'ÉTOILE"],
      ["CAFÉ étoile", "CAFÉ DE L'ÉTOILE"],
      ["trois chên", "MENUISERIE LES TROIS CHÊNES"],
      ["coperative artisans", "COOPÉRATIVE DES ARTISANS DU BOCAGE"],
      ["fpso", "FORMATION PRO SUD-OUEST"],
      ["durand & fils", "DURAND & FILS"],
      ["garage martin mulhouse", "GARAGE MARTIN"],
      ["100% naturel", "100% NATUREL"],
      ["  coeur   de ville ", "CŒUR DE VILLE IMMOBILIER"],
    ])("finds %j by name", async (text, name) => {
      const { register } = await open();
      expect((await register.search(text, 10))[0]?.name).toBe(name);
    });

    it("finds by SIREN and SIRET as people type them", async () => {
      const { register } = await open();
      const { siren, siret } = companyNamed("NUAGE ET CIE");
      for (const text of [
        siren,
        `${siren.slice(0, 3)} ${siren.slice(3, 6)}\u00a0${siren.slice(6)}`,
        siret,
        `${siret.slice(0, 9)} ${siret.slice(9)}`,
      ]) {
        expect((await register.search(text, 5)).map((company) => company.siren)).toEqual([siren]);
      }
    });

    it("lists homonyms apart, closed ones too, and no more than asked", async () => {
      const { register } = await open();
      const found = await register.search("boulangerie dupont", 10);
      expect(found.map(({ address, state }) => `${address.city} ${state}`).sort()).toEqual([
        "BESANCON closed",
        "DIJON active",
        "PARIS 6 active",
      ]);
      expect(await register.search("boulangerie dupont", 2)).toHaveLength(2);
      expect((await register.search("societe", 100)).length).toBeLessThanOrEqual(25);
    });

    it("finds nothing for a text that is too short or that nobody is called", async () => {
      const { register } = await open();
      expect(await register.search("ab", 10)).toEqual([]);
      expect(await register.search("   ", 10)).toEqual([]);
      expect(await register.search("zzzzqqqq", 10)).toEqual([]);
    });

    it("takes any text", async () => {
      const { register } = await open();
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: "binary", maxLength: 300 }), async (text) => Array.isArray(await register.search(text, 5))),
        { numRuns: 60 },
      );
      for (const text of ["?&#=%", "%%%", "{siren}", "../../..", "🥐🥐🥐", "‮abc"]) expect(await register.search(text, 5)).toEqual([]);
    });

    it("passes on how long to wait, when the register says so", async () => {
      const { register, faults } = await open();
      faults.add({ kind: "429", retryAfterSeconds: 3 });
      await expect(register.search("acme france", 5)).rejects.toMatchObject({ code: "rate_limited", retryAfterSeconds: 3 });
      faults.add({ kind: "429", retryAfterSeconds: 0 });
      await expect(register.find("356000000")).rejects.toMatchObject({ code: "rate_limited" });
    });

    it.each(["500", "lose-request", "lose-reply"] as const)(
      "never says that a company is unknown when it could not ask (%s)",
      async (kind) => {
        const { register, faults } = await open();
        faults.add({ kind, times: 2 });
        await expect(register.find("356000000")).rejects.toMatchObject({ code: "vendor_unavailable" });
        await expect(register.search("la poste", 5)).rejects.toMatchObject({ code: "vendor_unavailable" });
        expect(await register.find("356000000")).toMatchObject({ name: "LA POSTE" });
      },
    );
  });
}
