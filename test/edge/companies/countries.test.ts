import { expect, it } from "vitest";
import { countryCodes } from "../../../edge/companies/countries.ts";

it("knows the countries of the world, and no other regions", () => {
  const codes = countryCodes();
  expect(codes).toEqual(expect.arrayContaining(["FR", "MC", "NO", "GB", "US", "GP", "XK", "ZW"]));
  for (const none of ["UK", "EU", "FX", "SU", "DD", "ZZ", "UN", "AA"]) expect(codes).not.toContain(none);
  expect(codes).toHaveLength(245);
});
