/**
 * The keys of VAT numbers in the Union and in Northern Ireland: what each member state writes behind its prefix, and which digit
 * or letter has to stand where. Pure.
 * Source: the rules as jsvat 2.5 has them, against which the tests hold each of these; Belgium and Cyprus as in stdnum.
 */
const digitsOf = (text: string): number[] => Array.from(text, Number);

/** Each digit times its weight. */
const weigh = (text: string, weights: number[]): number => weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0);
const last = (text: string): number => Number(text.at(-1));
/** Where a key has only one digit, ten is written as 0. */
const oneDigit = (key: number): number => (key > 9 ? 0 : key);

/** Every second digit from the right doubled, and the two digits of that added. */
const crossSum = (text: string): number =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, at) => sum + (at % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit), 0);

export const luhn = (text: string): boolean => crossSum(text) % 10 === 0;

/** ISO 7064, MOD 11,10. */
function iso11And10(text: string): boolean {
  const product = digitsOf(text.slice(0, -1)).reduce((now, digit) => (2 * ((digit + now) % 10 || 10)) % 11, 10);
  return (product + last(text)) % 10 === 1;
}

/** When the first weights lead to ten, the second ones decide. */
function twoRounds(text: string, first: number[], second: number[]): boolean {
  const key = weigh(text, first) % 11;
  return (key === 10 ? oneDigit(weigh(text, second) % 11) : key) === last(text);
}

const oneTo = (most: number, from = 1): number[] => Array.from({ length: most }, (_, at) => at + from);
const EIGHT_TO_TWO = [8, 7, 6, 5, 4, 3, 2];

