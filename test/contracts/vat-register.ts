/** What every connector to a register of VAT numbers must do, whoever speaks on the other side. */
import { describe, expect, it } from "vitest";
import type { VatRegister } from "../../edge/companies/vat-register.ts";
import type { ErrorCode } from "../../edge/errors.ts";
import { foreignCompanies } from "../fixtures/foreign-companies.ts";
import { transcript } from "./transcript.ts";

export interface OpenVat {
  /** Our own VAT number. */
  requester?: string;
  /** The test service, whose numbers choose the answer. */
  test?: boolean;
}

const FAULTS: [number: string, code: ErrorCode][] = [
  ["DE201", "bad_vat_number"],
  ["DE202", "misconfigured"],
  ["DE300", "vendor_unavailable"],
  ["DE301", "vendor_unavailable"],
  ["DE302", "vendor_unavailable"],
  ["DE400", "misconfigured"],
  ["DE401", "misconfigured"],
  ["DE500", "rate_limited"],
  ["DE501", "rate_limited"],
  ["DE600", "rate_limited"],
  ["DE601", "rate_limited"],
];

export function keepsTheVatPromise(name: string, openOne: (options?: OpenVat) => VatRegister) {
  describe(`${name} keeps the promise of a VAT register`, () => {
    const written = transcript();
    const open = (options?: OpenVat) => written.of(openOne(options));
    it("knows every registered company, as far as its member state tells", async () => {
      const vat = open();
      for (const { vatNumber, name, address } of foreignCompanies) {
        const lines = address.trim().replaceAll("\n", ", ");
        expect(await vat.check(vatNumber), vatNumber).toEqual({
          state: "valid",
          name: name === "---" ? null : name,
          address: address === "---" ? null : lines,
          requestIdentifier: null,
          checkedAt: expect.closeTo(Date.now(), -5),
        });
      }
    });

    it("tells a number that nobody has from a number that nobody can tell about", async () => {
      const unknown = { state: "invalid", name: null, address: null, requestIdentifier: null, checkedAt: expect.any(Number) };
      expect(await open().check("BE0123456749")).toEqual(unknown);
      expect(await open({ test: true }).check("DE200")).toEqual(unknown);
      expect(await open({ test: true }).check("DE100")).toMatchObject({ state: "valid", name: "John Doe" });
    });

    it("brings back the proof when it says who asks, for either answer", async () => {
      const vat = open({ requester: "FR 44 732829320" });
      expect((await vat.check("IT00743110157")).requestIdentifier).toMatch(/^WAPI\w+$/);
      expect(await vat.check("BE0123456749")).toMatchObject({ state: "invalid", requestIdentifier: expect.stringMatching(/^WAPI\w+$/) });
    });

    it.each(FAULTS)("translates the fault of %s: %s", async (number, code) => {
      await expect(open({ test: true }).check(number)).rejects.toMatchObject({ name: "PasserelleError", code });
    });

    it.each(["", "DE", "136695976", "DE1234567890123", "DE</o:vatNumber>", "DE12&34", "ßE123456"])(
      "refuses %j, which no member state can have given out",
      async (number) => {
        await expect(open().check(number)).rejects.toMatchObject({ code: "bad_vat_number" });
      },
    );

    it("blames the set-up, not the number, when our own number is none", async () => {
      await expect(open({ requester: "hello" }).check("DE136695976")).rejects.toMatchObject({ code: "misconfigured" });
      await expect(open({ requester: "ZZ123456" }).check("DE136695976")).rejects.toMatchObject({ code: "misconfigured" });
    });
  });
}
