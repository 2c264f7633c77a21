/** Bytes to words: transfer encodings, character sets (also where the label is wrong), and encoded words in headers (RFC 2047). */

export type Encoding = "base64" | "quoted-printable" | "7bit" | "8bit" | "binary" | "";

/** @param source one character a byte */
export function transferred(source: string, encoding: Encoding): Uint8Array {
  if (encoding === "base64") return bytesOf(fromBase64(source));
  return bytesOf(encoding === "quoted-printable" ? fromQuotedPrintable(source) : source);
}

const bytesOf = (source: string): Uint8Array => {
  const bytes = new Uint8Array(source.length);
  for (let i = 0; i < source.length; i++) bytes[i] = source.charCodeAt(i);
  return bytes;
};

function fromBase64(source: string): string {
  const bare = source.replace(/[^A-Za-z0-9+/]/g, "");
  // A single character at the end holds no byte.
  return atob(bare.length % 4 === 1 ? bare.slice(0, -1) : bare);
}

const fromQuotedPrintable = (source: string): string =>
  source.replace(/=\r?\n/g, "").replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * What says it is Latin and reads as UTF-8 is UTF-8, and what says it is UTF-8 and does not is Latin: labels are wrong more
 * often than bytes are.
 */
export function decodeText(bytes: Uint8Array, label: string): string {
  const charset = label
    .trim()
    .toLowerCase()
    .replace(/[^\w-]/g, "");
  const ownBytes = charset.startsWith("utf-16") || charset.startsWith("iso-2022");
  if (!ownBytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    } catch {
      // Not UTF-8, whatever it says.
    }
  }
  try {
    return new TextDecoder(charset && !charset.startsWith("utf-8") ? charset : "windows-1252").decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // no such character set
  }
}

/** A header's value in words: encoded words decoded, those that follow each other joined first, for a character may be cut in two. */
export function decodeHeader(value: string): string {
  const joined = value.slice(0, 10_000).replace(/(\?=)\s+(?==\?)/g, "$1");
  const words = joined.replace(/(?:=\?[^?\s]{1,40}\?[bq]\?[^?\s]*\?=)+/gi, (run) => {
    const parts = [...run.matchAll(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi)].map(([, label = "", how = "", text = ""]) => ({
      label: label.split("*")[0] as string,
      bytes: how.toLowerCase() === "b" ? transferred(text, "base64") : transferred(text.replace(/_/g, " "), "quoted-printable"),
    }));
    let out = "";
    for (let i = 0; i < parts.length; ) {
      const { label } = parts[i] as (typeof parts)[number];
      const end = parts.findIndex((part, j) => j > i && part.label !== label);
      const same = parts.slice(i, end < 0 ? undefined : end);
      out += decodeText(concat(same.map(({ bytes }) => bytes)), label);
      i += same.length;
    }
    return out;
  });
  // What stands there without any encoding is UTF-8 nowadays, or Latin.
  return words === joined ? decodeText(bytesOf(joined), "utf-8") : words;
}

function concat(pieces: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
