/**
 * Lines of a CSV file as spreadsheets and management software write them: `;` `,` tab or `|`, quotes, line breaks within
 * quotes. Reads any stretch of the bytes and says where the next one begins, so that a large file is read piece by piece.
 *
 * Our own: papaparse and csv-parse weigh more than 7 kB gzip, udsv 2.7 kB, none of them goes on at a byte's place.
 */

export interface Line {
  fields: string[];
  /** A quote that is never closed, or more than a line can be: `fields` says nothing. */
  broken: boolean;
}

export interface Stretch {
  lines: Line[];
  /** Bytes that were read: the next stretch begins there. */
  bytes: number;
}

const DELIMITERS = [";", ",", "\t", "|"];
/** A line is a line of an address book: longer than this it is not one. */
export const LONGEST_LINE_BYTES = 65_536;
const MOST_COLUMNS = 300;

interface Source {
  bytes: Uint8Array;
  /** One character a byte, so that places in the text are places in the file. */
  text: string;
  /** Ends a field. */
  end: RegExp;
  last: boolean;
}

/** @param bytes UTF-8 from the beginning of a line @param last nothing comes behind them */
export function readLines(bytes: Uint8Array, delimiter: string, last: boolean, most = Number.POSITIVE_INFINITY): Stretch {
  const text = new TextDecoder("latin1").decode(bytes);
  const source: Source = { bytes, text, end: new RegExp(`[${delimiter}\r\n]`, "g"), last };
  const lines: Line[] = [];
  let at = 0;
  while (lines.length < most && at < text.length) {
    const read = oneLine(source, at);
    if (!read) break;
    lines.push(read.line);
    at = read.next;
  }
  return { lines, bytes: at };
}

/** Null = it goes on behind the bytes that are there. */
function oneLine(source: Source, from: number): { line: Line; next: number } | null {
  const { text, last } = source;
  const fields: string[] = [];
  for (let at = from; ; ) {
    const field = oneField(source, at);
    if (!field || field.stop - from > LONGEST_LINE_BYTES) {
      const unfinished = !field && !last && text.length - from <= LONGEST_LINE_BYTES;
      return unfinished ? null : { line: { fields: [], broken: true }, next: behindBreak(text, from) };
    }
    fields.push(field.value);
    const stop = text[field.stop];
    if (stop !== undefined && stop !== "\r" && stop !== "\n") at = field.stop + 1;
    else if (stop === "\r" && field.stop + 1 === text.length && !last) return null;
    else return { line: { fields, broken: fields.length > MOST_COLUMNS }, next: behindBreak(text, field.stop) };
  }
}

function oneField({ bytes, text, end, last }: Source, from: number): { value: string; stop: number } | null {
  let quoted = "";
  let at = from;
  if (text[from] === '"') {
    let close = from + 1;
    for (;;) {
      close = text.indexOf('"', close);
      if (close < 0 || close - from > LONGEST_LINE_BYTES) return null;
      if (text[close + 1] !== '"') break;
      close += 2;
    }
    quoted = written(bytes, text, from + 1, close).replaceAll('""', '"');
    at = close + 1;
  }
  end.lastIndex = at;
  const stop = end.exec(text)?.index ?? (last ? text.length : -1);
  return stop < 0 ? null : { value: quoted + written(bytes, text, at, stop), stop };
}

/** Most fields are ASCII: those are not decoded a second time. */
function written(bytes: Uint8Array, text: string, from: number, to: number): string {
  const slice = text.slice(from, to);
  return /\P{ASCII}/u.test(slice) ? new TextDecoder().decode(bytes.subarray(from, to)) : slice;
}

function behindBreak(text: string, from: number): number {
  const found = /\r\n?|\n/g;
  found.lastIndex = from;
  const hit = found.exec(text);
  // A stretch without any line break is skipped whole: its rest will be broken as well.
  return hit ? hit.index + hit[0].length : text.length;
}

/** The one under which the lines are most alike. */
export function delimiterOf(head: Uint8Array, last: boolean): string {
  const scores = DELIMITERS.map((delimiter) => {
    const widths = readLines(head, delimiter, last, 30).lines.map(({ fields }) => fields.length);
    const [first = 0] = widths;
    const alike = widths.filter((width) => width === first).length / Math.max(1, widths.length);
    return { delimiter, score: first < 2 ? 0 : alike + Math.min(first, 50) / 100 };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}
