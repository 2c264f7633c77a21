/**
 * Exact decimals: no amount of money ever passes through a floating-point number. Outside they are strings with a dot
 * ("1234.5", as the house keeps unit prices and rates) or integer cents; inside, a bigint and how many of its digits
 * stand behind the point.
 */
export interface Decimal {
  digits: bigint;
  places: number;
}

const WRITTEN = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/;

/** Null when the text is no plain decimal: at most 15 digits before the point and 10 behind it. */
export function readDecimal(text: string): Decimal | null {
  const [, sign, whole = "", rest = ""] = WRITTEN.exec(text) ?? [];
  if (sign === undefined) return null;
  const digits = BigInt(whole + rest);
  return { digits: sign ? -digits : digits, places: rest.length };
}

/** @throws RangeError when the text is no decimal: only what a zod shape has let through comes here */
export function decimal(text: string): Decimal {
  const read = readDecimal(text);
  if (!read) throw new RangeError("not a decimal");
  return read;
}

export const cents = (amountCents: number): Decimal => ({ digits: BigInt(amountCents), places: 2 });

export const times = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, places: a.places + b.places });

export const plus = (a: Decimal, b: Decimal): Decimal => {
  const places = Math.max(a.places, b.places);
  return { digits: at(a, places) + at(b, places), places };
};

/** `a ÷ b` to so many places, half away from zero. @throws RangeError when b is zero */
export function dividedBy(a: Decimal, b: Decimal, places: number): Decimal {
  // a / 10^pa ÷ (b / 10^pb) × 10^places
  const numerator = a.digits * 10n ** BigInt(b.places + places);
  return { digits: halfUp(numerator, b.digits * 10n ** BigInt(a.places)), places };
}

/** Rounded half away from zero, as EN 16931 and every accountant does. */
export function rounded(value: Decimal, places: number): Decimal {
  if (value.places <= places) return { digits: at(value, places), places };
  return { digits: halfUp(value.digits, 10n ** BigInt(value.places - places)), places };
}

export const toCents = (value: Decimal): number => Number(rounded(value, 2).digits);

/** As short as it is exact: "1.5", "800", "-0.000001". */
export function written({ digits, places }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const padded = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  const whole = padded.slice(0, padded.length - places);
  const rest = padded.slice(padded.length - places).replace(/0+$/, "");
  return `${sign}${whole}${rest ? `.${rest}` : ""}`;
}

/** With two places, as amounts stand in an e-invoice: "1080.47". */
export function writtenCents(amountCents: number): string {
  const padded = Math.abs(amountCents).toString().padStart(3, "0");
  return `${amountCents < 0 ? "-" : ""}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places);
  const [left, right] = [at(a, places), at(b, places)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Digits at `places` behind the point; only ever more than it has. */
const at = ({ digits, places }: Decimal, wanted: number) => digits * 10n ** BigInt(wanted - places);

function halfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError("division by zero");
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator < 0n ? -denominator : denominator];
  const result = (2n * n + d) / (2n * d);
  return negative ? -result : result;
}
