import fc from "fast-check";
import { stdnum } from "stdnum";
import { describe, expect, it } from "vitest";
import {
  checkVatNumber,
  formatCompanyNumber,
  frenchVatNumber,
  isSiren,
  isSiret,
  readCompanyNumber,
} from "../../../edge/companies/company-numbers.ts";

const SIRENS = ["732829320", "813487899", "404833048", "552100554", "356000000"];
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));

describe("SIREN and SIRET", () => {
  it.each(SIRENS)("takes the SIREN %s", (siren) => expect(isSiren(siren)).toBe(true));
  it.each(["123456789", "", "73282932", "7328293200", "73282932O"])("refuses %j as a SIREN", (text) => expect(isSiren(text)).toBe(false));

  it.each(["73282932000074", "81348789900052", "35600000000048"])("takes the SIRET %s", (siret) => expect(isSiret(siret)).toBe(true));
  it("takes La Poste's SIRET whose digits add up to a multiple of five", () => expect(isSiret("35600000049837")).toBe(true));
  it.each(["73282932000075", "35600000049838", "732829320"])("refuses %j as a SIRET", (text) => expect(isSiret(text)).toBe(false));

  it("agrees with stdnum on any digits", () => {
    fc.assert(fc.property(digits(9), (text) => isSiren(text) === stdnum.FR!.siren!.validate(text).isValid));
    fc.assert(fc.property(digits(14), (text) => isSiret(text) === stdnum.FR!.siret!.validate(text).isValid));
  });

  it("catches every single mistyped digit of a SIREN", () => {
    fc.assert(
      fc.property(fc.constantFrom(...SIRENS), fc.nat(8), fc.integer({ min: 1, max: 9 }), (siren, at, shift) => {
        const wrong = [...siren];
        wrong[at] = String((Number(wrong[at]) + shift) % 10);
        return !isSiren(wrong.join(""));
      }),
    );
  });
});

describe("VAT numbers", () => {
  it.each(["FR44732829320", "FR66813487899", "FR83404833048", "FR39356000000", "FR96552100554"])("computes and takes %s", (number) => {
    expect(frenchVatNumber(number.slice(4))).toBe(number);
    expect(checkVatNumber(number)).toEqual({ country: "FR", number, ok: true });
  });

  // One number of each member state whose key is right, each refused as soon as its last digit changes.
  const RIGHT = [
    ["AT", "ATU13585627"],
    ["BE", "BE0403170701"],
    ["BG", "BG175074752"],
    ["CY", "CY10259033P"],
    ["CZ", "CZ25123891"],
    ["DE", "DE136695976"],
    ["DK", "DK13585628"],
    ["EE", "EE100931558"],
    ["ES", "ESA13585625"],
    ["FI", "FI20774740"],
    ["GR", "EL094259216"],
    ["HR", "HR33392005961"],
    ["HU", "HU12892312"],
    ["IE", "IE6433435F"],
    ["IT", "IT00743110157"],
    ["LT", "LT119511515"],
    ["LU", "LU15027442"],
    ["LV", "LV40003521600"],
    ["MT", "MT11679112"],
    ["NL", "NL004495445B01"],
    ["PL", "PL8567346215"],
    ["PT", "PT501964843"],
    ["RO", "RO18547290"],
    ["SE", "SE556188840401"],
    ["SI", "SI50223054"],
    ["SK", "SK2022749619"],
    ["XI", "XI434031494"],
  ] as const;

  it.each(RIGHT)("%s: takes %s, and not the same with another digit", (country, number) => {
    expect(checkVatNumber(number)).toEqual({ country, number, ok: true });
    const mistyped = number.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)).replace(/B02$/, "B0X");
    expect(checkVatNumber(mistyped)).toMatchObject({ country, ok: false });
  });

  it("agrees with stdnum on Belgian and Cypriot numbers, the new ones too", () => {
    const belgian = fc.tuple(fc.constantFrom("0", "1"), digits(7)).map(([first, rest]) => {
      const stem = first + rest;
      return `${stem}${String(97 - (Number(stem) % 97)).padStart(2, "0")}`;
    });
    fc.assert(fc.property(belgian, (number) => checkVatNumber(`BE${number}`)?.ok === stdnum.BE!.vat!.validate(number).isValid));
    const cypriot = fc.stringMatching(/^[02-69]\d{7}[A-Z]$/);
    fc.assert(
      fc.property(cypriot, (number) => checkVatNumber(`CY${number}`)?.ok === stdnum.CY!.vat!.validate(number).isValid),
      { numRuns: 2_000 },
    );
  });

  it("takes what people type around a number", () => {
    expect(checkVatNumber(" fr 44.732 829-320 ")).toEqual({ country: "FR", number: "FR44732829320", ok: true });
    expect(checkVatNumber("GR 094259216")).toEqual({ country: "GR", number: "EL094259216", ok: true });
  });

  it("refuses a French number whose nine digits are no SIREN, but not Monaco's", () => {
    expect(checkVatNumber(frenchVatNumber("123456789"))).toMatchObject({ ok: false });
    expect(checkVatNumber("FR53000004605")).toMatchObject({ ok: true });
  });

  it("refuses a French number whose key is off by one", () => expect(checkVatNumber("FR45732829320")).toMatchObject({ ok: false }));
  it.each(["GB434031494", "US123456789", "732829320", "", "250732829320"])("knows no member state for %j", (text) => {
    expect(checkVatNumber(text)).toBeNull();
  });
});

describe("what a person typed", () => {
  it.each([
    ["732829320", { siren: "732829320" }],
    ["732 829 320", { siren: "732829320" }],
    ["siren : 732\u00a0829\u202f320", { siren: "732829320" }],
    ["73282932000074", { siret: "73282932000074" }],
    ["siret: 732 829 320 00074", { siret: "73282932000074" }],
    ["SIRET n° 732.829.320.00074", { siret: "73282932000074" }],
    ["FR 44 732 829 320", { vatNumber: "FR44732829320" }],
    ["TVA intracommunautaire : FR44732829320", { vatNumber: "FR44732829320" }],
    ["vat number IE 6433435F", { vatNumber: "IE6433435F" }],
    ["７３２８２９３２０", { siren: "732829320" }],
    ["123456789", { siren: "123456789" }],
  ])("reads %j", (text, expected) => expect(readCompanyNumber(text)).toEqual(expected));

  it.each(["DE LA RUE", "La Poste", "Sirena", "3M", "1664", "BE 2024", "FR", "", "Société 732829320 SARL", "IT Services 24"])(
    "takes %j for a name",
    (text) => expect(readCompanyNumber(text)).toBeNull(),
  );

  it("never throws and never reads a number out of letters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => readCompanyNumber(text) === null || /\d/.test(text.normalize("NFKC"))));
  });

  it("reads back what it formats", () => {
    const kept = (number: string) => Object.values(readCompanyNumber(formatCompanyNumber(number)) ?? {})[0] === number;
    fc.assert(fc.property(digits(9), kept));
    fc.assert(fc.property(digits(14), kept));
  });

  it("formats as people read them", () => {
    expect(formatCompanyNumber("732829320")).toBe("732\u00a0829\u00a0320");
    expect(formatCompanyNumber("73282932000074")).toBe("732\u00a0829\u00a0320\u00a000074");
    expect(formatCompanyNumber("FR44732829320")).toBe("FR\u00a044\u00a0732\u00a0829\u00a0320");
    expect(formatCompanyNumber("ATU13585627")).toBe("ATU13585627");
  });
});
