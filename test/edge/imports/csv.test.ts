/** The reader of lines: what spreadsheets write comes back as it was, in one piece or in many; what is no CSV harms nobody. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { delimiterOf, LONGEST_LINE_BYTES, readLines } from "../../../edge/imports/csv.ts";
import { toUtf8 } from "../../../edge/imports/take-file.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, delimiter = ";") =>
  readLines(bytes(text), delimiter, true).lines.map(({ fields, broken }) => (broken ? "broken" : fields));

/** In stretches of `size` bytes, each beginning where the one before ended. */
function inStretches(text: string, size: number): string[][] {
  const whole = bytes(text);
  const lines: string[][] = [];
  for (let from = 0, more = size; from < whole.length; ) {
    const to = Math.min(whole.length, from + more);
    const stretch = readLines(whole.subarray(from, to), ";", to === whole.length);
    lines.push(...stretch.lines.map(({ fields }) => fields));
    more = stretch.bytes === 0 ? more * 2 : size;
    from += stretch.bytes;
  }
  return lines;
}

const quoted = (field: string) => (/[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const written = (lines: string[][], lineBreak: string) => lines.map((line) => line.map(quoted).join(";")).join(lineBreak);
const field = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", '"', ";", "\n", "\r", " ", "'") });

describe("readLines", () => {
  it("gives back whatever was written, however it is cut", () => {
    const file = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(file, fc.constantFrom("\n", "\r\n", "\r"), fc.integer({ min: 1, max: 40 }), (lines, lineBreak, size) => {
        const text = written(lines, lineBreak);
        expect(read(text)).toEqual(lines);
        expect(inStretches(text, size)).toEqual(lines);
      }),
      { numRuns: 300 },
    );
  });
  it("takes a quote inside a field for a sign, and what stands behind a closing one for text", () => {
    expect(read('12" de large;"a" b;c')).toEqual([['12" de large', "a b", "c"]]);
  });
  it("finds its feet again behind a quote that is never closed", () => {
    const [first, ...rest] = read(`a;"b;c\nd;e\n${"f;g\n".repeat(3)}`);
    expect([first, rest[0], rest.length]).toEqual(["broken", ["d", "e"], 4]);
  });
  it("reads no line that is longer than a line can be, nor one of a thousand columns", () => {
    expect(read(`${"x".repeat(LONGEST_LINE_BYTES + 1)};y\na;b`)).toEqual(["broken", ["a", "b"]]);
    expect(read(`${";".repeat(1_000)}\na;b`)).toEqual(["broken", ["a", "b"]]);
  });
  it("keeps its place among blank lines", () => {
    expect(read("a;b\n\nc;d\n")).toEqual([["a", "b"], [""], ["c", "d"]]);
  });
});

describe("delimiterOf", () => {
  it.each([
    ["nom;ville\nMartin, Jean;Paris\nDupont, Anne;Lyon", ";"],
    ["name,city\nA;B,Paris\nC,Lyon", ","],
    ["nom\tville\na\tb", "\t"],
    ["nom|ville\na|b", "|"],
    ["nom\nMartin", ";"],
  ])("%j: %j", (text, delimiter) => {
    expect(delimiterOf(bytes(text), true)).toBe(delimiter);
  });
});

describe("toUtf8", () => {
  const text = (file: Uint8Array) => new TextDecoder().decode(toUtf8(file).bytes);
  it("reads UTF-8 with and without mark, Windows-1252 and UTF-16", () => {
    expect(text(bytes("Société"))).toBe("Société");
    expect(text(bytes("\ufeffSociété"))).toBe("Société");
    expect(text(Uint8Array.from([0x53, 0xe9, 0x80]))).toBe("Sé€");
    expect(text(Uint8Array.from([0xff, 0xfe, 0xe9, 0]))).toBe("é");
    expect(text(Uint8Array.from([0xfe, 0xff, 0, 0xe9]))).toBe("é");
  });
  it.each([
    ["excel", [0x50, 0x4b, 3, 4, 1]],
    ["excel", [0xd0, 0xcf, 0x11, 0xe0]],
    ["binary", [65, 0, 66]],
    ["empty", [32, 10]],
    ["empty", []],
  ])("refuses what is %s", (field, file) => {
    expect(() => toUtf8(Uint8Array.from(file))).toThrow(expect.objectContaining({ code: "invalid_input", field }));
  });
});