function bulgarian(number: string): boolean {
  if (number.length === 9) return twoRounds(number, oneTo(8), oneTo(8, 3));
  const month = /^\d\d([0-5]\d)[0-3]/.exec(number)?.[1];
  // A citizen's number holds the date of birth, of other centuries with 20 or 40 more.
  const isCitizen = month !== undefined && Number(month) % 20 > 0 && Number(month) % 20 < 13;
  if (isCitizen && oneDigit(weigh(number, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) === last(number)) return true;
  if (weigh(number, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === last(number)) return true;
  return (11 - (weigh(number, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === last(number);
}

function cypriot(number: string): boolean {
  const even = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = digitsOf(number.slice(0, 8)).reduce((total, digit, at) => total + (at % 2 === 0 ? (even[digit] as number) : digit), 0);
  return !number.startsWith("12") && number.codePointAt(8) === 65 + (sum % 26);
}

/** Companies, then three kinds of persons. */
function czech(number: string): boolean {
  const company = 11 - (weigh(number, EIGHT_TO_TWO) % 11);
  if (number.length === 8) return (company > 9 ? company - 10 : company) === last(number);
  if (/^6\d{8}$/.test(number) && ((weigh(number.slice(1), EIGHT_TO_TWO) % 11) + 8) % 10 === last(number)) return true;
  if (/^\d\d[0-35-8]\d[0-3]\d{5}$/.test(number))
    return Number(number) % 11 === 0 && [0, 2, 4, 6, 8].reduce((sum, at) => sum + Number(number.slice(at, at + 2)), 0) % 11 === 0;
  return /^[0-5]\d[0156]\d[0-3]\d{4}$/.test(number);
}

/** Companies end with a digit or a letter of the same key; persons with the letter of their identity card. */
function spanish(number: string): boolean {
  if (/^[A-HJUV]\d{8}$/.test(number)) return luhn(number.slice(1));
  if (/^[A-HN-SW]\d{7}[A-J]$/.test(number)) return number.codePointAt(8) === 74 - (crossSum(`${number.slice(1, 8)}0`) % 10);
  const card = number
    .slice(0, 8)
    .replace(/^[KLMX]/, "0")
    .replace(/^Y/, "1")
    .replace(/^Z/, "2");
  return number[8] === "TRWAGMYFPDXBNJZSQVHLCKE"[Number(card) % 23];
}

function irish(number: string): boolean {
  const today = number.replace(/^(\d)[A-Z*+](\d{5})(.)$/, "0$2$1$3");
  const behind = { A: 9, H: 72 }[today[8] ?? ""] ?? 0;
  return today[7] === "WABCDEFGHIJKLMNOPQRSTUV"[(weigh(today, EIGHT_TO_TWO) + behind) % 23];
}

/** The last three digits before the key are the office that gave it. */
function italian(number: string): boolean {
  const office = Number(number.slice(7, 10));
  return !number.startsWith("0000000") && ((office > 0 && office < 202) || office === 888 || office === 999) && luhn(number);
}

function latvian(number: string): boolean {
  // A person's begins with the date of birth.
  if (/^[0-3]/.test(number)) return /^\d\d[01]/.test(number);
  const rest = weigh(number, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11;
  return (rest === 4 ? 0 : rest > 4 ? 14 - rest : 3 - rest) === last(number);
}

function lithuanian(number: string): boolean {
  if (!/1.$/.test(number)) return false;
  return number.length === 9
    ? twoRounds(number, oneTo(8), [...oneTo(7, 3), 1])
    : twoRounds(number, [...oneTo(9), 1, 2], [...oneTo(7, 3), 1, 2, 3, 4]);
}

/** A company's, or a sole trader's: that one is an IBAN's key over the whole. */
const dutch = (number: string): boolean =>
  oneDigit(weigh(number, [9, ...EIGHT_TO_TWO]) % 11) === Number(number[8]) || BigInt(`2321${number.replace("B", "11")}`) % 97n === 1n;

function slovenian(number: string): boolean {
  const rest = weigh(number, EIGHT_TO_TWO) % 11;
  return rest > 0 && (11 - rest) % 10 === last(number);
}

/** Numbers of two series; each has ranges that were never given out. */
function northernIrish(number: string): boolean {
  const [head, key] = [Number(number.slice(0, 7)), Number(number.slice(7, 9))];
  const old = (97 - (weigh(number, EIGHT_TO_TWO) % 97)) % 97;
  const isOld = head < 9_990_001 && (head < 100_000 || head > 999_999) && (head < 9_490_001 || head > 9_700_000);
  return Number(number) !== 0 && ((key === old && isOld) || (key === (old + 42) % 97 && head > 1_000_000));
}

/** By the prefix its numbers carry (Greece writes EL, Northern Ireland XI): what stands behind it, and whether its key is right. */
export const VAT_KEYS: Record<string, [shape: RegExp, isRight: (number: string) => boolean]> = {
  AT: [/^U\d{8}$/, (number) => (crossSum(number.slice(1, 8)) + 4 + last(number)) % 10 === 0],
  BE: [/^[01]?\d{9}$/, (number) => 97 - (Number(number.slice(0, -2)) % 97) === Number(number.slice(-2))],
  BG: [/^\d{9,10}$/, bulgarian],
  CY: [/^[0-69]\d{7}[A-Z]$/, cypriot],
  CZ: [/^\d{8,10}$/, czech],
  DE: [/^[1-9]\d{8}$/, iso11And10],
  DK: [/^\d{8}$/, (number) => weigh(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0],
  EE: [/^10\d{7}$/, (number) => weigh(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0],
  EL: [/^\d{9}$/, (number) => oneDigit(weigh(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) === last(number)],
  ES: [/^([A-Z]\d{8}|[A-HN-SW]\d{7}[A-J]|[\dKLMXYZ]\d{7}[A-Z])$/, spanish],
  FI: [/^\d{8}$/, (number) => oneDigit(11 - (weigh(number, [7, 9, 10, 5, 8, 4, 2]) % 11)) === last(number)],
  // Of a key with letters nobody tells the rule.
  FR: [/^[\dA-HJ-NP-Z]{2}\d{9}$/, (number) => !/^\d\d/.test(number) || Number(`${number.slice(2)}12`) % 97 === Number(number.slice(0, 2))],
  HR: [/^\d{11}$/, iso11And10],
  HU: [/^\d{8}$/, (number) => weigh(number, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0],
  IE: [/^(\d{7}[A-W][AH]?|[7-9][A-Z*+]\d{5}[A-W])$/, irish],
  IT: [/^\d{11}$/, italian],
  LT: [/^(\d{9}|\d{12})$/, lithuanian],
  LU: [/^\d{8}$/, (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6))],
  LV: [/^\d{11}$/, latvian],
  MT: [/^[1-9]\d{7}$/, (number) => 37 - (weigh(number, [3, 4, 6, 7, 8, 9]) % 37) === Number(number.slice(6))],
  NL: [/^\d{9}B\d\d$/, dutch],
  PL: [/^\d{10}$/, (number) => oneDigit(weigh(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11) === last(number)],
  PT: [/^\d{9}$/, (number) => oneDigit(11 - (weigh(number, [9, ...EIGHT_TO_TWO]) % 11)) === last(number)],
  RO: [/^[1-9]\d{1,9}$/, (number) => oneDigit((10 * weigh(number.padStart(10, "0"), [7, 5, 3, 2, 1, 7, 5, 3, 2])) % 11) === last(number)],
  SE: [/^\d{10}01$/, (number) => luhn(number.slice(0, 10))],
  SI: [/^[1-9]\d{7}$/, slovenian],
  SK: [/^[1-9]\d[2346-9]\d{7}$/, (number) => Number(number) % 11 === 0],
  XI: [/^(\d{9}|\d{12})$/, northernIrish],
};
