/** The countries of the world, as ISO 3166-1 alpha-2 codes: those that Intl has a name for. */

/** Codes with a name that nobody does business from: parts of others, the Union, ice, tests. Those given up ("UK") lead to today's. */
const NO_COUNTRY = /^(A[CQ]|BV|C[PQ]|DG|E[AUZ]|GS|HM|IC|QO|TA|U[MN]|X[AB]|ZZ)$/;
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Made when first needed: it takes milliseconds, and never changes. */
let known: string[] | undefined;

export const countryCodes = (): string[] => (known ??= everyCode());

function everyCode(): string[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) => names.of(code) && !NO_COUNTRY.test(code) && new Intl.Locale(`und-${code}`).region === code,
  );
}
