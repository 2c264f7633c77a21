/** PNG: the chunks that make a still picture and its colours, each with its checksum right, up to IEND. */
import { ascii, type CleanPhoto, joined } from "./read-photo.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEPT = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"];

export function readPng(bytes: Uint8Array<ArrayBuffer>): CleanPhoto | null {
  if (!SIGNATURE.every((byte, at) => bytes[at] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)];
  const seen = new Set<string>();
  let size: { width: number; height: number } | null = null;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    const kind = ascii(bytes, at + 4, 4);
    if (end > bytes.length || (kind === "IHDR") !== (at === 8)) return null;
    if (kind === "acTL") return null; // it moves
    if (kind === "IHDR") {
      if (length !== 13) return null;
      size = { width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (KEPT.includes(kind)) {
      if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null;
      pieces.push(bytes.subarray(at, end));
      seen.add(kind);
    } else if (/^[A-Z]/.test(kind)) return null; // needed, and unknown
    if (kind === "IEND") break;
    at = end;
  }
  return size && seen.has("IDAT") && seen.has("IEND") ? { mediaType: "image/png", ...size, bytes: joined(pieces) } : null;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
