/** WebP: one still picture, with its transparency; the file is written anew around it. */
import { ascii, type CleanPhoto, joined } from "./read-photo.ts";

const KEPT = ["VP8X", "ALPH", "VP8 ", "VP8L"];
/** Of VP8X's flags: only that there is transparency. */
const ALPHA = 0x10;
const ANIMATED = 0x02;

export function readWebp(bytes: Uint8Array<ArrayBuffer>): CleanPhoto | null {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WEBP") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stop = view.getUint32(4, true) + 8;
  if (stop > bytes.length) return null;
  const pieces: Uint8Array[] = [];
  let size: { width: number; height: number } | null = null;
  let pictures = 0;
  for (let at = 12; at + 8 <= stop; ) {
    const kind = ascii(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length & 1);
    if (at + 8 + length > stop) return null;
    const chunk = bytes.slice(at, Math.min(end, stop));
    if (kind.startsWith("ANI") || kind === "ANMF") return null;
    if (kind === "VP8X") {
      if (at !== 12 || length < 10 || (chunk[8]! & ANIMATED) !== 0) return null;
      chunk[8] = chunk[8]! & ALPHA;
      size = { width: 1 + uint24(chunk, 12), height: 1 + uint24(chunk, 15) };
    }
    if (kind === "VP8 " || kind === "VP8L") {
      const own = kind === "VP8 " ? lossy(chunk) : lossless(chunk);
      if (!own || ++pictures > 1 || (size && (own.width !== size.width || own.height !== size.height))) return null;
      size = own;
    }
    if (KEPT.includes(kind)) pieces.push(chunk.length % 2 ? joined([chunk, new Uint8Array(1)]) : chunk);
    at = end;
  }
  if (!size || pictures !== 1) return null;
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 12));
  const body = joined(pieces);
  new DataView(head.buffer).setUint32(4, body.byteLength + 4, true);
  return { mediaType: "image/webp", ...size, bytes: joined([head, body]) };
}

const uint24 = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);

function lossy(chunk: Uint8Array): { width: number; height: number } | null {
  if (chunk.length < 18 || chunk[11] !== 0x9d || chunk[12] !== 0x01 || chunk[13] !== 0x2a || (chunk[8]! & 1) !== 0) return null;
  return { width: (chunk[14]! | (chunk[15]! << 8)) & 0x3fff, height: (chunk[16]! | (chunk[17]! << 8)) & 0x3fff };
}

function lossless(chunk: Uint8Array): { width: number; height: number } | null {
  if (chunk.length < 13 || chunk[8] !== 0x2f) return null;
  const bits = (chunk[9]! | (chunk[10]! << 8) | (chunk[11]! << 16) | (chunk[12]! << 24)) >>> 0;
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}
